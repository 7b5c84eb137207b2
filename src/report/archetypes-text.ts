// The table of contrasts between archetypes and their foils, for the terminal and as a page.
import type { Contrast, Study } from '../experiment/facts/fact.ts';
import type { Measured, MeasuredContrast } from '../experiment/facts/measure.ts';
import { butFor, shownValue } from './facts-text.ts';
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

interface PageOptions {
  archetypes: readonly Kind[];
  seeds: number;
  set: readonly string[];
  /** What is told of shocks, line by line. */
  section: readonly string[] | null;
}

/** The page docs/archetypes.md. */
export function archetypesPage(
  found: readonly MeasuredContrast[],
  contrasts: readonly Contrast[],
  studies: readonly Study[],
  { archetypes, seeds, set, section }: PageOptions,
): string {
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
    ...(found.length === 0
      ? []
      : [
          ...againstFoils(found, `${butFor(set)}; the same customers, the same chance, ${seeds} replicates`),
          ...restsOn(contrasts, studies),
        ]),
    ...(section ?? []),
  ].join('\n');
}

const againstFoils = (found: readonly MeasuredContrast[], how: string): string[] => [
  '## Against their foils',
  '',
  `Each archetype stands against a foil in a small town${how}. Outcome, sign and least size were fixed before anything was measured. *Measured* is the difference to the foil relative to it, or the value itself where a range is asked for, with a 95 % interval over replicates (of ratios by Fieller). *Without* is the same where only the named trait has the foil's value: the contrast is *gone* where its interval holds 0, or where it is of the other sign or less than half as large. *The same in all*: no replicate differs. *Not told*: the replicates are too few for an interval, or what stands below the line is not told from 0. *By input*: the trait is the outcome, and the row below shows what follows from it.`,
  '',
  ...table([...HEADS], found.map(contrastCells)),
  '',
  closing(found),
  '',
  ...reasons(found).flatMap((line) => [line, '']),
];

const restsOn = (contrasts: readonly Contrast[], studies: readonly Study[]): string[] => [
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
];

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );

/** What stands for an interval of which both ends are the value, and where there is none. */
const NO_SPREAD = 'the same in all';
const NO_INTERVAL = 'no interval';

function withUnit(measured: Measured): { value: string; interval: string } {
  const { value, interval } = shownValue(measured);
  if (measured.value === null) return { value, interval };
  const unit = measured.unit === '%' ? ' %' : '';
  const { ci95 } = measured;
  if (ci95 === null) return { value: `${value}${unit}`, interval: NO_INTERVAL };
  return { value: `${value}${unit}`, interval: ci95[0] === ci95[1] ? NO_SPREAD : `${interval}${unit}` };
}

function withoutOf({ trait, without, isGone }: MeasuredContrast): string {
  if (without === null) return `${trait}: the foil differs by nothing else`;
  const { value, interval } = withUnit(without);
  const word = isTold(without) ? (isGone ? 'gone' : 'not gone') : NOT_TOLD;
  return `${trait}: ${value}${interval && ` (${interval})`}, ${word}`;
}

/** Whether replicates are enough to say something: a value with an interval. */
const isTold = ({ value, ci95 }: Measured): boolean => value !== null && ci95 !== null;
const NOT_TOLD = 'not told';

const wordOf = ({ measured, holds, input }: MeasuredContrast): string =>
  `${isTold(measured) ? (holds ? 'holds' : 'does not hold') : NOT_TOLD}${input === null ? '' : ', by input'}`;

/** A row of which both numbers have what a verdict takes. */
const isToldRow = ({ measured, without }: MeasuredContrast): boolean =>
  isTold(measured) && (without === null || isTold(without));

const reasons = (found: readonly MeasuredContrast[]): string[] =>
  found.flatMap((row) => {
    const { archetype, outcome, measured, holds, isGone, reason } = row;
    const fault =
      !isTold(measured) || (holds && (isGone || !isToldRow(row)))
        ? null
        : holds
          ? 'not gone without the trait'
          : 'does not hold';
    return fault === null ? [] : [`${archetype}, ${outcome}: ${fault}. ${reason ?? ''}`.trim()];
  });

function closing(found: readonly MeasuredContrast[]): string {
  const nTold = found.filter(isToldRow).length;
  const few = found.length - nTold;
  return `${found.filter((row) => isToldRow(row) && row.holds && row.isGone).length} of ${found.length} hold and are gone without the trait${few === 0 ? '' : `; ${few} cannot be told, for want of an interval`}.`;
}
