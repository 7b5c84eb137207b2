// `waterbed-sim compare`: effects of arms on the same random draws, and whether an evaluation would find them.
import { availableParallelism } from 'node:os';
import { cityWarnings } from '../../city/claims.ts';
import { compareArms } from '../../experiment/compare.ts';
import type { Comparison } from '../../experiment/comparison.ts';
import { MIN_REPLICATES } from '../../experiment/precision.ts';
import type { Results } from '../../experiment/results.ts';
import { FIRST_LOOK, replicatesToAdd, type Stopping, widestHalfPercent } from '../../experiment/until.ts';
import { type RestsOn, vary } from '../../experiment/vary.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { grouped } from '../../numbers.ts';
import { comparisonText } from '../../report/comparison-text.ts';
import { namesOf, page, tables } from '../../report/files.ts';
import type { AnyRestsOn } from '../../report/rests-on.ts';
import { parametersOf } from '../../scenario/describe.ts';
import { formatFaults } from '../../scenario/faults.ts';
import type { Change } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type Loaded, load } from '../load.ts';
import { sha256Of } from '../sha256.ts';
import { changesOf, type SimulateOptions, simulate } from '../simulate.ts';
import { screenedIn } from '../sweep/screened.ts';
import { counted, EXIT, paint, tell, UserError, warn } from '../terminal.ts';
import { variablesOf } from '../variables.ts';
import { version } from '../version.ts';

export interface CompareOptions extends SimulateOptions {
  against?: string;
  outcome?: string;
  smallestEffect?: number;
  interval?: 't' | 'bootstrap';
  /** Half the interval of the primary outcome's difference, % of the reference's mean. */
  untilCi?: number;
  maxSeeds?: number;
  /** Replicates on which fields are varied. */
  vary?: number;
  /** Folder of a sensitivity analysis of the same scenario. */
  restsOn?: string;
}

const MOST_SEEDS = 200;

export async function compare(path: string, options: CompareOptions): Promise<void> {
  const loaded = load(path, [...changesOf(options), ...comparisonChangesOf(options)], options);
  const { scenario, city } = loaded;
  checkArms(loaded);
  const odd = cityWarnings(city);
  warn(odd, options);
  const until = untilOf(scenario, options);
  const restsOn = await restsOnOf(path, loaded, options);
  if (restsOn === undefined) return;
  await simulate(
    {
      ...loaded,
      scenario: until ? { ...scenario, seeds: until.first } : scenario,
      out: `output/${scenario.name}-comparison`,
      names: namesOf(true),
      placebo: true,
      ...(until && { more: until.more }),
      report: (results) => {
        const compared = compareArms(results);
        const stopping = until ? until.stopping(results) : null;
        const warnings = [...odd, ...compared.warnings, ...stoppingWarnings(results, stopping)];
        const comparison = { ...compared, warnings };
        const made = { command: REPEAT, version, scenarioSha256: sha256Of(results.scenario) };
        const all = { comparison, stopping, restsOn, ...made };
        const parameters = parametersOf(results.scenario);
        return {
          numbers: tables(results, parameters, all),
          comparison,
          page: (charts) => page(results, parameters, all, charts),
          text: comparisonText(results, comparison, { stopping, restsOn }, paint, process.stdout.columns),
          summary: { ...summary(results, comparison, stopping), rests_on: restsOn },
        };
      },
    },
    options,
  );
}

/** What effects rest on, by what was asked for; undefined if it was interrupted. */
async function restsOnOf(
  path: string,
  loaded: Loaded,
  options: CompareOptions,
): Promise<AnyRestsOn | null | undefined> {
  const { vary: replicates, restsOn: folder } = options;
  if (replicates !== undefined && folder !== undefined)
    throw new UserError('--vary and --rests-on both say what effects rest on; give one of them');
  if (folder !== undefined) return screenedIn(folder, loaded);
  return replicates === undefined ? null : varied(path, loaded, replicates, options);
}

/** What effects rest on by one field at a time; undefined if it was interrupted, of which nothing is kept. */
async function varied(
  path: string,
  { scenario, city }: Loaded,
  replicates: number,
  options: CompareOptions,
): Promise<RestsOn | undefined> {
  if (replicates < 2) throw new UserError('--vary: an interval needs 2 replicates or more');
  const { variables, leftOut } = variablesOf(path, scenario, [...changesOf(options), ...comparisonChangesOf(options)]);
  const say = (text: string): void => {
    if (!options.quiet) tell(text);
  };
  const signal = listenForInterrupt(
    () => say('Stopping: nothing is written; Ctrl-C once more leaves at once.'),
    () => {},
  );
  say(
    `${scenario.name}: ${counted(variables.length, 'field')} at both ends of their ranges, ${counted(replicates, 'replicate')} each`,
  );
  const found = await vary(scenario, city, variables, leftOut, {
    replicates,
    nWorkers: options.jobs ?? availableParallelism(),
    signal,
    onDone: (done, of) =>
      (done === of || done % Math.ceil(of / PARTS_TOLD) === 0) && say(`varied: ${done} of ${of} runs`),
  });
  if (!found) process.exitCode = EXIT.interrupted;
  return found;
}

