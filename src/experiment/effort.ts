// Use of effort by policy: offered, spent, not spent and why, without effect and why.
import { type ArmRecord, EFFORT_WINDOWS, effortAt, UNSPENT, WITHOUT_EFFECT } from '../engine/kernel/record.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { whyUnspent, whyWithoutEffect } from '../policies/reasons.ts';
import { describePolicy, named, type Policy } from '../policies/registry.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { EffortPart, PolicyEffort } from './results.ts';

/** Tolerance, as a share: arms spend equally, or spend their offer, within it. */
export const TOLERANCE = 0.02;

/** Means over the post window of replicates, by policy in the order of the arm, those of every arm first. */
export function effortOf(
  scenario: Scenario,
  policies: readonly Policy[],
  records: readonly ArmRecord[],
): PolicyEffort[] {
  const eurPerHour = scenario.police.officer_eur_per_h;
  return policies.map((policy, k) => {
    const isMoney = 'eur_per_day' in policy;
    const perUnit = isMoney ? 100_000 : 60_000;
    const mean = (measure: number, windows: readonly (typeof EFFORT_WINDOWS)[number][] = ['post']): number => {
      let sum = 0;
      for (const record of records)
        for (const window of windows)
          sum += record.effort[effortAt(record, EFFORT_WINDOWS.indexOf(window), k) + measure];
      return sum / records.length / perUnit;
    };
    const sized = (reason: string, size: number, text: string): EffortPart[] =>
      size === 0 ? [] : [{ reason, ...(isMoney ? { eur: size } : { h: size }), text }];
    const part = (reason: Parameters<typeof whyUnspent>[1], size: number): EffortPart[] =>
      sized(reason, size, whyUnspent(policy, reason, size));

    const { saves, needs = [] } = named(policy);
    const isOff = needs.some((mechanism) => !scenario.mechanisms[mechanism]);
    const [offered, spent] = [mean(0), mean(1)];
    // Savings from earlier windows are still unspent, or are spent in this one.
    const earlier = saves ? UNSPENT.reduce((sum, _, r) => sum + mean(2 + r, ['before', 'pre']), 0) : 0;
    const unspent = [
      ...UNSPENT.flatMap((reason, r) => part(reason, mean(2 + r, saves ? EFFORT_WINDOWS : ['post']))),
      ...part(EARLIER, -earlier),
    ];
    const without_effect = isOff
      ? sized('switched_off', spent, whyWithoutEffect(policy, 'switched_off'))
      : WITHOUT_EFFECT.flatMap((reason, r) =>
          sized(reason, mean(2 + UNSPENT.length + r), whyWithoutEffect(policy, reason)),
        );
    return {
      policy: describePolicy(policy),
      name: policy.label ?? describePolicy(policy).split(':')[0],
      kind: policy.kind,
      unit: isMoney ? 'EUR' : 'officer-hours',
      offered_h: isMoney ? 0 : offered,
      spent_h: isMoney ? 0 : spent,
      offered_eur: isMoney ? offered : offered * eurPerHour,
      spent_eur: isMoney ? spent : spent * eurPerHour,
      unspent,
      without_effect,
    };
  });
}

/** Whether more than the tolerance of the offer is not spent or has no effect. */
export function fallsShort(effort: PolicyEffort): boolean {
  const lost = [...effort.unspent, ...effort.without_effect].reduce((sum, part) => sum + Math.max(0, sizeOf(part)), 0);
  return lost > TOLERANCE * (effort.unit === 'EUR' ? effort.offered_eur : effort.offered_h);
}

/** '600 officer-hours offered, 208 spent; 392 found no open site in the target area.' */
export function effortSentence(effort: PolicyEffort): string {
  const { offered, spent } = amountsOf(effort);
  const why = whyNot(effort);
  const saved = -effort.unspent.reduce((sum, part) => sum + (part.reason === EARLIER ? sizeOf(part) : 0), 0);
  const all =
    saved > 0
      ? `offered and ${amount(saved)} saved up before, ${spent} spent`
      : offered === spent
        ? 'offered and spent'
        : `offered, ${spent} spent`;
  return `${offered} ${effort.unit} ${all}${why && `; ${why}`}.`;
}

/** Why not all was spent, and what had no effect; '' if neither. */
export function whyNot({ unspent, without_effect }: PolicyEffort): string {
  const roundedUp = unspent.filter((part) => sizeOf(part) < 0 && part.reason !== EARLIER);
  const ofThose = clauses([...roundedUp, ...without_effect]);
  const parts = [clauses(unspent.filter((part) => sizeOf(part) > 0)), ofThose && `of those spent, ${ofThose}`];
  return parts.filter((part) => part !== '').join('; ');
}

/** What was offered and spent, as texts of numbers. */
export function amountsOf({ unit, ...effort }: PolicyEffort): { offered: string; spent: string } {
  const [offered, spent] = unit === 'EUR' ? [effort.offered_eur, effort.spent_eur] : [effort.offered_h, effort.spent_h];
  return { offered: amount(offered), spent: amount(spent) };
}

/** Sentences on policies that spend clearly less than they are offered, or spend it without effect. */
export function shortfalls(
  arms: Record<string, { effort: readonly PolicyEffort[] }>,
  labelOf: (arm: string) => string,
): string[] {
  return Object.entries(arms).flatMap(([arm, { effort }]) =>
    effort.filter(fallsShort).map((one) => {
      const name = effort.length === 1 || one.name === labelOf(arm) ? '' : `, ${one.name}`;
      return `${labelOf(arm)}${name}: ${effortSentence(one)}`;
    }),
  );
}

/** Effort saved before the window that is spent, or still unspent, in it: a negative part. */
const EARLIER = 'earlier';

const sizeOf = ({ h, eur }: EffortPart): number => h ?? eur ?? 0;

/**
 * '392 found no open site in the target area', the largest first; parts that round to 0 at two decimals are left out.
 */
const clauses = (parts: readonly EffortPart[]): string =>
  parts
    .filter((part) => Math.abs(sizeOf(part)) >= 0.005)
    .toSorted((a, b) => Math.abs(sizeOf(b)) - Math.abs(sizeOf(a)))
    .map((part) => `${amount(Math.abs(sizeOf(part)))} ${part.text}`)
    .join(', ');

const amount = (value: number): string => grouped(value, Math.min(2, decimalsFor(value, null)));
