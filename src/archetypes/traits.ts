// The traits of a platform, given by its archetype or as usual; a scenario may override them.
import { z } from 'zod';
import { field } from '../fields/field.ts';
import { eur, real, share, whole } from '../fields/kinds.ts';

const COST = {
  grade: 'S direction, A size',
  source: 'MODEL 6, cost and cash (archetypes.csv); founding article 2024',
} as const;
const ASSUMED = { grade: 'A', source: 'assumption (archetypes.csv)' } as const;

export const traitsSchema = z.strictObject({
  lines: field(whole(1, 64), {
    text: 'Telephone lines, each with its own client file.',
    unit: 'lines',
    grade: 'S direction, A size',
    source: 'MODEL 2; founding article 2024',
  }),
  couriers_per_line: field(whole(1, 200), {
    text: 'Couriers on the books of each line.',
    unit: 'couriers',
    grade: 'S direction, A size',
    source: 'MODEL 2; founding article 2024',
  }),
  duty_share: field(real(0.01, 1), {
    text: 'Share of the persons present who are on shift on an average day.',
    unit: 'share',
    plausible: '0.2-0.5',
    grade: 'A',
    source: 'MODEL 6, labour; assumption',
  }),
  active_clients: field(real(0, 1e6), {
    text: 'Clients who order in a month at the start, relative to other platforms: how many know it, and how many orders it wants.',
    unit: 'clients',
    ...ASSUMED,
  }),
  dispatch: field(z.enum(['line', 'sector', 'pooled']), {
    text: 'Who takes an order: couriers of its line, of its sector, or the nearest idle one.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 4; founding article 2024',
  }),
  leakage: field(share(), {
    text: 'Share of orders that cross lines against the dispatch rule.',
    unit: 'share',
    plausible: '0-1',
    grade: 'A',
    source: 'MODEL 4; assumption',
  }),
  mode: field(z.enum(['scooter', 'car', 'bike', 'kick-scooter']), {
    text: 'How couriers travel.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 4; founding article 2024',
  }),
  catchment_factor: field(real(0.05, 20), {
    text: 'Area in which the platform is known, by travel time from its home, relative to `delivery.catchment_km`.',
    unit: 'relative',
    plausible: '0.4-1.5',
    grade: 'S direction, A size',
    source: 'MODEL 6, acquisition (archetypes.csv); founding article 2024',
  }),
  late_gift_g: field(real(0, 10), {
    text: 'Gift when a delivery is later than promised; 0 for none.',
    unit: 'g',
    grade: 'S direction, A size',
    source: 'MODEL 4; founding article 2024',
  }),
  churn_per_month: field(real(0, 0.99), {
    text: 'Share of those who know the platform who forget it in a month.',
    unit: 'share per month',
    plausible: '0.04-0.09',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  openness: field(z.enum(['co-opted', 'open']), {
    text: 'Who can order: clients on recommendation, or anyone who finds the channel.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 2 and 5; founding article 2024',
  }),
  manager: field(z.enum(['hands-on', 'part', 'remote']), {
    text: 'How much of the work the manager does: all, part, or from afar.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 2 and 5; founding article 2024',
  }),
  file_kept: field(share(), {
    text: 'Probability that the client file survives when the last line falls.',
    unit: 'probability',
    plausible: '0-1',
    grade: 'S direction, A size',
    source: 'MODEL 6, rebirth; founding article 2024',
  }),
  contract: field(z.enum(['piece-rate', 'subcontracted', 'kin']), {
    text: 'How couriers are paid: by the order; by the order and what is left of the margin beyond a fixed part; or by equal shares of what the week leaves.',
    unit: '',
    grade: 'S',
    source: 'MODEL 6, contracts; founding article 2024',
  }),
  bond: field(real(0, 100), {
    text: 'How likely a courier is to leave with clients, relative to others in the same place: low where persons are bound to each other.',
    unit: 'relative',
    plausible: '0.05-1',
    grade: 'S direction, A size',
    source: 'MODEL 6, defection; founding article 2024',
  }),
  oversight: field(real(0, 100), {
    text: 'How likely the manager finds out what couriers sell on the side, relative to others; 0 where nobody looks.',
    unit: 'relative',
    plausible: '0-1',
    grade: 'S direction, A size',
    source: 'MODEL 6, side-selling (archetypes.csv); founding article 2024',
  }),
  brand: field(share(), {
    text: 'Strength of the brand, which adds to the utility of buying here.',
    unit: 'share',
    plausible: '0-1',
    grade: 'A',
    source: 'MODEL 4, choose; assumption',
  }),
  reservation_eur_day: field(eur(100_000), {
    text: 'What the manager takes for a day of work, whether the platform sells or not.',
    unit: 'EUR/day',
    plausible: '10-200',
    ...COST,
  }),
  line_cost_eur_day: field(eur(100_000), {
    text: 'What a line costs in a day, whether it sells or not.',
    unit: 'EUR/day',
    plausible: '30-80',
    ...COST,
  }),
  lapse_per_week: field(share(), {
    text: 'Probability that the number of a line lapses in a week, since nobody renews it.',
    unit: 'probability per week',
    plausible: '0-0.02',
    grade: 'S direction, A size',
    source: 'MODEL 6, client file (archetypes.csv); founding article 2024',
  }),
  site_visitors_share: field(share(), {
    text: 'Share of the visitors of its own fixed site who know it; 0 for a platform without a site.',
    unit: 'share',
    plausible: '0-0.8',
    grade: 'S direction, A size',
    source: 'MODEL 6, hybrid; founding article 2024',
  }),
  entry_cost_eur: field(eur(1e7), {
    text: 'What it takes to open such a platform, beside its first cash and stock.',
    unit: 'EUR',
    plausible: '0-60000',
    ...COST,
  }),
  opening_file_share: field(share(), {
    text: 'Clients that a new platform of this kind opens with, relative to the file of one at the start.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 6, entry; assumption',
  }),
  exit_factor: field(real(0, 100), {
    text: 'Rate at which platforms of this kind close and open, relative to others.',
    unit: 'relative',
    plausible: '0.3-1.5',
    grade: 'A',
    source: 'MODEL 6, exit; assumption',
  }),
  marketing_factor: field(real(0, 20), {
    text: 'Part of its margin spent on marketing, relative to `marketing.share_of_margin`.',
    unit: 'relative',
    plausible: '0-3',
    grade: 'S direction, A size',
    source: 'MODEL 6, marketing (archetypes.csv); founding article 2024',
  }),
  purity_spread: field(real(0, 5), {
    text: 'How much the purity of what it sells varies, relative to other platforms.',
    unit: 'relative',
    plausible: '0.3-1',
    grade: 'S direction, A size',
    source: 'MODEL 6, purity (archetypes.csv); founding article 2024',
  }),
  bulk_discount: field(share(), {
    text: 'Part of the price that a large order is spared, from `delivery.bulk_from_g` on; 0 for no bulk offers.',
    unit: 'share',
    plausible: '0-0.2',
    grade: 'S direction, A size',
    source: 'MODEL 2; founding article 2024',
  }),
  line_stock: field(z.enum(['apart', 'lent']), {
    text: 'Whether a line that has sold out waits for its restock, or is lent stock by a sister line of its platform meanwhile.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 2; founding article 2024',
  }),
  resupply: field(z.enum(['manager', 'separate']), {
    text: 'Who brings product and takes money: the manager, or a circuit apart, so that the manager touches neither.',
    unit: '',
    grade: 'S direction, A size',
    source: 'MODEL 2; founding article 2024',
  }),
});

export type PlatformTraits = z.output<typeof traitsSchema>;

/** Traits of a platform that nothing sets apart: an archetype states those that differ, and those that have no such value. */
const USUAL = {
  lines: 1,
  dispatch: 'pooled',
  mode: 'scooter',
  catchment_factor: 1,
  late_gift_g: 0,
  churn_per_month: 0.07,
  openness: 'co-opted',
  contract: 'piece-rate',
  bond: 1,
  oversight: 1,
  brand: 0,
  line_cost_eur_day: 50,
  lapse_per_week: 0,
  site_visitors_share: 0,
  opening_file_share: 0.5,
  exit_factor: 1,
  marketing_factor: 1,
  purity_spread: 1,
  bulk_discount: 0,
  line_stock: 'apart',
  resupply: 'manager',
} satisfies Partial<PlatformTraits>;

type Stated = Omit<PlatformTraits, keyof typeof USUAL> & Partial<PlatformTraits>;

interface Described {
  /** As written in scenario files. */
  id: string;
  /** One sentence: how it differs from the others. */
  whatMakesItItself: string;
  grade: string;
  source: string;
}

/** Starting traits of one kind of platform. */
export interface PlatformArchetype extends Described {
  kind: 'platform';
  /** Its part of the default mix, relative to the others. */
  partOfMix: number;
  traits: PlatformTraits;
}

/** A kind of fixed site; its figures are those of the section `sites` of a scenario. */
export interface SiteArchetype extends Described {
  kind: 'site';
  traits: Record<string, never>;
}

/** An archetype with all its traits, in the order of their schema. */
export const platformArchetype = ({
  traits,
  ...described
}: Omit<PlatformArchetype, 'kind' | 'traits'> & { traits: Stated }): PlatformArchetype => ({
  kind: 'platform',
  ...described,
  traits: traitsSchema.parse({ ...USUAL, ...traits }),
});

export type Archetype = PlatformArchetype | SiteArchetype;