/** How often progress is told. */
const PARTS_TOLD = 20;

/** The command to type in the folder of results; it does not contain the folder's path. */
const REPEAT = 'waterbed-sim compare scenario.json --out again';

function comparisonChangesOf({ against, outcome, smallestEffect, interval }: CompareOptions): Change[] {
  const change = (path: string, value: unknown, option: string): Change[] =>
    value === undefined ? [] : [{ set: `${path}=${JSON.stringify(value)}`, as: `--${option} ${value}` }];
  return [
    ...change('baseline', against, 'against'),
    ...change('compare.outcome', outcome, 'outcome'),
    ...change('compare.smallest_effect_percent', smallestEffect, 'smallest-effect'),
    ...change('compare.interval', interval, 'interval'),
  ];
}

function checkArms({ scenario: { arms, baseline }, faultOf }: Loaded): void {
  if (Object.keys(arms).length > 1) return;
  const fault = faultOf(['arms'], {
    what: `${baseline} is the only arm, so that there is nothing to compare with`,
    expected: 'a second arm, with policies of its own',
    hint: 'waterbed-sim init writes an example',
  });
  throw new UserError(formatFaults([fault]));
}

/** How replicates are added, if that is asked for. */
function untilOf({ seeds }: Scenario, { untilCi, maxSeeds, seeds: given }: CompareOptions) {
  if (untilCi === undefined) {
    if (maxSeeds === undefined) return undefined;
    throw new UserError('--max-seeds says where --until-ci stops; give that too, as in --until-ci 5%');
  }
  if (maxSeeds !== undefined && maxSeeds < (given ?? 1))
    throw new UserError(`--max-seeds ${maxSeeds} is less than --seeds ${given}; expected at least as many`);
  const most = maxSeeds ?? Math.max(MOST_SEEDS, seeds);
  return {
    first: Math.min(Math.max(seeds, FIRST_LOOK), most),
    more: (results: Results) => {
      const half = widestHalfPercent(results);
      return {
        seeds: replicatesToAdd(results.scenario.seeds, half, untilCi, most),
        because: `half the interval is ${grouped(half ?? 0, 1)} % of the mean compared with`,
      };
    },
    stopping: (results: Results): Stopping => {
      const half_interval_percent = widestHalfPercent(results);
      const reached = half_interval_percent !== null && half_interval_percent <= untilCi;
      return { until_ci_percent: untilCi, max_seeds: most, half_interval_percent, reached };
    },
  };
}

/** A warning if a comparison ended before its interval was narrow enough. */
function stoppingWarnings({ scenario, complete }: Results, stopping: Stopping | null): string[] {
  if (stopping === null || stopping.reached || !complete) return [];
  const { until_ci_percent, max_seeds, half_interval_percent: half } = stopping;
  const { label } = OUTCOMES.find(({ id }) => id === scenario.compare.outcome)!;
  return [
    half === null
      ? `No more replicates were added: “${label}” is defined in fewer than ${MIN_REPLICATES} of them, too few for an interval to be trusted, or its mean is 0.`
      : `After the most replicates allowed (${max_seeds}), half the interval of “${label}” is ${grouped(half, 1)} % of the reference's mean, more than the ${until_ci_percent} % asked for. Raise --max-seeds to go on.`,
  ];
}

const summary = (
  { scenario, complete, replicates, failed }: Results,
  { against, interval, primary, secondary, multiplicity, warnings, arms }: Comparison,
  stopping: Stopping | null,
) => ({
  name: scenario.name,
  complete,
  replicates,
  failed,
  against,
  interval,
  primary,
  stopping,
  secondary,
  multiplicity,
  warnings,
  arms: Object.fromEntries(
    Object.entries(arms).map(([arm, { label, changes, policies, effects, flows, sentence }]) => [
      arm,
      {
        label,
        changes,
        policies,
        effects: Object.fromEntries(Object.entries(effects).map(([id, { values: _, ...effect }]) => [id, effect])),
        flows:
          flows &&
          Object.fromEntries(
            Object.entries(flows).map(([name, { gross, net, ci95, floor }]) => [name, { gross, net, ci95, floor }]),
          ),
        sentence,
      },
    ]),
  ),
});
