// Puts a comparison together: effects, flows and audit of every arm against the reference. Computes no statistic itself.
import type { ArmRecord } from '../engine/record.ts';
import { auditOf } from '../measures/audit.ts';
import { CELL_NAMES, FLOW_CLASSES, type FlowClass, flowMatrix, flowsOf, type Move } from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import { channelsPressed, channelsPressedAlways, type Policy, pressBeyondTarget } from '../policies/registry.ts';
import type { IntervalOf } from '../stats/intervals.ts';
import type { Comparison, Flow } from './comparison.ts';
import { effectsOf, INTERVALS, MULTIPLICITY } from './effects.ts';
import { flowSentence, type Pressure } from './flow-sentence.ts';
import { perEffort } from './per-effort.ts';
import { seedsNeeded } from './precision.ts';
import type { Results } from './results.ts';
import { warningsOf } from './warnings.ts';

/**
 * Every arm against `results.baseline`, as `scenario.compare` and `scenario.audit` want it. At least one replicate and
 * one arm beside the reference; floors are 0 where the results hold no placebo.
 */
export function compareArms(results: Results): Comparison {
  const { scenario, baseline, records, placebo } = results;
  const { outcome, smallest_effect_percent, interval } = scenario.compare;
  const effects = effectsOf(results, { primary: outcome, interval });
  const reference = records[baseline]!;
  return {
    against: baseline,
    interval: interval === 't' ? 'paired t' : 'studentised bootstrap',
    primary: { outcome, smallest_effect_percent, seeds_needed: seedsNeeded(results, effects) },
    multiplicity: MULTIPLICITY,
    warnings: warningsOf(results, effects),
    cells: CELL_NAMES,
    arms: Object.fromEntries(
      Object.keys(effects).map((arm) => {
        const own = records[arm]!;
        const { channels, always, isBeyond } = pressure(results, arm);
        const moves = own.map((record, i) => flowsOf(reference[i]!, record, channels, always));
        const floor = placebo.map((record, i) => flowsOf(reference[i]!, record, channels, always));
        const flows = Object.fromEntries(
          FLOW_CLASSES.map((name) => [name, summarised(name, moves, floor, INTERVALS[interval])]),
        ) as Record<FlowClass, Flow>;
        const label = scenario.arms[arm]?.label ?? arm;
        const matrix = meanMatrix(own);
        return [
          arm,
          {
            label,
            policies: results.arms[arm]!.policies,
            channels,
            channels_at_all_hours: always,
            effects: effects[arm]!,
            per_effort: perEffort(effects[arm]!, INTERVALS[interval]),
            flows,
            matrix,
            audit: auditOf(reference, own, {
              buffersKm: scenario.audit.buffers_km,
              windowDays: scenario.audit.window_days,
            }),
            sentence: flowSentence(flows, { channels, always, isBeyond }, reference.length),
          },
        ];
      }),
    ),
  };
}

/**
 * Channels under pressure between an arm and the reference: those that the policies of either press, and of these the ones
 * pressed at all hours; where neither has any, those that any arm presses, and all channels if none does.
 */
function pressure({ scenario, baseline }: Results, arm: string): Pressure & Record<'channels' | 'always', Channel[]> {
  const policiesOf = (names: readonly string[]): Policy[] =>
    names.flatMap((name): readonly Policy[] => scenario.arms[name]?.policies ?? []);
  for (const policies of [policiesOf([baseline, arm]), policiesOf(Object.keys(scenario.arms))]) {
    const channels = channelsPressed(policies);
    if (channels.length > 0)
      return { channels, always: channelsPressedAlways(policies), isBeyond: pressBeyondTarget(policies) };
  }
  return { channels: ['site', 'delivery', 'other'], always: [], isBeyond: false };
}

function summarised(
  name: FlowClass,
  moves: readonly Record<FlowClass, Move>[],
  floor: readonly Record<FlowClass, Move>[],
  interval: IntervalOf,
): Flow {
  const gross_values = moves.map((move) => move[name].gross);
  const net_values = moves.map((move) => move[name].net);
  return {
    gross: meanOf(gross_values),
    net: meanOf(net_values),
    ci95: interval(net_values).ci95,
    floor: meanOf(floor.map((move) => move[name].gross)),
    gross_values,
    net_values,
  };
}

function meanMatrix(records: readonly ArmRecord[]): number[][] {
  const matrices = records.map(flowMatrix);
  const n = CELL_NAMES.length;
  return Array.from({ length: n }, (_, from) =>
    Array.from({ length: n }, (_, to) => meanOf(matrices.map((matrix) => matrix[from * n + to]!))),
  );
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
