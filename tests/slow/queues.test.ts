// Waits of couriers' queues against Erlang C, over hundreds of thousands of orders.
import { describe, expect, it } from 'vitest';
import { erlangWait } from '../support/distributions.ts';
import { COURIERS, measureWait, POOL, queue, SERVICE_MIN, SILOS } from '../support/queue.ts';

describe('six pooled couriers with exponential service', () => {
  it.each([0.5, 0.7, 0.85])('wait as Erlang C says at utilisation %f, within Monte Carlo error', (utilisation) => {
    const { mean, error, orders } = measureWait(queue((utilisation * 60) / SERVICE_MIN, 1300, POOL));
    const expected = erlangWait(COURIERS, utilisation * COURIERS, SERVICE_MIN);
    expect(orders).toBeGreaterThan(250_000);
    // The error is small enough to tell this queue from one with a courier more or less.
    expect(error / expected).toBeLessThan(0.045);
    expect(Math.abs(mean - expected) / error, `${mean} ± ${error} min, Erlang C ${expected}`).toBeLessThan(3);
  });
});

describe('at 2.05 orders per courier-hour and 20 minutes of service', () => {
  // Erlang C gives 17.5 and 3.26 minutes, both within a tenth of the 17 and 3 that the model is to have.
  it.each([
    ['one pool of six waits 3 minutes', POOL, 3, erlangWait(6, 6 * 2.05 * (SERVICE_MIN / 60), SERVICE_MIN)],
    ['three silos of two wait 17 minutes', SILOS, 17, erlangWait(2, 2 * 2.05 * (SERVICE_MIN / 60), SERVICE_MIN)],
  ])('%s', (_, overrides, stated, exact) => {
    expect(Math.abs(exact / stated - 1)).toBeLessThan(0.1);
    const { mean, error } = measureWait(queue(2.05, 900, overrides));
    expect(error / exact).toBeLessThan(0.04);
    expect(Math.abs(mean / exact - 1), `${mean} ± ${error} min, Erlang C ${exact}`).toBeLessThan(0.1);
    expect(Math.abs(mean - exact) / error).toBeLessThan(3);
  });
});
