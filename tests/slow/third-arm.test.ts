// Arms beside a third one with a policy of each kind: the same bit by bit.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { allMechanisms, fieldsOf, RARE } from '../support/any-policy.ts';
import {
  type Changes,
  differences,
  EVERY_POLICY,
  expectSame,
  OPERATIONS,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';

/** Stops and returns often enough to be seen in a small town. */
const LIVELY: Changes = {
  customers: { light_per_month: 8 },
  couriers: { stop_hazard_per_h: 0.03 },
  police: { operation_officer_h: 20 },
};

describe('arms are not changed by a third arm beside them that works in the same hours', () => {
  /** The same policy between the hours of operations, where its kind has hours. */
  const inHours = (policy: PolicyInput): PolicyInput =>
    fieldsOf(policy.kind).includes('between') ? ({ ...policy, between: OPERATIONS.between } as PolicyInput) : policy;
  const crowd = EVERY_POLICY.map(inHours);
  const town = (arms: NonNullable<Changes['arms']>): Scenario =>
    small(RARE, LIVELY, { time: { tick_min: 30 }, mechanisms: allMechanisms(true), arms });
  const two = { baseline: {}, crowd: { policies: crowd }, pressure: { policies: [OPERATIONS] } };
  let alone: ArmRecord[];
  beforeAll(() => {
    alone = run(town(two));
  });

  it.each([['all', crowd] as const, ...crowd.map((policy) => [policy.kind, [policy]] as const)])(
    'with policies of kind %s',
    (_, policies) => {
      // The first of the file, so that it is not the last to run.
      const beside = run(town({ another: { policies: [...policies] }, ...two }));
      expect(beside.map(({ arm }) => arm)).toEqual(['baseline', 'another', 'crowd', 'pressure']);
      for (const record of alone) expectSame(record, beside.find(({ arm }) => arm === record.arm) as ArmRecord);
      expect(differences(beside[0], beside[1])).not.toEqual([]);
    },
  );
});
