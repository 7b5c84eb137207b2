// Waits of couriers' queues against Erlang C, in brief; the slow tests do it at length.
import { describe, expect, it } from 'vitest';
import { erlangWait } from '../support/distributions.ts';
import { COURIERS, measureWait, POOL, queue, SERVICE_MIN, SILOS } from '../support/queue.ts';

it('six pooled couriers with exponential service wait as Erlang C says', () => {
  const utilisation = 0.7;
  const { mean, error } = measureWait(queue((utilisation * 60) / SERVICE_MIN, 300, POOL));
  const expected = erlangWait(COURIERS, utilisation * COURIERS, SERVICE_MIN);
  expect(error / expected).toBeLessThan(0.045);
  expect(Math.abs(mean - expected) / error, `${mean} ± ${error} min, Erlang C ${expected}`).toBeLessThan(3);
});

describe('at 2.05 orders per courier-hour and 20 minutes of service', () => {
  it('full leakage makes silos one pool, and half of it lies between', () => {
    const half = measureWait(queue(2.05, 200, { ...SILOS, leakage: 0.5 })).mean;
    const full = measureWait(queue(2.05, 200, { ...SILOS, leakage: 1 })).mean;
    const pool = measureWait(queue(2.05, 200, POOL)).mean;
    expect(full).toBeCloseTo(pool, 9);
    expect(half).toBeGreaterThan(pool + 1);
    expect(half).toBeLessThan(15);
  });
});
