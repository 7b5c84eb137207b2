// Effort offered to each policy, and the part that will foreseeably not be spent or have no effect.
import type { City } from '../city/city.ts';
import { keyOf, type Settings, settingsOf } from '../engine/settings.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { hoursAt } from './dose.ts';
import { type Limit, limit, type Start, sumOver, total } from './limits.ts';
import { whyWithoutEffect } from './reasons.ts';
import { describePolicy, named, type Policy } from './registry.ts';
import { fullEffort, offeredOnDay } from './schedule.ts';
import { startOf } from './start.ts';

export interface Foreseen {
  policy: string;
  kind: string;
  unit: 'officer-hours' | 'EUR';
  /** In the post window, which outcomes are about; officer-hours at their price. */
  offered_h: number;
  offered_eur: number;
  /** The offer follows the number of sites, which only the run knows: it is what it would be at the start's number. */
  is_estimate: boolean;
  /** On all days of the run. */
  offered_in_all_h: number;
  offered_in_all_eur: number;
  /** About how many officer-hours or EUR of the post window are not spent or have no effect, by reason. */
  limits: ({ reason: string; text: string } & ({ h: number } | { eur: number }))[];
}

/** By arm, policies in the order of results: those of every arm first. */
export function foresee(
  scenario: Settings<Policy> & { readonly seeds: number },
  city: City,
): Record<string, Foreseen[]> {
  const starts = new Map<string, Start>();
  return Object.fromEntries(
    Object.entries(scenario.arms).map(([arm, given]) => {
      const settings = settingsOf(scenario, arm);
      const start = starts.get(keyOf(given)) ?? startOf(settings, city);
      starts.set(keyOf(given), start);
      return [arm, ofArm(settings, arm, start)];
    }),
  );
}

function ofArm(scenario: Settings<Policy>, arm: string, start: Start): Foreseen[] {
  const { burn_in_days, pre_days, post_days } = scenario.time;
  const days = Array.from({ length: burn_in_days + pre_days + post_days }, (_, day) => day - burn_in_days);
  const one = (policy: Policy, beside: readonly Policy[]): Foreseen => {
    const isMoney = 'eur_per_day' in policy;
    const perUnit = isMoney ? 100_000 : 60_000;
    const eur = isMoney ? 1 : scenario.police.officer_eur_per_h;
    const { needs = [], foresee: limitsOf, pieceH } = named(policy);
    const isEstimate = 'per_site_month' in policy && policy.per_site_month !== undefined;
    const full = isEstimate
      ? start.mean(policy.where, (zones, { sites }) =>
          hoursAt(policy, sumOver(sites, zones), pieceH?.(policy, scenario) ?? 0),
        )
      : fullEffort(policy);
    const sumOf = (from: number): number =>
      days.reduce((sum, day) => sum + (day >= from ? offeredOnDay(policy, day, full) : 0), 0) / perUnit;
    const [post, all] = [sumOf(pre_days), sumOf(-burn_in_days)];
    const offer = days.filter((day) => day >= pre_days).map((day) => offeredOnDay(policy, day, full) / perUnit);
    const isOff = needs.some((mechanism) => !scenario.mechanisms[mechanism]);
    const limits: Limit[] = isOff
      ? limit('switched_off', total(offer), whyWithoutEffect(policy, 'switched_off').replace(/^had/, 'have'))
      : post > 0
        ? (limitsOf?.(policy, start, offer, beside) ?? [])
        : [];
    return {
      policy: describePolicy(policy),
      kind: policy.kind,
      unit: isMoney ? 'EUR' : 'officer-hours',
      offered_h: isMoney ? 0 : post,
      offered_eur: post * eur,
      is_estimate: isEstimate,
      offered_in_all_h: isMoney ? 0 : all,
      offered_in_all_eur: all * eur,
      limits: limits.map(({ reason, amount, text }) => {
        const most = Math.min(amount, post);
        return { reason, ...(isMoney ? { eur: most } : { h: most }), text };
      }),
    };
  };
  const all = [...scenario.policies, ...scenario.arms[arm].policies];
  return all.map((policy) => one(policy, all));
}

/** '600 officer-hours offered in the post window; about 380 of them find no open site …'; all days where they are more. */
export function foreseenText(foreseen: Foreseen): string {
  const { unit, limits } = foreseen;
  const [post, all] =
    unit === 'EUR'
      ? [foreseen.offered_eur, foreseen.offered_in_all_eur]
      : [foreseen.offered_h, foreseen.offered_in_all_h];
  const more = all > post ? ` (${amount(all)} in all)` : '';
  const parts = limits.map((one) => `about ${amount('h' in one ? one.h : one.eur)} of them ${one.text}`);
  const offer = foreseen.is_estimate
    ? `about ${amount(post)} ${unit} offered in the post window${more} if as many sites stand as at the start: a run counts the sites of each day`
    : `${amount(post)} ${unit} offered in the post window${more}`;
  return [offer, ...parts].join('; ');
}

const amount = (value: number): string => grouped(value, Math.min(2, decimalsFor(value, null)));
