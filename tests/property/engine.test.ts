import fc from 'fast-check';
import { describe, it } from 'vitest';
import { keepsItsSums, tableAddsUp, tapeCountsOrders } from '../support/any-scenario.ts';

describe('any small scenario', () => {
  it('has a displacement table whose rows sum to the baseline and whose columns sum to the arm, exactly', () => {
    fc.assert(tableAddsUp, { numRuns: 20 });
  });

  it('counts as many orders on the tape as in its cells, those included that come back from before day 0', () => {
    fc.assert(tapeCountsOrders, { numRuns: 8 });
  });

  it('keeps its sums after every tick and gives the same bits when repeated', () => {
    fc.assert(keepsItsSums, { numRuns: 8 });
  });
});
