// Which occasions the tape calls lost, held against a slow twin that follows each of them from tick to tick.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { LOST, N_CELLS, NOTHING } from '../../src/engine/kernel/record.ts';
import { small, watch } from '../support/small.ts';

const scenarios = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e9 }),
    returns: fc.boolean(),
    drop: fc.boolean(),
    patience: fc.constantFrom(0, 5, 30),
    lines: fc.integer({ min: 0, max: 1 }),
    hours: fc.constantFrom(0, 40, 200),
    hazard: fc.constantFrom(0, 0.05),
  })
  .map(({ seed, returns, drop, patience, lines, hours, hazard }) =>
    small({
      seed: String(seed),
      time: { burn_in_days: 2, pre_days: 3, post_days: 6 },
      customers: { count: 200, light_per_month: 15 },
      sites: { count: 3, patience_min: patience },
      platforms: [
        { archetype: 'three-line-hands-on', count: lines },
        { archetype: 'service-quality-bikes', count: 1 },
      ],
      couriers: { stop_hazard_per_h: hazard },
      police: { operation_officer_h: 20 },
      mechanisms: { returns, direct_drop: drop },
      arms: { baseline: { policies: [{ kind: 'site-operations', start_day: 0, hours_per_day: hours, where: 'all' }] } },
    }),
  );

describe('an occasion', () => {
  it('is lost if a seller was chosen on any attempt that did not serve, and nothing was bought; else it is nothing', () => {
    let nLost = 0;
    let nBack = 0;
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const turnedAway = new Set<number>();
        let lost = 0;
        const { record } = watch(scenario, ({ occasions: o, tape }) => {
          for (let i = 0; i < o.count; i++) {
            const at = o.tapeAt[i]!;
            // One that comes back is pending again: a delivery was lost, a site refused it, or risk put it off.
            const isPending = o.fate[i] === FATE.pending;
            if (o.refused[i] !== 0 || o.fate[i] === FATE.lost || (isPending && o.choice[i] === CHOICE.delivery))
              turnedAway.add(at);
            if (isPending || o.fate[i] === FATE.fulfilled || at < tape.reportedFrom || !turnedAway.has(at)) continue;
            lost++;
            if (o.fate[i] === FATE.none && o.refused[i] === 0) nBack++;
          }
        });
        const count = (cell: number): number =>
          record.flows[cell * N_CELLS + cell]! + record.flows[(N_CELLS + cell) * N_CELLS + cell]!;
        expect(count(LOST)).toBe(lost);
        expect(count(NOTHING)).toBeGreaterThan(0);
        nLost += count(LOST);
      }),
      { numRuns: 20 },
    );
    expect(nLost).toBeGreaterThan(200);
    expect(nBack).toBeGreaterThan(20);
  });
});
