// Every policy of any scenario: what it is offered is spent or unspent for a reason, to the last thousandth, as foreseen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { type ArmRecord, EFFORT_WINDOWS, effortAt, UNSPENT, WITHOUT_EFFECT } from '../../src/engine/kernel/record.ts';
import { effortOf } from '../../src/experiment/effort.ts';
import { foresee } from '../../src/policies/foreseen.ts';
import { POLICIES, type Policy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { anyMechanisms, anyPolicy, earlier, idle, RARE } from '../support/any-policy.ts';
import { against, cityOf, EVENTFUL, EVERY_POLICY, type PolicyInput, run, small } from '../support/small.ts';

const TIME = { burn_in_days: 7, pre_days: 5, post_days: 12, tick_min: 60 } as const;
const DAYS = 100;

const anyOne = anyPolicy({
  lastStart: 16,
  hours: [0, 0.0071, 3.946, 20, 300],
  eur: [0, 0.003, 7.77, 400, 60_000],
});
/** Those of the background may start in the burn-in. */
const background = fc.array(
  fc.tuple(anyOne, fc.constantFrom(0, 7)).map(([policy, days]) => earlier(policy, days)),
  { maxLength: 2 },
);
const own = fc.array(anyOne, { minLength: 1, maxLength: 3 });

const amountsOf = (record: ArmRecord, window: number, policy: number) => {
  const at = effortAt(record, window, policy);
  const [offered, spent, ...parts] = record.effort.subarray(at, at + 2 + UNSPENT.length + WITHOUT_EFFECT.length);
  return { offered, spent, unspent: parts.slice(0, UNSPENT.length), inVain: parts.slice(UNSPENT.length) };
};
const sum = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0);
const reported = (record: ArmRecord, measure: CountName): number => sum(daysOfCount(record, measure));

/** Offered is spent or has a reason; what is left over is a rounding a day, or savings for less than one piece of work. */
function assertConserved(
  record: ArmRecord,
  { scenario, policies }: { scenario: Scenario; policies: readonly Policy[] },
) {
  const minutes = { offered: 0, spent: 0 };
  for (let policy = 0; policy < record.nPolicies; policy++) {
    const most = mostLeft(policies[policy]!, scenario);
    let saved = 0;
    let left = 0;
    for (const [w, window] of EFFORT_WINDOWS.entries()) {
      const { offered, spent, unspent, inVain } = amountsOf(record, w, policy);
      expect([offered, spent, ...unspent].every(Number.isInteger)).toBe(true);
      expect(offered).toBe(spent + sum(unspent));
      expect(spent % 1000).toBe(0);
      expect(Math.min(spent, ...inVain)).toBeGreaterThanOrEqual(0);
      expect(sum(inVain)).toBeLessThanOrEqual(spent * (1 + 1e-12));
      saved += sum(unspent);
      left += unspent[UNSPENT.indexOf('remainder')]!;
      expect(saved).toBeGreaterThanOrEqual(-500 * DAYS);
      expect(left).toBeGreaterThanOrEqual(-500 * DAYS);
      expect(left).toBeLessThanOrEqual(most);
      if (window === 'before' || record.isMoney[policy]) continue;
      minutes.offered += offered / 1000;
      minutes.spent += spent / 1000;
    }
  }
  expect(reported(record, 'officer_minutes')).toBe(minutes.spent);
  expect(reported(record, 'officer_minutes_offered')).toBeCloseTo(minutes.offered, 6);
}

/** Thousandths of minutes or cents. */
function mostLeft(policy: Policy, { police, investigation }: Scenario): number {
  const needed = {
    'site-operations':
      'size' in policy && policy.size === 'large' ? police.large_operation_officer_h : police.operation_officer_h,
    'site-bans': police.ban_officer_h,
    'number-cut': investigation.number_cut_officer_h,
  } as Record<string, number>;
  return policy.kind in needed ? needed[policy.kind]! * 60_000 + DAYS : 500 * DAYS;
}

describe('the accounts of effort', () => {
  it('hold for any policies under any mechanisms, and offer what is foreseen', () => {
    fc.assert(
      fc.property(background, own, anyMechanisms, fc.nat({ max: 1000 }), (everywhere, list, mechanisms, seed) => {
        const scenario = small(
          RARE,
          { time: TIME, seed: `effort-${seed}`, mechanisms, policies: everywhere },
          against(...list),
        );
        const records = run(scenario, { placebo: true });
        const all = [...scenario.policies, ...scenario.arms.pressure!.policies];
        const [baseline, pressure, placebo] = records as [ArmRecord, ArmRecord, ArmRecord];
        assertConserved(pressure, { scenario, policies: all });
        for (const record of [baseline, placebo]) assertConserved(record, { scenario, policies: scenario.policies });
        const effort = effortOf(scenario, all, [pressure]);
        const foreseen = foresee(scenario, cityOf(scenario)).pressure!;
        for (const [k, { offered_h, offered_eur, spent_h, spent_eur, unspent }] of effort.entries()) {
          if (!foreseen[k]!.is_estimate)
            expect([foreseen[k]!.offered_h, foreseen[k]!.offered_eur]).toEqual([offered_h, offered_eur]);
          const isMoney = pressure.isMoney[k] === 1;
          const parts = sum(unspent.map(({ h, eur }) => (isMoney ? eur : h) as number));
          expect((isMoney ? spent_eur : spent_h) + parts).toBeCloseTo(isMoney ? offered_eur : offered_h, 8);
          for (const { amount } of foreseen[k]!.limits.map((one) => ({ amount: 'h' in one ? one.h : one.eur })))
            expect(amount).toBeLessThanOrEqual(foreseen[k]![isMoney ? 'offered_eur' : 'offered_h']);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('hold with one policy of every kind, each of which spends something', () => {
    const scenario = small(EVENTFUL, against(...(EVERY_POLICY as PolicyInput[])));
    const [baseline, pressure] = run(scenario);
    assertConserved(pressure!, { scenario, policies: scenario.arms.pressure!.policies });
    expect(baseline!.nPolicies).toBe(0);
    for (const [k, { kind }] of POLICIES.entries()) {
      const { offered, spent } = amountsOf(pressure!, EFFORT_WINDOWS.indexOf('post'), k);
      expect(`${kind} ${offered > 0} ${spent > 0}`).toBe(`${kind} true true`);
    }
  });

  it('are empty without strength', () => {
    const [, pressure] = run(small(EVENTFUL, { time: TIME }, against(...(EVERY_POLICY as PolicyInput[]).map(idle))));
    expect(pressure!.nPolicies).toBe(POLICIES.length);
    expect(pressure!.effort.every((amount) => amount === 0)).toBe(true);
    expect(reported(pressure!, 'officer_minutes_offered') + reported(pressure!, 'cost_cents_offered')).toBe(0);
  });
});
