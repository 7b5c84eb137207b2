// Sentences and trials as drawn, against their laws.

import { describe, expect, it } from 'vitest';
import { daysToTrial, EVENTS_PER_ACCUSED, managerDays, sentenceDays } from '../../src/engine/acts/sentence.ts';
import { openStreams } from '../../src/random/streams.ts';
import { DAYS_PER_MEAN_MONTH } from '../../src/units.ts';
import { small } from '../support/small.ts';

const { justice } = small();
const key = openStreams('justice', 1, ['justice']).justice;
const N = 40_000;

const draws = (of: (entity: number, event: number) => number): number[] =>
  Array.from({ length: N }, (_, i) => of(i % 200, Math.floor(i / 200) * EVENTS_PER_ACCUSED) / DAYS_PER_MEAN_MONTH);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const sd = (values: number[]): number => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));

/** Distance from what is expected, in standard errors; whole days cost a hundredth of a month at most. */
const inErrors = (seen: number, expected: number, spread: number, n: number): number =>
  Math.max(0, Math.abs(seen - expected) - 0.01) / (spread / Math.sqrt(n));

describe('a sentence', () => {
  const all = draws((entity, event) => sentenceDays(justice, key, entity, event, justice.firm_share, 1));
  const firm = all.filter((months) => months > 0);

  it('is firm prison in 45 % of cases', () => {
    expect(inErrors(firm.length / N, 0.45, Math.sqrt(0.45 * 0.55), N)).toBeLessThan(4);
  });

  it('has a mean of 12.5 months with the spread of a Gamma of shape 1.5', () => {
    const spread = 12.5 / Math.sqrt(1.5);
    expect(inErrors(mean(firm), 12.5, spread, firm.length)).toBeLessThan(4);
    // The standard deviation of a Gamma sample has a relative error near √((kurtosis − 1) ÷ 4n), kurtosis 3 + 6 ÷ shape.
    expect(Math.abs(sd(firm) / spread - 1)).toBeLessThan(4 * Math.sqrt(6 / (4 * firm.length)));
  });

  it('is a quarter as long for a minor, under the same draw', () => {
    for (const event of Array.from({ length: 50 }, (_, i) => i * EVENTS_PER_ACCUSED)) {
      const adult = sentenceDays(justice, key, 7, event, 1, 1);
      expect(Math.abs(sentenceDays(justice, key, 7, event, 1, justice.minor_factor) - adult / 4)).toBeLessThan(1);
    }
  });

  it('of a manager lies between 24 and 60 months, evenly', () => {
    const months = draws((entity, event) => managerDays(justice, key, entity, event));
    expect(Math.min(...months)).toBeGreaterThan(23.9);
    expect(Math.max(...months)).toBeLessThan(60.1);
    expect(inErrors(mean(months), 42, 36 / Math.sqrt(12), N)).toBeLessThan(4);
  });
});

describe('a trial', () => {
  it('is at once for 7 %, and after 10 to 20 months for the others', () => {
    const months = draws((entity, event) => daysToTrial(justice, key, entity, event, justice.fast_track_share));
    const later = months.filter((m) => m > 0);
    expect(inErrors(1 - later.length / N, 0.07, Math.sqrt(0.07 * 0.93), N)).toBeLessThan(4);
    expect(Math.min(...later)).toBeGreaterThan(9.9);
    expect(Math.max(...later)).toBeLessThan(20.1);
    expect(inErrors(mean(later), 15, 10 / Math.sqrt(12), later.length)).toBeLessThan(4);
  });
});
