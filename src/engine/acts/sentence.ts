// Keyed draws of presentation, remand, time to trial and length of prison.
import { drawGamma } from '../../random/gamma.ts';
import { draw, type StreamKey } from '../../random/streams.ts';
import { DAYS_PER_MEAN_MONTH } from '../../units.ts';

/** Event numbers of one accused in the 'justice' stream, added to `event`; the gamma draw uses those from `length` on. */
const EVENT = { presented: 0, remand: 1, track: 2, wait: 3, firm: 4, length: 5 } as const;
/** Event numbers reserved for one accused. */
export const EVENTS_PER_ACCUSED = 64;

/** Whether somebody is brought before a judge after police custody, not summoned or released. */
export const isPresented = (key: StreamKey, entity: number, event: number, share: number): boolean =>
  draw(key, entity, event + EVENT.presented) < share;

/** Whether somebody is held until trial. */
export const isRemanded = (key: StreamKey, entity: number, event: number, share: number): boolean =>
  draw(key, entity, event + EVENT.remand) < share;

/** Days from police custody to trial: at once with the fast share, else uniform between the shortest and the longest time. */
export function daysToTrial(
  { trial_least_months: least, trial_most_months: most }: { trial_least_months: number; trial_most_months: number },
  key: StreamKey,
  entity: number,
  event: number,
  fastShare: number,
): number {
  if (draw(key, entity, event + EVENT.track) < fastShare) return 0;
  return inDays(least + (most - least) * draw(key, entity, event + EVENT.wait));
}

/** Days of firm prison, 0 for a suspended sentence: with the firm share a Gamma length, times `factor`. */
export function sentenceDays(
  { sentence_mean_months: mean, sentence_shape: shape }: { sentence_mean_months: number; sentence_shape: number },
  key: StreamKey,
  entity: number,
  event: number,
  firmShare: number,
  factor: number,
): number {
  if (draw(key, entity, event + EVENT.firm) >= firmShare) return 0;
  return inDays((drawGamma(key, entity, event + EVENT.length, shape) / shape) * mean * factor);
}

/** Days of firm prison of a manager: uniform between the shortest and the longest sentence. */
export const managerDays = (
  {
    manager_least_months: least,
    manager_most_months: most,
  }: { manager_least_months: number; manager_most_months: number },
  key: StreamKey,
  entity: number,
  event: number,
): number => inDays(least + (most - least) * draw(key, entity, event + EVENT.length));

const inDays = (months: number): number => Math.round(months * DAYS_PER_MEAN_MONTH);
