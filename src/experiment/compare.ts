// Puts a comparison together: effects, flows and audit of every arm against the reference.
import type { ArmRecord } from '../engine/kernel/record.ts';
import { areAlike } from '../engine/settings.ts';
import { auditOf } from '../measures/audit.ts';
import {
  CELL_NAMES,
  FLOW_CLASSES,
  type FlowClass,
  flowMatrix,
  flowsOf,
  type Move,
  tradeOf,
} from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import { type Policy, type Pressure, pressureOf } from '../policies/registry.ts';
import { describeSet } from '../scenario/arm-settings.ts';
import type { IntervalOf } from '../stats/intervals.ts';
import type { ArmComparison, Comparison, Flow, TradeChange } from './comparison.ts';
import { effectsOf, INTERVALS, multiplicityOf, secondaryOf } from './effects.ts';
import { failedChannels } from './failed-channels.ts';
import { flowSentence } from './flow-sentence.ts';
import { perEffort } from './per-effort.ts';
import { seedsNeeded } from './precision.ts';
import type { Results } from './results.ts';
import { warningsOf } from './warnings.ts';

/**
 * Every arm against `results.baseline`, as set by `scenario.compare` and `scenario.audit`. At least one replicate and
 * one arm beside the reference; floors are 0 where the results hold no placebo.
 */
export function compareArms(results: Results): Comparison {
  const { scenario, baseline, records, placebo } = results;
  const { outcome, smallest_effect_percent, interval } = scenario.compare;
  const secondary = secondaryOf(results);
  const effects = effectsOf(results, { primary: outcome, secondary, interval });
  const reference = records[baseline]!;
  return {
    against: baseline,
    interval: interval === 't' ? 'paired t' : 'studentised bootstrap',
    primary: { outcome, smallest_effect_percent, seeds_needed: seedsNeeded(results, effects) },
    secondary,
    multiplicity: multiplicityOf(secondary),
    warnings: [...failedChannels(results), ...warningsOf(results, effects)],
    cells: CELL_NAMES,
    arms: Object.fromEntries(
      Object.keys(effects).map((arm) => {
        const own = records[arm]!;
        const { channels, always, keepsToTarget } = pressureBetween(results, arm);
        const label = scenario.arms[arm]?.label ?? arm;
        const pressure = { channels, channels_at_all_hours: always, keeps_to_target: keepsToTarget };
        const isPaired = areAlike(scenario, arm, baseline);
        const moved = (): Pick<ArmComparison, 'flows' | 'trade' | 'matrix' | 'audit' | 'sentence'> => {
          const moves = own.map((record, i) => flowsOf(reference[i]!, record, channels, always));
          const floor = placebo.map((record, i) => flowsOf(reference[i]!, record, channels, always));
          const flows = Object.fromEntries(
            FLOW_CLASSES.map((name) => [name, summarised(name, moves, floor, INTERVALS[interval])]),
          ) as Record<FlowClass, Flow>;
          const told = { flows, trade: tradeChanges(own, INTERVALS[interval]), matrix: meanMatrix(own) };
          const audit = auditOf(reference, own, {
            buffersKm: scenario.audit.buffers_km,
            windowDays: scenario.audit.window_days,
          });
          return { ...told, audit, sentence: flowSentence({ ...pressure, ...told }) };
        };
        return [
          arm,
          {
            ...pressure,
            ...(isPaired ? moved() : otherWorld(results, arm)),
            label,
            changes: results.arms[arm]!.changes,
            policies: results.arms[arm]!.policies,
            effort: results.arms[arm]!.effort,
            effects: effects[arm]!,
            // Where the world is another, what differs is not due to what was spent.
            per_effort: isPaired ? perEffort(effects[arm]!, INTERVALS[interval]) : {},
          },
        ];
      }),
    ),
  };
}

/** An arm in whose world other things differ than policies and shocks: moves between the two would say nothing of these. */
function otherWorld({ scenario, baseline }: Results, arm: string) {
  const set = [arm, baseline].map((name) => describeSet(scenario.arms[name]?.set, scenario.platforms));
  const [own, other] = set.map((sets) => sets ?? 'sets nothing');
  const sentence = `No flows: this arm ${own}, and the reference ${other}, so that their worlds differ from the first day. What moved is not told from what was never there; effects are differences between the two worlds.`;
  return { flows: null, trade: null, matrix: null, audit: {}, sentence };
}

/**
 * Channels under pressure by the policies of an arm and the reference; if there are none, those of all arms together,
 * and all channels if there are still none.
 */
function pressureBetween(
  { scenario, baseline }: Results,
  arm: string,
): Record<'channels' | 'always', Channel[]> & Pick<Pressure, 'keepsToTarget'> {
  const policiesOf = (names: readonly string[]): Policy[] =>
    names.flatMap((name): readonly Policy[] => scenario.arms[name]?.policies ?? []);
  const own = pressureOf(policiesOf([baseline, arm]));
  if (own.channels.length > 0) return own;
  const any = pressureOf(policiesOf(Object.keys(scenario.arms)));
  return any.channels.length > 0
    ? { ...any, keepsToTarget: false }
    : { channels: ['site', 'delivery', 'other'], always: [], keepsToTarget: false };
}

function summarised(
  name: FlowClass,
  moves: readonly Record<FlowClass, Move>[],
  floor: readonly Record<FlowClass, Move>[],
  interval: IntervalOf,
): Flow {
  const gross_values = moves.map((move) => move[name].gross);
  const net_values = moves.map((move) => move[name].net);
  const floor_values = floor.map((move) => move[name].net);
  return {
    n: moves.length,
    gross: meanOf(gross_values),
    net: meanOf(net_values),
    ci95: interval(net_values).ci95,
    floor: meanOf(floor.map((move) => move[name].gross)),
    floor_net: meanOf(floor_values),
    floor_net_ci95: interval(floor_values).ci95,
    gross_values,
    net_values,
  };
}

function tradeChanges(records: readonly ArmRecord[], interval: IntervalOf): TradeChange[] {
  const trades = records.map(tradeOf);
  return trades[0]!.map(({ channel, place }, row) => {
    const values = trades.map((trade) => trade[row]!.arm - trade[row]!.reference);
    return {
      channel,
      place,
      n: values.length,
      reference_mean: meanOf(trades.map((trade) => trade[row]!.reference)),
      arm_mean: meanOf(trades.map((trade) => trade[row]!.arm)),
      change: meanOf(values),
      ci95: interval(values).ci95,
      values,
    };
  });
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
