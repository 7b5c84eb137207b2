// The part of docs/regimes.md about one operation: a chart, what it does week by week, and which fields decide it.
import { type Estimate, type OperationRow, oneOperation } from '../charts/one-operation.ts';
import { type Aftermath, aftermath } from '../experiment/aftermath.ts';
import { grouped } from '../numbers.ts';
import { fearOf } from '../policies/fear.ts';
import { tInterval95 } from '../stats/intervals.ts';
import { load } from './load.ts';
import { writeImages } from './studies.ts';
import { tell } from './terminal.ts';
import { plausibleRanges } from './variables.ts';

const SCENARIO = 'scenarios/one-operation.yaml';
const ARM = 'operation';
const LATE_WEEK = 8;
const SPANS = [
  [0, 2],
  [2, 4],
  [4, 8],
  [8, 12],
  [12, 16],
] as const;

const RANGES = plausibleRanges();
/** Fields that decide it, with the ends of their plausible ranges. */
const FIELDS = [
  { path: 'risk.news_reach', label: 'reach of news' },
  { path: 'risk.visitor_rise', label: 'risk there' },
  { path: 'risk.general_rise', label: 'risk at all sites' },
  { path: 'risk.half_life_weeks', label: 'half-life, weeks' },
  { path: 'police.disruption_mean_days', label: 'days shut' },
].map((field) => ({ ...field, ends: RANGES.get(field.path)! }));

const ends = (end: 0 | 1): string[] => FIELDS.map((field) => `${field.path}=${field.ends[end]}`);
const RUNS: { label: string; sets: string[] }[] = [
  { label: 'default', sets: [] },
  ...FIELDS.flatMap(({ path, label, ends: both }) =>
    both.map((end) => ({ label: `${label} ${end}`, sets: [`${path}=${end}`] })),
  ),
  { label: 'all at their low ends', sets: ends(0) },
  { label: 'all at their high ends', sets: ends(1) },
  { label: 'nobody afraid', sets: ['mechanisms.perceived_risk=false'] },
];

/** Lines of the page. The chart is written into `images` of `folder`, as PNG and SVG. */
export async function oneOperationSection(folder: string, seeds: string): Promise<string[]> {
  const rows: (OperationRow & { weeks: Aftermath[]; eur: string })[] = [];
  for (const { label, sets } of RUNS) {
    tell(`One operation: ${label}`);
    const { scenario, city } = load(SCENARIO, [`seeds=${seeds}`, ...sets]);
    const weeks = Array.from({ length: scenario.seeds }, (_, k) => aftermath(scenario, city, ARM, k + 1));
    const sum = (of: (one: Aftermath, week: number) => number, from = 0, to = 16): Estimate =>
      estimate(weeks.map((one) => spanOf(from, to).reduce((all, week) => all + of(one, week), 0)));
    const fear = fearOf(scenario);
    rows.push({
      label,
      isDefault: sets.length === 0,
      moved: sum(({ moved }, week) => moved[week]!),
      lost: sum(({ lost }, week) => lost[week]!),
      late: sum(({ moved, lost }, week) => moved[week]! + lost[week]!, LATE_WEEK),
      weeks,
      eur: fear === null ? '0, 0' : [fear.there_eur[1]!, fear.elsewhere_eur[1]!].map((eur) => grouped(eur)).join(', '),
    });
  }
  const { scenario } = load(SCENARIO, [`seeds=${seeds}`]);
  const replicates = Array.from({ length: scenario.seeds }, (_, k) => k + 1);
  const chart = oneOperation({ scenario, replicates, complete: true }, rows);
  await writeImages(folder, chart);

  const { weeks } = rows[0]!;
  const ofSite = (from: number, to: number): Estimate =>
    estimate(
      weeks.map(({ atSite, moved }) => {
        const span = spanOf(from, to);
        return (100 * span.reduce((all, w) => all + moved[w]!, 0)) / span.reduce((all, w) => all + atSite[w]!, 0);
      }),
    );
  const count = (of: 'atSite' | 'moved' | 'lost', from: number, to: number): Estimate =>
    estimate(weeks.map((one) => spanOf(from, to).reduce((all, week) => all + one[of][week]!, 0)));
  return [
    '## One operation',
    '',
    `What a single operation at the largest of 17 sites does, on the same occasions with and without it: \`${SCENARIO}\`, ${seeds} replicates, 5,000 customers, no site closes or opens. *Moved* are orders that were bought at that site and are now bought from another seller, less the reverse; *lost* are orders bought anywhere without the operation and not with it, less the reverse. Half the 95 % t interval after ±.`,
    '',
    `![${chart.alt}](images/${chart.id}.png)`,
    '',
    '| weeks since the operation | orders at the site without it | moved | % of them | lost |',
    '|---|---|---|---|---|',
    ...SPANS.map(
      ([from, to]) =>
        `| ${from + 1}–${to} | ${grouped(count('atSite', from, to).mean)} | ${told(count('moved', from, to))} | ${told(ofSite(from, to))} | ${told(count('lost', from, to))} |`,
    ),
    '',
    '| field at an end of its range | EUR a visit there, elsewhere (middle income) | moved | lost | both in weeks 9–16 |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ label, eur, moved, lost, late }) => `| ${label} | ${eur} | ${told(moved)} | ${told(lost)} | ${told(late)} |`,
    ),
    '',
    `What decides it, with the means at both ends of its range: of those moved ${deciding(rows, 'moved')}; of those lost ${deciding(rows, 'lost')}; of both in weeks 9–16 ${deciding(rows, 'late')}. With all five at the same end: ${between(rows, FIELDS.length, 'moved')} moved and ${between(rows, FIELDS.length, 'lost')} lost.`,
    '',
  ];
}

/** The three fields that move an outcome furthest, the first most: 'reach of news (236 to 713), …'. */
function deciding(rows: readonly OperationRow[], of: 'moved' | 'lost' | 'late'): string {
  const span = (k: number): number => Math.abs(rows[2 * k + 2]![of].mean - rows[2 * k + 1]![of].mean);
  return FIELDS.map(({ label }, k) => ({ label, k }))
    .sort((a, b) => span(b.k) - span(a.k))
    .slice(0, 3)
    .map(({ label, k }) => `${label} (${between(rows, k, of)})`)
    .join(', ');
}

/** Means at the low and the high end of the field at `k`, or of all of them, whose rows stand below those of fields. */
const between = (rows: readonly OperationRow[], k: number, of: 'moved' | 'lost' | 'late'): string =>
  [1, 2].map((end) => grouped(rows[2 * k + end]![of].mean)).join(' to ');

const spanOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);

function estimate(values: number[]): Estimate {
  const { mean, ci95 } = tInterval95(values);
  return { mean: mean ?? 0, ci95 };
}

const told = ({ mean, ci95 }: Estimate): string =>
  `${grouped(mean)}${ci95 === null ? '' : ` ± ${grouped((ci95[1] - ci95[0]) / 2)}`}`;
