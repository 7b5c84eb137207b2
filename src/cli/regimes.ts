// The regime maps of docs/regimes.md: where one mechanism wins over another, over two fields each. Knows no model.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { collect } from '../experiment/collect.ts';
import { plan } from '../experiment/plan.ts';
import { runPool } from '../experiment/pool.ts';
import { type Difference, pairedDifference } from '../measures/series.ts';
import { grouped, signed } from '../numbers.ts';
import { load } from './load.ts';
import { tell } from './terminal.ts';

interface Axis {
  label: string;
  /** Field as --set takes it. */
  path: string;
  values: number[];
}

interface RegimeMap {
  title: string;
  scenario: string;
  arm: string;
  outcome: string;
  /** What the cells say, and of what. */
  text: string;
  rows: Axis;
  columns: Axis;
  /** What an interval above 0, below 0 and across 0 is called. */
  names: { rise: string; fall: string; neither: string };
}

const MAPS: readonly RegimeMap[] = [
  {
    title: 'Displacement or diffusion of benefits',
    scenario: 'scenarios/displacement-or-diffusion.yaml',
    arm: 'pressure',
    outcome: 'orders_site_buffer',
    text: 'Change of orders at fixed sites of the buffer, in % of the reference, when the sites of the target are operated.',
    rows: { label: 'reach of news', path: 'risk.news_reach', values: [0, 0.1, 0.25, 0.5, 1] },
    columns: {
      label: 'dissimilarity (low: sites are close substitutes)',
      path: 'choice.dissimilarity',
      values: [0.2, 0.4, 0.6, 0.8],
    },
    names: { rise: 'displacement', fall: 'diffusion', neither: 'neither' },
  },
  {
    title: 'More violence or not',
    scenario: 'scenarios/violence-vacancies.yaml',
    arm: 'site-pressure',
    outcome: 'violence_index',
    text: 'Change of the violence index under site pressure, in % of the reference.',
    rows: { label: 'events over a vacancy', path: 'violence.vacancy_events', values: [0, 0.03, 0.1, 0.3] },
    columns: { label: 'branching of retaliation', path: 'violence.branching', values: [0, 0.15, 0.3, 0.45] },
    names: { rise: 'more', fall: 'less', neither: 'neither' },
  },
];

const { values: options } = parseArgs({ options: { seeds: { type: 'string', default: '30' } } });

const page = ['<!-- Made by `npm run regimes`; the text between the tables is made too. -->', '', '# Regimes', ''];
page.push(
  'Field studies find displacement and diffusion, more violence and less. The model can show all of them; these maps say which fields decide. Each cell is an experiment of its own: the mean difference between an arm and the reference on shared events, with half its 95 % t interval over replicates. A cell is named only where the interval leaves 0 out. These are regimes of a model under stated assumptions, not of a place.',
  '',
);
for (const map of MAPS) page.push(...(await section(map)));
console.log(page.join('\n').trimEnd());

async function section({ title, scenario, arm, outcome, text, rows, columns, names }: RegimeMap): Promise<string[]> {
  const lines = [
    `## ${title}`,
    '',
    `${text} Arm \`${arm}\` of \`${scenario}\`, ${options.seeds} replicates a cell.`,
    '',
    `| ${rows.label} (\`${rows.path}\`) ↓, ${columns.label} (\`${columns.path}\`) → | ${columns.values.join(' | ')} |`,
    `|---|${columns.values.map(() => '---|').join('')}`,
  ];
  for (const row of rows.values) {
    const cells: string[] = [];
    for (const column of columns.values) {
      tell(`${title}: ${rows.path}=${row} ${columns.path}=${column}`);
      const found = await difference(scenario, arm, outcome, [
        `seeds=${options.seeds}`,
        `${rows.path}=${row}`,
        `${columns.path}=${column}`,
      ]);
      cells.push(cell(found, names));
    }
    lines.push(`| ${row} | ${cells.join(' | ')} |`);
  }
  return [...lines, ''];
}

/** An arm against the reference, over all replicates of one experiment. */
async function difference(path: string, arm: string, outcome: string, sets: string[]): Promise<Difference> {
  const { scenario: whole, city } = load(path, sets);
  const { [whole.baseline]: reference, [arm]: own } = whole.arms;
  const scenario = { ...whole, arms: { [whole.baseline]: reference!, [arm]: own! } };
  const jobs = plan(scenario);
  const outcomes = await runPool(scenario, city, jobs, { nWorkers: availableParallelism() });
  const { arms, baseline } = collect(scenario, city, jobs, outcomes);
  return pairedDifference(arms[arm]!.outcomes[outcome]!.values, arms[baseline]!.outcomes[outcome]!.values);
}

function cell({ meanPercent, ci95Percent }: Difference, names: RegimeMap['names']): string {
  if (meanPercent === null || ci95Percent === null) return 'undefined';
  const [low, high] = ci95Percent;
  const name = low > 0 ? names.rise : high < 0 ? names.fall : names.neither;
  return `${signed(meanPercent, 1)} ± ${grouped((high - low) / 2, 1)}, ${name === names.neither ? name : `**${name}**`}`;
}
