// Why effort is not spent or has no effect, in words that follow an amount: '392 officer-hours found no open site …'.
import type { UnspentReason, WithoutEffectReason } from '../engine/kernel/record.ts';
import { named, type Policy } from './registry.ts';
import { placeName } from './schedule.ts';

/** 'in the target area'. */
function whereOf(policy: Policy): string {
  const where = 'where' in policy ? policy.where : 'all';
  return where === 'all' || where === 'deliveries' ? 'anywhere' : `in ${placeName(where)}`;
}

/** `earlier` is what was saved before the window. Rounding can also be negative. */
export function whyUnspent(policy: Policy, reason: UnspentReason | 'earlier', amount: number): string {
  switch (reason) {
    case 'no_zone':
      return `had no zone to work in ${whereOf(policy)}`;
    case 'no_site':
      return `found no open site ${whereOf(policy)}`;
    case 'no_line':
      return `found no line to work on ${whereOf(policy)}`;
    case 'nobody':
      return `had nobody to reach ${whereOf(policy)}`;
    case 'enough':
      return 'were more than a job for every courier costs';
    case 'remainder': {
      const { saves } = named(policy);
      if (saves) return `were too few for another ${saves}`;
      return amount > 0 ? 'were lost in rounding' : 'were added by rounding';
    }
    case 'earlier':
      return 'had been saved up before';
  }
}

/** `switched_off`: a mechanism that the policy needs is off. */
export function whyWithoutEffect(policy: Policy, reason: WithoutEffectReason | 'switched_off'): string {
  switch (reason) {
    case 'below_dose':
      return 'were below the least dose';
    case 'enough':
      return 'were more than all who are reached can take';
    case 'nobody':
      return 'reached nobody';
    case 'closed':
      return `fell in ${named(policy).closedHours ?? 'hours without trade'}`;
    case 'no_takedown':
      return 'were on finances in weeks without a takedown';
    case 'unfinished':
      return 'fell in the last week, whose work the run does not see the end of';
    case 'switched_off':
      return `had no effect as the scenario switches off ${(named(policy).needs ?? []).join(' or ')}`;
  }
}
