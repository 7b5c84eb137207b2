// The page of regimes, Markdown: what a map of two effects found, cell by cell.
import type { Regime, RegimeMap } from '../experiment/discover/regimes.ts';
import { outcomeOf, type ShownOutcome } from '../experiment/sweep/effects.ts';
import type { Factor } from '../experiment/sweep/sweep.ts';
import { factorTitle, valueText } from '../experiment/sweep/words.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { AGREEING } from '../stats/pattern-space.ts';

export interface AboutMap {
  /** The sweep's file. */
  file: string;
  replicates: number;
  /** A line that shows the chart. */
  image: string;
}

export function regimesPage(
  map: RegimeMap,
  factors: readonly Factor[],
  { file, replicates, image }: AboutMap,
): string[] {
  const { axes, evaluations, undecided, cells, regimes } = map;
  const [x, y] = [outcomeOf(axes[0].target.outcome), outcomeOf(axes[1].target.outcome)];
  const { arm, against } = axes[0].target;
  const sorted = [...regimes].sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  return [
    '<!-- Made by `npm run regimes`; the text between the tables is made too. -->',
    '',
    '# Regimes',
    '',
    'Field studies find displacement and diffusion, more violence and less. This map says which of them the model shows together over the plausible ranges of five fields, and where; what it does not reach may still lie in a corner of the ranges: `scenarios/diffusion-of-benefits.yaml` is a world in which the sites around lose trade, `scenarios/displacement-or-diffusion.yaml` one in which they gain, both told over thirty seeds. These are regimes of a model under stated assumptions, not of a place.',
    '',
    `## ${x.label} and ${lowerFirst(y.label)}`,
    '',
    `Differences between arm \`${arm}\` and \`${against}\` of \`${file}\` on shared events: of \`${x.id}\` (above 0: displacement to the sites around; below: diffusion of benefits) and of \`${y.id}\`. ${grouped(evaluations)} worlds, ${grouped(replicates)} replicates each, were chosen by pattern-space exploration in ${factors.length} fields, over the ranges in the head of the table: after a first round at random, each starts from those that lie in cells reached seldom. A cell counts only where at least ${grouped(100 * AGREEING)} % of a world's replicates lie in it. ${grouped(regimes.length)} of ${grouped(cells)} cells were reached; on ${grouped(undecided)} worlds replicates do not agree, and they count for none.`,
    '',
    image,
    '',
    `| ${[title(x), title(y), 'worlds', ...factors.map(headOf)].join(' | ')} |`,
    `|${'---|'.repeat(3 + factors.length)}`,
    ...sorted.map(
      ({ ranges, points, example }) =>
        `| ${[rangeText(ranges[0], x), rangeText(ranges[1], y), grouped(points), ...example.map(valueText)].join(' | ')} |`,
    ),
    '',
    `Fields have the values of the world that reached a cell first. ${signsText(regimes, x, y)}`,
    '',
  ];
}

/** 'news reach, share (`risk.news_reach`), 0.1 to 1'. */
function headOf(factor: Factor): string {
  const { range, levels } = factor;
  const values = range ? `${valueText(range.from)} to ${valueText(range.to)}` : levels.map(valueText).join(', ');
  return `${factorTitle(factor)} (\`${factor.paths.join(', ')}\`), ${values}`;
}

const lowerFirst = (words: string): string => words.slice(0, 1).toLowerCase() + words.slice(1);

const title = ({ label, change }: ShownOutcome): string => (change === '' ? label : `${label}, ${change}`);

function rangeText(range: readonly [number, number], { scale }: ShownOutcome): string {
  const decimals = Math.max(...range.map((end) => decimalsOf(end * scale)));
  return range.map((end) => (end === 0 ? '0' : signed(end * scale, decimals))).join(' to ');
}

const decimalsOf = (value: number): number => (Number.isInteger(value) ? 0 : decimalsFor(value, null));

/** How many worlds show each pair of signs, the most frequent first. */
function signsText(regimes: readonly Regime[], x: ShownOutcome, y: ShownOutcome): string {
  const counts = new Map<string, number>();
  for (const { ranges, points } of regimes) {
    const [one, other] = ranges.map(([low]) => (low >= 0 ? 'up' : 'down'));
    const words = `${lowerFirst(x.label)} ${one} and ${lowerFirst(y.label)} ${other}`;
    counts.set(words, (counts.get(words) ?? 0) + points);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.length === 0
    ? 'On no world do replicates agree.'
    : `Worlds by signs: ${sorted.map(([words, n]) => `${words} in ${grouped(n)}`).join('; ')}.`;
}
