// results.json, as described in docs/results.md. Equal runs give the same bytes.
import type { EffortPart, PolicyEffort, Results } from '../experiment/results.ts';
import { armOrder } from '../measures/series.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';

export const RESULTS_FORMAT = 'waterbed-results';
export const RESULTS_VERSION = 1;

/** One parameter of the scenario as it ran, with what the schema says of it. */
export interface ReportedParameter {
  path: string;
  value: unknown;
  /** The value when the scenario does not say; absent where it must. Not in results.json. */
  default?: unknown;
  unit: string;
  grade: string;
  source: string;
  text: string;
}

/** The human seed of a replicate, from which it can be run again. */
export const seedOf = ({ scenario }: Pick<Results, 'scenario'>, replicate: number): string =>
  `${scenario.seed}/${replicate}`;

/** Text of results.json; `parameters` are those of the scenario, in the order of the schema. */
export function resultsJson(results: Results, parameters: readonly ReportedParameter[]): string {
  const { scenario, replicates, complete, failed, baseline } = results;
  const { start_date, burn_in_days, pre_days, post_days } = scenario.time;
  const arms = armOrder(Object.keys(results.arms), baseline);
  return jsonText({
    format: RESULTS_FORMAT,
    version: RESULTS_VERSION,
    scenario: { name: scenario.name, title: scenario.title, description: scenario.description },
    seeds: replicates.map((replicate) => seedOf(results, replicate)),
    complete,
    failed: failed.map(({ seed, error }) => ({ seed, error })),
    baseline,
    windows: {
      start_date,
      burn_in_days,
      pre: { first_day: 0, days: pre_days },
      post: { first_day: pre_days, days: post_days },
    },
    arms: Object.fromEntries(
      arms.map((arm) => [
        arm,
        {
          label: scenario.arms[arm]?.label ?? arm,
          changes: results.arms[arm]!.changes,
          policies: results.arms[arm]!.policies,
          effort: results.arms[arm]!.effort.map(effortJson),
          outcomes: Object.fromEntries(
            Object.entries(results.arms[arm]!.outcomes).map(([id, outcome]) => [id, inOrder(outcome)]),
          ),
        },
      ]),
    ),
    parameters: byArm(parameters, arms).map(({ path, value, unit, grade, source, text }) => ({
      path,
      value,
      unit,
      grade,
      source,
      text,
    })),
  });
}

/** What became of a policy's effort, as both files have it. */
export const effortJson = (effort: PolicyEffort) => ({
  policy: effort.policy,
  kind: effort.kind,
  offered_h: effort.offered_h,
  spent_h: effort.spent_h,
  offered_eur: effort.offered_eur,
  spent_eur: effort.spent_eur,
  unspent: effort.unspent.map(partJson),
  without_effect: effort.without_effect.map(partJson),
});

const partJson = ({ reason, h, eur, text }: EffortPart) => ({ reason, ...(h === undefined ? { eur } : { h }), text });

/** JSON with two spaces, lists of numbers on one line, and a last newline. Numbers are their shortest exact form. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(NUMBER_LIST, (list) =>
    list
      .replace(/\s*\n\s*/g, ' ')
      .replace('[ ', '[')
      .replace(' ]', ']'),
  )}\n`;

const NUMBER_LIST = /\[\n(?:\s+(?:-?[\d.eE+-]+|null),?\n)+\s*\]/g;

const inOrder = ({ label, unit, better, pre, ...post }: OutcomeSummary) => ({
  label,
  unit,
  better,
  ...inOrderOver(post),
  pre: inOrderOver(pre),
});

const inOrderOver = ({ mean, sd, ci95, values }: OutcomeSummary['pre']) => ({ mean, sd, ci95, values });

/** Parameters of arms are in the order of arms, whatever their order in the scenario file. */
function byArm(parameters: readonly ReportedParameter[], arms: readonly string[]): ReportedParameter[] {
  const armOf = ({ path }: ReportedParameter): number =>
    arms.findIndex((arm) => path === `arms.${arm}` || path.startsWith(`arms.${arm}.`));
  const isArm = (row: ReportedParameter): boolean => row.path.startsWith('arms.');
  const sorted = parameters.filter(isArm).sort((a, b) => armOf(a) - armOf(b));
  return parameters.map((row) => (isArm(row) ? sorted.shift()! : row));
}
