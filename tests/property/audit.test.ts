import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../src/engine/counts.ts';
import { type ArmRecord, EVENT_MEASURES, eventsAt } from '../../src/engine/kernel/record.ts';
import type { AuditRow } from '../../src/measures/audit.ts';
import { auditOf } from '../../src/measures/audit.ts';
import { did } from '../../src/measures/estimators/did.ts';
import { ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { tne } from '../../src/measures/estimators/tne.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { poissonQuantile } from '../../src/random/poisson.ts';
import { threefry, uniform, word1 } from '../../src/random/threefry.ts';
import { twoSidedP } from '../../src/stats/normal.ts';

const DAYS = 28;
/** Two target zones, three of the buffer, four controls, six controls of the buffer. */
const ROLES_OF_ZONES = [0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3];
const [TARGET, BUFFER, CONTROL] = [0, 1, 2];
const N_ROLES = 4;
const SITE = 0;
const IN_HOURS = 1;
/** Calls on a day in a zone. */
const RATE = 10;
const RECORDED_SHARE = 0.6;
const N = 500;

interface Law {
  /** Factor on all calls after: what the field calls a trend. */
  trend?: number;
  /** Share of the target's calls that the policy takes away, and of these the share that turns up in a role's zones. */
  fall?: number;
  movesTo?: number;
  moved?: number;
}

/** Two arms on the same luck but for what the policy does; calls are Poisson by day and role. */
function worlds({ trend = 1, fall = 0, movesTo, moved = 0 }: Law): { reference: ArmRecord[]; arm: ArmRecord[] } {
  const zonesOf = Array.from({ length: N_ROLES }, (_, role) => ROLES_OF_ZONES.filter((own) => own === role).length);
  const recordOf = (replicate: number, isArm: boolean): ArmRecord => {
    const record = emptyRecord(isArm ? 'arm' : 'reference', replicate, {
      nDays: 2 * DAYS,
      preDays: DAYS,
      nZones: ROLES_OF_ZONES.length,
      zoneGroup: new Uint8Array(ROLES_OF_ZONES.length),
      zoneRole: Uint8Array.from(ROLES_OF_ZONES),
      nRings: 1,
    });
    for (let day = 0; day < 2 * DAYS; day++) {
      for (let role = 0; role < N_ROLES; role++) {
        const isAfter = day >= DAYS;
        let mean = RATE * zonesOf[role] * (isAfter ? trend : 1);
        if (isArm && isAfter && role === movesTo) mean += moved * fall * RATE * zonesOf[TARGET] * trend;
        if (isArm && isAfter && role === TARGET) mean *= 1 - fall;
        const first = uniform(threefry(7, replicate, day, role));
        const second = uniform(word1);
        const recorded = poissonQuantile(mean * RECORDED_SHARE, first);
        const at = eventsAt(record, day, role, SITE, IN_HOURS);
        record.events[at + 2] = recorded;
        record.events[at + 1] = recorded + poissonQuantile(mean * (1 - RECORDED_SHARE), second);
      }
    }
    return record;
  };
  const replicates = Array.from({ length: N }, (_, i) => i + 1);
  return { reference: replicates.map((r) => recordOf(r, false)), arm: replicates.map((r) => recordOf(r, true)) };
}

function audit(law: Law): Record<'wdd' | 'did' | 'tne', AuditRow> {
  const { reference, arm } = worlds(law);
  const rows = auditOf(reference, arm, { buffersKm: [1], windowDays: [DAYS] }, [wdd, did, tne]);
  return { wdd: rows.wdd![0], did: rows.did![0], tne: rows.tne![0] };
}

/** Recorded calls of the target in a period, without policy or trend. */
const RECORDED = 2 * RATE * DAYS * RECORDED_SHARE;

/** Within four standard errors of the mean, those the row itself states (half a 95 % interval is 1.96 of them). */
function expectBias(row: AuditRow, expected: number) {
  const [low, high] = row.bias_recorded_ci95!;
  expect(Math.abs(row.bias_recorded! - expected)).toBeLessThan((4 * (high - low)) / (2 * 1.96));
  // The test must be able to tell the bias it is about.
  expect(high - low).toBeLessThan(0.1 * RECORDED);
}

/** Four standard errors of a share of N replicates. */
const slack = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / N);

describe('where the assumptions of an estimator hold', () => {
  const fall = 0.8;
  const law = { fall };

  it('it is unbiased against the recorded truth and concludes right', () => {
    const { wdd, did, tne } = audit(law);
    for (const row of [wdd, did]) {
      expect(Math.abs(row.truth_recorded! + fall * RECORDED)).toBeLessThan(0.05 * fall * RECORDED);
      expect(row.true_conclusion).toBe('fall');
    }
    expect(tne.true_conclusion).toBe('rise');
    for (const row of [wdd, did, tne]) {
      expectBias(row, 0);
      expect(row.wrong_sign!).toBeLessThan(0.01);
      expect(row.wrong_conclusion!).toBeLessThan(0.01);
    }
  });

  it('its interval covers less often than it says when the effect is strong, as calls after are fewer than without it', () => {
    // Both count the target before and the controls; the error has the target after without the policy, the interval with.
    const [before, without, after] = [RECORDED, RECORDED, (1 - fall) * RECORDED];
    const controls = 0.5 * 0.5 * 2 * (2 * RECORDED);
    const width = 1.96 * Math.sqrt((before + after + controls) / (before + without + controls));
    const expected = 1 - twoSidedP(width);
    expect(expected).toBeCloseTo(0.907, 3);
    expect(Math.abs(audit(law).did.coverage! - expected)).toBeLessThan(slack(expected));
  });

  it('its bias against the true count is what is not on record: −(1 − share) of the effect', () => {
    const effect = -fall * (RECORDED / RECORDED_SHARE);
    for (const row of Object.values(audit(law)).slice(0, 2)) {
      expect(row.bias! - row.bias_recorded!).toBeCloseTo(row.truth_recorded! - row.truth!, 9);
      expect(Math.abs(row.bias! + (1 - RECORDED_SHARE) * effect)).toBeLessThan(0.05 * Math.abs(effect));
    }
  });

  it('a trend shared by all zones alike is taken off by the controls', () => {
    const { wdd, did, tne } = audit({ ...law, trend: 0.8 });
    for (const row of [wdd, did, tne]) expectBias(row, 0);
  });
});

