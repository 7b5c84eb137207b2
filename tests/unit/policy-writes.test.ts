// Each kind of policy adds to the columns of effort that it says it adds to, and to no other.
import { describe, expect, it } from 'vitest';
import type { Effort } from '../../src/engine/entities/effort.ts';
import { runArm } from '../../src/engine/run.ts';
import { compilePolicy, POLICIES } from '../../src/policies/registry.ts';
import { against, EVENTFUL, EVERY_POLICY, groundOf, type PolicyInput, small } from '../support/small.ts';

/** What policies can do besides what each kind does in EVERY_POLICY. */
const MORE = [
  { kind: 'site-operations', start_day: 14, announce_day: 5, hours_per_day: 60, size: 'large', where: 'all' },
  { kind: 'platform-investigation', start_day: 14, hours_per_day: 20, lines: 2, undercover: true },
] satisfies PolicyInput[];

describe('a policy', () => {
  it.each(POLICIES.map((kind) => [kind.kind, kind] as const))('%s writes what it says', (name, { writes }) => {
    const written = new Set<string>();
    const policies = [...EVERY_POLICY, ...MORE].filter(({ kind }) => kind === name);
    const scenario = small(
      EVENTFUL,
      { time: { burn_in_days: 0, pre_days: 14, post_days: 30, tick_min: 60 }, mechanisms: { background: false } },
      against(...policies),
    );
    runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
      afterTick: ({ effort }) => {
        for (const column of Object.keys(effort) as (keyof Effort)[])
          if (effort[column].some((amount) => amount > 0)) written.add(column);
      },
    });
    expect([...written].sort()).toEqual([...writes].sort());
  });
});
