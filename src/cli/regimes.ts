// Computes the regime maps of docs/regimes.md: which of two mechanisms prevails, over values of two fields.
import { renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { collect } from '../experiment/collect.ts';
import { plan } from '../experiment/plan.ts';
import { runPool } from '../experiment/pool.ts';
import { type Difference, pairedDifference } from '../measures/series.ts';
import { grouped, signed } from '../numbers.ts';
import { load } from './load.ts';
import { oneOperationSection } from './one-operation.ts';
import { REGIME_MAPS, type RegimeMap } from './regime-maps.ts';
import { tell } from './terminal.ts';

const { values: options } = parseArgs({
  options: { seeds: { type: 'string', default: '30' }, out: { type: 'string', default: 'docs/regimes.md' } },
});

const page = ['<!-- Made by `npm run regimes`; the text between the tables is made too. -->', '', '# Regimes', ''];
page.push(
  'Field studies find displacement and diffusion, more violence and less. The model can show all of them; these maps say which fields decide. Each cell is an experiment of its own: the mean difference between an arm and the reference on shared events, with half its 95 % t interval over replicates. A cell is named only where the interval leaves 0 out. These are regimes of a model under stated assumptions, not of a place.',
  '',
);
for (const map of REGIME_MAPS) page.push(...(await section(map)));
page.push(...(await oneOperationSection(dirname(options.out), options.seeds)));
// The page is written at the end only: a run that fails does not change it.
writeFileSync(`${options.out}.new`, `${page.join('\n').trimEnd()}\n`);
renameSync(`${options.out}.new`, options.out);

async function section({
  title,
  scenario,
  arm,
  outcome,
  text,
  isRelative,
  rows,
  columns,
  names,
}: RegimeMap): Promise<string[]> {
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
      cells.push(cell(found, isRelative, names));
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

function cell(found: Difference, isRelative: boolean, names: RegimeMap['names']): string {
  const [mean, interval] = isRelative ? [found.meanPercent, found.ci95Percent] : [found.mean, found.ci95];
  if (mean === null || interval === null) return 'undefined';
  const [low, high] = interval;
  const name = low > 0 ? names.rise : high < 0 ? names.fall : names.neither;
  const digits = isRelative ? 1 : 2;
  return `${signed(mean, digits)} ± ${grouped((high - low) / 2, digits)}, ${name === names.neither ? name : `**${name}**`}`;
}