describe('a policy of no strength', () => {
  const rows = audit({});

  it('is covered in 95 % of replicates and found in 5 %', () => {
    for (const row of Object.values(rows)) {
      expect([row.truth, row.truth_recorded, row.true_conclusion]).toEqual([0, 0, 'nothing']);
      expect(Math.abs(row.coverage! - 0.95)).toBeLessThan(slack(0.95));
      expect(Math.abs(row.wrong_conclusion! - 0.05)).toBeLessThan(slack(0.05));
    }
  });
});

describe('displacement', () => {
  const [fall, moved] = [0.5, 0.6];
  const gone = fall * RECORDED;

  it('into the buffer is found by WDD, and is no business of difference in differences', () => {
    const { wdd, did } = audit({ fall, moved, movesTo: BUFFER });
    expect(Math.abs(wdd.truth_recorded! + (1 - moved) * gone)).toBeLessThan(0.1 * gone);
    expect(Math.abs(did.truth_recorded! + gone)).toBeLessThan(0.1 * gone);
    for (const row of [wdd, did]) expectBias(row, 0);
  });

  it('beyond the widest buffer into the control makes the policy look better, by as much as the control weighs', () => {
    // Twice as many control zones as target zones: half of what arrives there is taken off.
    for (const row of Object.values(audit({ fall, moved, movesTo: CONTROL })).slice(0, 2)) {
      expectBias(row, -0.5 * moved * gone);
      expect(row.bias_recorded_ci95![1]).toBeLessThan(0);
      expect(row.coverage!).toBeLessThan(0.9);
    }
  });
});

describe('an audit', () => {
  const size = {
    nDays: 4,
    preDays: 2,
    nZones: 4,
    zoneGroup: new Uint8Array(4),
    zoneRole: Uint8Array.of(0, 1, 2, 3),
    nRings: 1,
  };
  const empty = emptyRecord('arm', 1, size);
  const randomRecord = fc
    .tuple(
      fc.array(fc.nat(9), { minLength: empty.events.length, maxLength: empty.events.length }),
      fc.array(fc.nat(9), { minLength: empty.zoneEvents.length, maxLength: empty.zoneEvents.length }),
    )
    .map(([events, zoneEvents]) => ({
      ...empty,
      events: Uint32Array.from(events),
      zoneEvents: Uint32Array.from(zoneEvents),
    }));
  const options = { buffersKm: [1], windowDays: [1, 2] };

  it('of sums has a bias that does not depend on what the policy did to the target: only on trend and controls', () => {
    fc.assert(
      fc.property(randomRecord, randomRecord, fc.nat(50), (reference, arm, more) => {
        const other = { ...arm, events: arm.events.slice() };
        other.events[eventsAt(other, other.preDays, TARGET, SITE, IN_HOURS) + 2] += more;
        const biases = [arm, other].map((record) => {
          const rows = auditOf([reference], [record], options, [did, wdd]);
          return [...rows.did!, ...rows.wdd!].map(({ bias_recorded }) => bias_recorded!);
        });
        for (const [i, bias] of biases[0].entries()) expect(biases[1][i]).toBeCloseTo(bias, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('adds up: never more defined than replicates, shares from 0 to 1, bias the estimate less the truth', () => {
    const shares = ['coverage', 'wrong_sign', 'wrong_conclusion'] as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(randomRecord, randomRecord), { minLength: 1, maxLength: 3 }), (pairs) => {
        const rows = auditOf(
          pairs.map(([reference]) => reference),
          pairs.map(([, arm]) => arm),
          options,
        );
        for (const row of ESTIMATORS.flatMap(({ id }) => rows[id as keyof typeof rows]!)) {
          expect(row.n).toBe(pairs.length);
          expect(row.n_defined).toBeLessThanOrEqual(row.n);
          for (const share of shares) expect(row[share] === null || (row[share] >= 0 && row[share] <= 1)).toBe(true);
          if (row.n_defined === 0) {
            expect([row.estimate, row.truth, row.truth_recorded, row.bias, row.bias_recorded]).toEqual(
              Array(5).fill(null),
            );
          }
          // Where a truth is undefined in some replicate (quotients), means are over different ones.
          if (row.n === 1 && row.bias_recorded !== null) {
            expect(row.bias_recorded).toBe(row.estimate! - row.truth_recorded!);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not see orders, which no evaluator has', () => {
    fc.assert(
      fc.property(randomRecord, randomRecord, fc.nat(99), (reference, arm, orders) => {
        const other = {
          ...arm,
          events: arm.events.map((count, i) => (i % EVENT_MEASURES.length === 0 ? orders : count)),
        };
        expect(auditOf([reference], [other], options, [wdd])).toEqual(auditOf([reference], [arm], options, [wdd]));
      }),
      { numRuns: 20 },
    );
  });
});
