// comparison.json, as described in docs/results.md. Equal runs give the same bytes.
import type { ArmComparison, Comparison, Effect, Flow, TradeChange } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { Stopping } from '../experiment/until.ts';
import type { AuditRow } from '../measures/audit.ts';
import { ESTIMATOR_IDS } from '../measures/estimators/registry.ts';
import { FLOW_CLASSES } from '../measures/flows.ts';
import { armOrder } from '../measures/series.ts';
import { effortJson, jsonText, seedOf } from './json.ts';
import type { AnyRestsOn } from './rests-on.ts';

export const COMPARISON_FORMAT = 'waterbed-comparison';
export const COMPARISON_VERSION = 3;

/** Text of comparison.json; `stopping` is null where the number of replicates was given, `restsOn` where nothing was varied. */
export function comparisonJson(
  results: Results,
  comparison: Comparison,
  stopping: Stopping | null,
  restsOn: AnyRestsOn | null = null,
): string {
  const { scenario, replicates, complete } = results;
  const { against, interval, primary, secondary, multiplicity, warnings, cells, arms } = comparison;
  const names = armOrder(Object.keys(results.arms), against);
  const ordered = <T>(byArm: Record<string, T>): Record<string, T> =>
    Object.fromEntries(names.filter((name) => name in byArm).map((name) => [name, byArm[name]!]));
  return jsonText({
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    scenario: { name: scenario.name, title: scenario.title, description: scenario.description },
    seeds: replicates.map((replicate) => seedOf(results, replicate)),
    complete,
    against,
    interval,
    primary: {
      outcome: primary.outcome,
      smallest_effect_percent: primary.smallest_effect_percent,
      seeds_needed: ordered(primary.seeds_needed),
    },
    stopping: stopping && {
      until_ci_percent: stopping.until_ci_percent,
      max_seeds: stopping.max_seeds,
      half_interval_percent: stopping.half_interval_percent,
      reached: stopping.reached,
    },
    secondary,
    multiplicity,
    warnings,
    rests_on: restsOn && ('walks' in restsOn ? screenedJson(restsOn, ordered) : restsOnJson(restsOn, ordered)),
    cells,
    arms: Object.fromEntries(
      Object.entries(ordered(arms)).map(
        ([
          arm,
          { label, changes, policies, effort, effects, per_effort, flows, trade, matrix, audit, sentence, ...pressure },
        ]) => [
          arm,
          {
            label,
            changes,
            policies,
            effort: effort.map(effortJson),
            channels: pressure.channels,
            channels_at_all_hours: pressure.channels_at_all_hours,
            keeps_to_target: pressure.keeps_to_target,
            effects: Object.fromEntries(
              Object.entries(effects).map(([id, { p_better, ...effect }]) => [
                id,
                effectJson({ ...effect, p_better: p_better && ordered(p_better) }),
              ]),
            ),
            per_effort,
            flows: flows && Object.fromEntries(FLOW_CLASSES.map((name) => [name, flowJson(flows[name])])),
            trade: trade?.map(tradeJson) ?? null,
            matrix,
            audit: auditJson(audit),
            sentence,
          },
        ],
      ),
    ),
  });
}

const restsOnJson = (
  { outcome, replicates, effects, fields, deciding, left_out }: Extract<AnyRestsOn, { fields: unknown }>,
  ordered: <T>(byArm: Record<string, T>) => Record<string, T>,
) => ({
  outcome,
  replicates,
  effects: ordered(effects),
  deciding: ordered(deciding),
  fields: fields.map(({ path, text, unit, grade, value, arms }) => ({
    path,
    text,
    unit,
    grade,
    value,
    arms: ordered(arms),
  })),
  left_out,
});

const screenedJson = (
  { outcome, factors, walks, replicates, effects, deciding }: Extract<AnyRestsOn, { walks: number }>,
  ordered: <T>(byArm: Record<string, T>) => Record<string, T>,
) => ({ outcome, factors, walks, replicates, effects: ordered(effects), deciding: ordered(deciding) });

const effectJson = (effect: Effect) => ({
  label: effect.label,
  unit: effect.unit,
  better: effect.better,
  n: effect.n,
  reference_mean: effect.reference_mean,
  arm_mean: effect.arm_mean,
  diff: effect.diff,
  sd: effect.sd,
  ci95: effect.ci95,
  ratio: effect.ratio,
  ratio_ci95: effect.ratio_ci95,
  p: effect.p,
  p_adjusted: effect.p_adjusted,
  p_better: effect.p_better,
  correlation: effect.correlation,
  variance_reduction: effect.variance_reduction,
  variance_reduction_ci95: effect.variance_reduction_ci95,
  values: effect.values,
});

const flowJson = (flow: Flow) => ({
  n: flow.n,
  gross: flow.gross,
  net: flow.net,
  ci95: flow.ci95,
  floor: flow.floor,
  floor_net: flow.floor_net,
  floor_net_ci95: flow.floor_net_ci95,
  gross_values: flow.gross_values,
  net_values: flow.net_values,
});

const tradeJson = (row: TradeChange) => ({
  channel: row.channel,
  place: row.place,
  n: row.n,
  reference_mean: row.reference_mean,
  arm_mean: row.arm_mean,
  change: row.change,
  ci95: row.ci95,
  values: row.values,
});

const auditJson = (audit: ArmComparison['audit']) =>
  Object.fromEntries(ESTIMATOR_IDS.flatMap((id) => (audit[id] ? [[id, audit[id].map(auditRowJson)]] : [])));

const auditRowJson = (row: AuditRow) => Object.fromEntries(AUDIT_COLUMNS.map((name) => [name, row[name]]));

/** What the audit says of an estimator, in the order of all files. */
export const AUDIT_COLUMNS = [
  'events',
  'dimension',
  'buffer_km',
  'window_days',
  'unit',
  'n',
  'n_defined',
  'estimate',
  'truth',
  'truth_recorded',
  'bias',
  'bias_recorded',
  'bias_recorded_ci95',
  'coverage',
  'wrong_sign',
  'wrong_conclusion',
  'true_conclusion',
] as const satisfies readonly (keyof AuditRow)[];
