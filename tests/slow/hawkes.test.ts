// Violence as a Hawkes process over twenty years: its mean, dispersion and branching.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/engine/kernel/clock.ts';
import { type ArmRecord, VIOLENCE_KINDS, zoneViolenceAt } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import { groundOf, small } from '../support/small.ts';
import { allOf, BEGUN_PER_DAY, live, ROBBED, STILL, total } from '../support/still-town.ts';

describe('violence as a Hawkes process', () => {
  it.each([0, 0.3, 0.45])('has the mean μ/(1 − n) and the dispersion 1/(1 − n)² of long counts, n = %d', (n) => {
    const days = 300;
    const { record, counts } = countByZone(small(STILL, { violence: { ...ROBBED, branching: n } }), days);
    // Hawkes & Oakes (1974): variance of a long count over its mean is 1/(1 − n)²; the error of a mean follows from it.
    const mean = (BEGUN_PER_DAY * record.nDays) / (1 - n);
    const dispersion = 1 / ((1 - n) * (1 - n));
    expect(Math.abs(allOf(record) - mean)).toBeLessThan(4 * Math.sqrt(mean * dispersion));
    expect(total(record, 'violence_retaliation') / allOf(record)).toBeCloseTo(n, 1);

    // Zones are apart and violence does not leave one, so that their variances add up.
    const k = counts[0]!.length;
    const means = counts.map((own) => own.reduce((sum, c) => sum + c, 0) / k);
    const variances = counts.map((own, z) => own.reduce((sum, c) => sum + square(c - means[z]!), 0) / (k - 1));
    const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
    // Exact for an exponential kernel over a time T (Da Fonseca & Zaatour 2014, J. Futures Markets 34(6):548-579).
    const rate = (1 - n) / 14;
    const expected = dispersion + ((1 - dispersion) * (1 - Math.exp(-rate * days))) / (rate * days);
    const error = Math.sqrt((2 * sum(means.map(square))) / ((k - 1) * square(sum(means))));
    expect(Math.abs(sum(variances) / sum(means) / expected - 1)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.1);
  });

  const square = (x: number): number => x * x;

  /** Events of each zone in one stretch of days after the other, from one run whose record is looked at as it grows. */
  function countByZone(scenario: Scenario, days: number): { record: ArmRecord; counts: number[][] } {
    const counts: number[][] = Array.from({ length: 25 }, () => []);
    const last = new Uint32Array(25);
    const { record } = runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, {
      afterTick: ({ record }: World, clock: Clock) => {
        if (clock.tick > 0 || clock.reportedDay < 0 || clock.reportedDay % days > 0) return;
        for (const [zone, own] of counts.entries()) {
          const now = record.zoneViolence[zoneViolenceAt(record, 1, zone)]!;
          if (clock.reportedDay > 0) own.push(now - last[zone]!);
          last[zone] = now;
        }
      },
    });
    return { record, counts };
  }

  it('begets exactly n events per event over all days, however slowly they come', () => {
    for (const decay_days of [0.5, 60]) {
      const { violence, record } = live(STILL, { violence: { ...ROBBED, decay_days } });
      const toCome = violence.excitation.reduce((sum, e) => sum + e, 0);
      const came = total(record, 'violence_retaliation');
      const events = allOf(record);
      expect(Math.abs(came + toCome - 0.3 * events)).toBeLessThan(4 * Math.sqrt(came) + 0.3 * events * 0.01);
    }
  });

  it('puts the recorded share on record and is lethal in the share of lethality, in every kind', () => {
    const { record } = live(STILL, { violence: ROBBED });
    const all = allOf(record);
    const isShare = (part: number, share: number, of: number) =>
      expect(Math.abs(part - share * of)).toBeLessThanOrEqual(4 * Math.sqrt(share * (1 - share) * of));
    isShare(allOf(record, 0, 'recorded_'), 0.6, all);
    isShare(total(record, 'violence_lethal'), 0.31, all);
    isShare(total(record, 'recorded_violence_lethal'), 0.31 * 0.6, all);
    for (const kind of VIOLENCE_KINDS)
      isShare(total(record, `recorded_violence_${kind}`), 0.6, total(record, `violence_${kind}`));
  });

  it('robbery of platforms, which beget half as much: mean 0.15', () => {
    const { record } = live(STILL, {
      platforms: [{ archetype: 'service-quality-bikes', count: 20 }],
      choice: { share_delivery: 0.5 },
      violence: { ...ROBBED, robbery_per_site_year: 0, robbery_per_platform_year: DAYS_PER_YEAR / 10 },
    });
    expect(Math.abs(total(record, 'violence_robbery') - 2 * record.nDays)).toBeLessThan(
      4 * Math.sqrt(2 * record.nDays),
    );
    expect(total(record, 'violence_retaliation') / allOf(record)).toBeCloseTo(0.15, 1);
  });
});
