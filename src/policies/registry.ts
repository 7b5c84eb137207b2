// Functions for policies of any kind: schema, description, compilation, pressure.
import { z } from 'zod';
import type { CompilePolicy } from '../engine/arm.ts';
import { type Settings, settingsOf } from '../engine/settings.ts';
import { hoursNow } from './dose.ts';
import type { PolicyKind } from './policy.ts';
import * as list from './policy-list.ts';
import { fullEffort, offeredOnDay } from './schedule.ts';

export const POLICIES = Object.values(list);

type Schema = (typeof POLICIES)[number]['schema'];
/** Any policy of a scenario file; its kind decides its fields. */
export const policySchema = z.discriminatedUnion('kind', POLICIES.map(({ schema }) => schema) as [Schema, ...Schema[]]);
export type Policy = z.output<typeof policySchema>;

/** What a policy does. */
export const compilePolicy: CompilePolicy = (data) => {
  const policy = data as Policy;
  return {
    isMoney: 'eur_per_day' in policy,
    hours: 'between' in policy && fullEffort(policy) > 0 ? policy.between : null,
    opensPlatforms: mostOpened([policy]),
    in: (view) => {
      const { compile, pieceH } = named(policy);
      const full =
        'per_site_month' in policy
          ? hoursNow(policy, view, pieceH?.(policy, view.scenario) ?? 0)
          : () => fullEffort(policy);
      return { offeredOn: (day) => offeredOnDay(policy, day, full()), apply: compile(policy, view, full) };
    },
  };
};

/** Most platforms that may open because of policies. */
export const mostOpened = (policies: readonly Policy[]): number =>
  policies
    .filter((policy) => fullEffort(policy) > 0)
    .reduce((sum, policy) => sum + (named(policy).opensPlatforms?.(policy) ?? 0), 0);

/** The sentence that terminal, report and charts show. */
export const describePolicy = (policy: Policy): string => named(policy).describe(policy);

/** Sentences about policies with too few hours or too little money to have an effect, each with its arm. */
export function underdoses(scenario: Settings<Policy>): string[] {
  const lists: [string, readonly Policy[], Settings<Policy>][] = [
    ['in every arm', scenario.policies, scenario],
    ...Object.entries(scenario.arms).map(([name, arm]): [string, readonly Policy[], Settings<Policy>] => [
      `arm ${name}`,
      arm.policies,
      settingsOf(scenario, name),
    ]),
  ];
  return lists.flatMap(([where, policies, settings]) =>
    policies.flatMap((policy) => {
      const beside = policies === scenario.policies ? policies : [...scenario.policies, ...policies];
      const alike = beside.filter(({ kind }) => kind === policy.kind);
      const what = named(policy).underdose?.(policy, settings, alike);
      return what ? [`${policy.label ?? policy.kind} (${where}) does nothing: ${what}.`] : [];
    }),
  );
}

/** Channels that a list of policies puts under pressure in the target. Policies without effort are left out. */
export interface Pressure {
  channels: ('site' | 'delivery')[];
  /** Channels that are under pressure at all hours. */
  always: ('site' | 'delivery')[];
  /** Whether all policies, also those without pressure on a channel, work in the target area only. */
  keepsToTarget: boolean;
}

export function pressureOf(policies: readonly Policy[]): Pressure {
  const atWork = policies.filter((policy) => fullEffort(policy) > 0);
  const pressed = atWork.flatMap((policy) =>
    named(policy).presses.map(({ channel, hours }) => ({ channel, isAlways: hours === 'all' || worksAllDay(policy) })),
  );
  const channels = (which: typeof pressed) => [...new Set(which.map(({ channel }) => channel))];
  return {
    channels: channels(pressed),
    always: channels(pressed.filter(({ isAlways }) => isAlways)),
    keepsToTarget: atWork.every((policy) => 'where' in policy && policy.where === 'target'),
  };
}

const worksAllDay = (policy: Policy): boolean =>
  !('between' in policy) || (policy.between[0] === 0 && policy.between[1] === 24);

export function named(policy: Policy): PolicyKind<Policy> {
  const found = POLICIES.find(({ kind }) => kind === policy.kind);
  if (!found) throw new Error(`no policy of kind ${policy.kind}`);
  return found as unknown as PolicyKind<Policy>;
}
