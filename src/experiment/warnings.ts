// Warnings of a comparison: policies without effect, effort not spent, too few replicates, unequal effort.
import { armOrder } from '../measures/series.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { underdoses } from '../policies/registry.ts';
import { MIN_RESAMPLED } from '../stats/bootstrap.ts';
import type { Effects } from './effects.ts';
import { shortfalls, TOLERANCE } from './effort.ts';
import { MIN_REPLICATES, seedsNeeded } from './precision.ts';
import type { Results } from './results.ts';

/** Kinds of effort that arms may spend unequally: id of the outcome, and its unit in words. */
const EFFORT = [
  { id: 'officer_hours', unit: 'officer-hours' },
  { id: 'cost_eur', unit: 'EUR' },
] as const;

/** Sentences, the gravest first; empty when there is nothing to warn of. `effects` are those of the results. */
export const warningsOf = (results: Results, effects: Effects): string[] => [
  ...underdoses({ ...results.scenario, arms: byName(results) }),
  ...shortfalls(results.arms, (arm) => labelOf(results, arm)),
  ...fewReplicates(results),
  ...tooFewForSmallestEffect(results, effects),
  ...unequalEffort(results),
];

/** Warnings are data too, and must not depend on the order of arms in the scenario. */
const byName = ({ scenario, baseline }: Results): Results['scenario']['arms'] =>
  Object.fromEntries(armOrder(Object.keys(scenario.arms), baseline).map((arm) => [arm, scenario.arms[arm]]));

function fewReplicates({ replicates, scenario }: Results): string[] {
  const n = replicates.length;
  if (n === 1) return ['One replicate: no interval, no p value and no probability of being better. Add seeds.'];
  const warnings = [];
  if (n < MIN_REPLICATES)
    warnings.push(
      `Only ${n} replicates: with fewer than ${MIN_REPLICATES} the spread is hardly known, and intervals and p values stand on it. Add seeds.`,
    );
  if (scenario.compare.interval === 'bootstrap' && n < MIN_RESAMPLED)
    warnings.push(
      `Intervals are paired t: the studentised bootstrap that was asked for needs at least ${MIN_RESAMPLED} replicates.`,
    );
  return warnings;
}

function tooFewForSmallestEffect(results: Results, effects: Effects): string[] {
  const { outcome, smallest_effect_percent } = results.scenario.compare;
  const short = Object.entries(seedsNeeded(results, effects)).filter(
    ([arm, needed]) => needed !== null && needed > effects[arm][outcome].n,
  );
  if (short.length === 0) return [];
  const { label } = effects[short[0][0]][outcome];
  const needs = short.map(([arm, needed]) => `${labelOf(results, arm)} needs ${grouped(needed!)}`);
  return [
    `Too few replicates (${results.replicates.length}) to find a change of ${smallest_effect_percent} % in “${label}” with 80 % power at 5 %: ${needs.join(', ')}.`,
  ];
}

function unequalEffort(results: Results): string[] {
  const { arms, baseline } = results;
  const others = Object.keys(arms).filter((arm) => arm !== baseline);
  const meanOf = (arm: string, id: string): number | null => arms[arm].outcomes[id]?.mean ?? null;
  const known = EFFORT.filter(({ id }) => Object.keys(arms).every((arm) => meanOf(arm, id) !== null));
  const isApart = (values: number[]): boolean =>
    Math.max(...values) - Math.min(...values) > TOLERANCE * Math.max(...values);
  const differs = (id: string, among: string[]): boolean => isApart(among.map((arm) => meanOf(arm, id)!));
  /** What was offered, where it was not spent: ' of 600 offered'. */
  const offered = (arm: string, id: string): string => {
    const offer = meanOf(arm, `${id}_offered`);
    return offer !== null && isApart([offer, meanOf(arm, id)!]) ? ` of ${number(offer)} offered` : '';
  };
  const amounts = (list: typeof known, among: string[]): string =>
    list
      .map(
        ({ id, unit }) =>
          `${unit} (${among.map((arm) => `${labelOf(results, arm)} ${number(meanOf(arm, id)!)}${offered(arm, id)}`).join(', ')})`,
      )
      .join(' and ');

  const apart = known.filter(({ id }) => differs(id, others));
  const isSameOffer = apart.every(({ id }) => {
    const offers = others.map((arm) => meanOf(arm, `${id}_offered`));
    return offers.every((offer) => offer !== null) && !isApart(offers);
  });
  const spendsNone = known.filter(({ id }) => meanOf(baseline, id) === 0 && differs(id, [baseline, ...others]));
  const spendsOther = known.filter(
    ({ id }) => meanOf(baseline, id) !== 0 && others.some((arm) => differs(id, [baseline, arm])),
  );
  const name = labelOf(results, baseline);
  return [
    ...(apart.length > 0
      ? [
          `${isSameOffer ? `Arms are offered equal ${apart.map(({ unit }) => unit).join(' and ')} but spend` : 'Arms spend'} unequal ${amounts(apart, others)}: differences between them come from how much is spent as well as from how it is used.`,
        ]
      : []),
    ...(spendsNone.length > 0
      ? [
          `The reference, ${name}, spends no ${spendsNone.map(({ unit }) => unit).join(' and no ')}: an effect is that of the hours, not only of how they are used.`,
        ]
      : []),
    ...(spendsOther.length > 0
      ? [
          `The reference spends other ${amounts(spendsOther, [baseline, ...others])} than arms compared with it: an effect against it is also that of the amount.`,
        ]
      : []),
  ];
}

const labelOf = ({ scenario }: Results, arm: string): string => scenario.arms[arm]?.label ?? arm;

const number = (value: number): string => grouped(value, decimalsFor(value, null));
