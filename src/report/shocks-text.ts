// What is left of shocks after three years, in sentences, for the terminal and the page of archetypes.
import { verdictOf } from '../experiment/facts/measure.ts';
import type { Results } from '../experiment/results.ts';
import {
  allOrders,
  deliveredShare,
  type Gap,
  RETURNED_WITHIN_PERCENT,
  type Return,
  returnAfterShock,
} from '../measures/after-shock.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { excludesZero } from '../stats/intervals.ts';
import { DAYS_PER_WEEK } from '../units.ts';
import { butFor } from './facts-text.ts';
import { fold } from './table.ts';

/** What became of an arm with shocks, against the baseline. */
export interface MeasuredShock {
  arm: string;
  label: string;
  /** A sentence for each shock. */
  changes: string[];
  shareDelivered: Return | null;
  orders: Return | null;
}

/** The arms of a scenario of shocks, in the order of its file. */
export const measuredShocks = ({ scenario, baseline, arms, records }: Results): MeasuredShock[] =>
  armsInFileOrder(scenario, baseline)
    .slice(1)
    .map((arm) => ({
      arm,
      label: scenario.arms[arm]!.label ?? arm,
      changes: arms[arm]!.changes,
      shareDelivered: returnAfterShock(records[arm]!, records[baseline]!, deliveredShare),
      orders: returnAfterShock(records[arm]!, records[baseline]!, allOrders),
    }));

/** A sentence or two for each shock. */
export const shocksText = (found: readonly MeasuredShock[]): string =>
  ['After shocks, against the same without:', ...found.flatMap((one) => fold(sentenceOf(one)))].join('\n');

/** The section of the page docs/archetypes.md, with its chart out of the folder of images. */
export function shocksSection(
  found: readonly MeasuredShock[],
  { scenario, replicates }: Results,
  { id, alt }: { id: string; alt: string },
  set: readonly string[],
): string[] {
  return [
    '## After a shock',
    '',
    `Does trade come back from a blow that nobody aims? \`scenarios/${scenario.name}.yaml\`${butFor(set)}, ${replicates.length} replicates, ${Math.round(scenario.time.post_days / DAYS_PER_WEEK)} weeks from the day on which the shocks begin. Each is set against the same town on the same chance without it: differences in % of what that has, with a 95 % interval over replicates (by Fieller). *Deepest*: the four weeks in which the mean is lowest, found afterwards. It is *back* where the last quarter of the run is within ${RETURNED_WITHIN_PERCENT} %, with its interval.`,
    '',
    `![${alt}](images/${id}.png)`,
    '',
    ...found.flatMap((one) => [`- ${sentenceOf(one)}`, ...one.changes.map((change) => `  ${change}`)]),
    '',
  ];
}

function sentenceOf({ label, shareDelivered, orders }: MeasuredShock): string {
  const told = (what: string, of: Return | null): string =>
    of === null
      ? `${what}: undefined.`
      : `${what}: ${amount(of.deepest)} at its deepest, ${daysIn(of.deepest)}${openOf(of.deepest)}; ${amount(of.last)} in the last quarter, ${daysIn(of.last)}, ${backOf(of.last)}.`;
  return `${label}. ${told('Share delivered', shareDelivered)} ${told('Orders in all', orders)}`;
}

/** The deepest of many spans is below 0 by chance alone. */
const openOf = ({ ci95 }: Gap): string => (ci95 === null || excludesZero(ci95) ? '' : ', which is not told from 0');

const daysIn = ({ from, to }: Gap): string => `days ${grouped(from)} to ${grouped(to - 1)}`;

function amount({ percent, ci95 }: Gap): string {
  if (percent === null) return 'undefined';
  const decimals = decimalsFor(percent, ci95 && (ci95[1] - ci95[0]) / 2);
  const [low, high] = (ci95 ?? []).map((end) => signed(end, decimals));
  return `${signed(percent, decimals)} %${ci95 === null ? '' : ` (${low} to ${high} %)`}`;
}

/** Whether the end of a run is back at what would have been. */
function backOf({ percent, ci95 }: Gap): string {
  const near = `within ${RETURNED_WITHIN_PERCENT} %`;
  if (percent !== null && ci95 === null) return 'which cannot be told without an interval';
  switch (verdictOf(percent, ci95, [-RETURNED_WITHIN_PERCENT, RETURNED_WITHIN_PERCENT])) {
    case 'in':
      return `back ${near}`;
    case 'in, interval reaches out':
      return `${near} in the mean, but its interval is not`;
    case 'out, interval reaches in':
      return `not ${near}, though its interval reaches there`;
    case 'out':
      return `not ${near}`;
    case 'undefined':
      return 'undefined';
  }
}
