// The table of contrasts between archetypes and their foils, for the terminal and as a page.
import type { Contrast, Study } from '../experiment/facts/fact.ts';
import type { Measured, MeasuredContrast } from '../experiment/facts/measure.ts';
import { shownValue } from './facts-text.ts';
import { column, fold, lines, PLAIN, type Style } from './table.ts';

const HEADS = ['archetype', 'foil', 'outcome', 'asked', 'measured', '95 % interval', 'without', ''] as const;

/** The columns of the table of a contrast, as text. */
export function contrastCells(one: MeasuredContrast): string[] {
  const { value, interval } = withUnit(one.measured);
  return [one.archetype, one.foil, one.outcome, one.asked, value, interval, withoutOf(one), wordOf(one)];
}

/** A line for each contrast, why some do not hold, and the count. */
export function contrastsText(found: readonly MeasuredContrast[], style: Style = PLAIN): string {
  const rows = found.map(contrastCells);
  const shown = HEADS.flatMap((head, k) =>
    head === 'foil'
      ? []
      : [
          column(
            head,
            rows.map((cells) => cells[k]!),
            head === 'measured' ? undefined : 'left',
          ),
        ],
  );
  return [...lines(shown, style), '', ...reasons(found).flatMap((line) => fold(line)), closing(found)].join('\n');
}

/** What the page tells of an archetype. */
interface Kind {
  id: string;
  whatMakesItItself: string;
  grade: string;
}

/** The page docs/archetypes.md. */
export function archetypesPage(
  found: readonly MeasuredContrast[],
  contrasts: readonly Contrast[],
  studies: readonly Study[],
  { archetypes, seeds, set }: { archetypes: readonly Kind[]; seeds: number; set: readonly string[] },
): string {
  const changed = set.length === 0 ? '' : `, but for ${set.map((one) => `\`${one}\``).join(', ')}`;
  return [
    '<!-- Made by `npm run archetypes`; the text between the tables is made too. -->',
    '',
    '# Archetypes',
    '',
    'Thirteen kinds of organisation, each with a sentence that makes it itself. Every trait can be overridden in a scenario; `waterbed-sim list archetypes --json` shows them.',
    '',
    ...table(
      ['archetype', 'what makes it itself', 'grade'],
      archetypes.map(({ id, whatMakesItItself, grade }) => [`\`${id}\``, whatMakesItItself, grade]),
    ),
    '',
    '## Against their foils',
    '',
    `Each archetype stands against a foil in a small town${changed}; the same customers, the same chance, ${seeds} replicates. Outcome, sign and least size were fixed before anything was measured. *Measured* is the difference to the foil relative to it, or the value itself where a range is asked for, with a 95 % interval over replicates (of ratios by Fieller). *Without* is the same where only the named trait has the foil's value: the contrast is *gone* where its interval holds 0, or where it is of the other sign or less than half as large. *By input*: the trait is the outcome, and the row below shows what follows from it.`,
    '',
    ...table([...HEADS], found.map(contrastCells)),
    '',
    closing(found),
    '',
    ...reasons(found).flatMap((line) => [line, '']),
    '## What they rest on',
    '',
    ...table(
      ['archetype', 'scenario', 'what is run', 'what it rests on'],
      contrasts.map(({ archetype, restsOn }) => {
        const { file, text } = studies.find(({ id }) => id === archetype)!;
        return [archetype, `\`scenarios/${file}\``, text, restsOn];
      }),
    ),
    '',
  ].join('\n');
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );

function withUnit(measured: Measured): { value: string; interval: string } {
  const { value, interval } = shownValue(measured);
  const unit = measured.unit === '%' && measured.value !== null ? ' %' : '';
  return { value: `${value}${unit}`, interval: `${interval}${interval && unit}` };
}

function withoutOf({ trait, without, isGone }: MeasuredContrast): string {
  if (without === null) return `${trait}: the foil differs by nothing else`;
  const { value, interval } = withUnit(without);
  return `${trait}: ${value}${interval && ` (${interval})`}, ${isGone ? 'gone' : 'not gone'}`;
}

const wordOf = ({ holds, input }: MeasuredContrast): string =>
  `${holds ? 'holds' : 'does not hold'}${input === null ? '' : ', by input'}`;

const reasons = (found: readonly MeasuredContrast[]): string[] =>
  found.flatMap(({ archetype, outcome, holds, isGone, reason }) =>
    holds && isGone
      ? []
      : [`${archetype}, ${outcome}: ${holds ? 'not gone without the trait' : 'does not hold'}. ${reason ?? ''}`.trim()],
  );

const closing = (found: readonly MeasuredContrast[]): string =>
  `${found.filter(({ holds, isGone }) => holds && isGone).length} of ${found.length} hold and are gone without the trait.`;
