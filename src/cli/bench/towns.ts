// Towns of the benchmark: grids with the proportions of the inner ring.
import { type Scenario, type ScenarioFile, scenarioSchema } from '../../scenario/schema.ts';

/** Customers, sites, platforms and area stand in the proportions of the inner ring (docs/model.md, section 11). */
const CUSTOMERS_PER_ZONE = 820;
const PER_CUSTOMER = { sites: 80 / 115_000, platforms: 156 / 115_000, people: 60 };

/** All kinds of policy from the first day on, at doses in proportion to the inner ring's customers. */
function everyPolicy(customers: number): ScenarioFile['policies'] {
  const scale = customers / 115_000;
  const officers = (hours: number) => ({ start_day: 0, where: 'all', hours_per_day: hours * scale });
  const money = (eur: number) => ({ start_day: 0, where: 'all', eur_per_day: eur * scale });
  const lines = Math.max(1, Math.round(10 * scale));
  return [
    { kind: 'site-operations', ...officers(40), between: [10, 18], pick: 'random' },
    { kind: 'street-stops', ...officers(80), between: [10, 18] },
    { kind: 'platform-investigation', ...officers(70), lines },
    { kind: 'holder-arrest', ...officers(70), lines },
    { kind: 'number-cut', ...officers(10) },
    { kind: 'finance', start_day: 0, hours_per_day: 10 * scale },
    { kind: 'site-bans', ...officers(20), platforms_at_most: 500 },
    { kind: 'job-placement', start_day: 0, eur_per_day: 2000 * scale },
    { kind: 'violence-interruption', ...money(200_000) },
    { kind: 'customer-fines', ...officers(40) },
    { kind: 'treatment', ...money(20_000) },
    { kind: 'drug-checking', ...money(5000) },
    { kind: 'prevention', ...money(20_000) },
  ];
}

/** Mechanisms that do nothing by default, at rates within their ranges. */
const EVERYTHING = {
  mechanisms: { direct_drop: true },
  health: { treatment_share: 0.02, least_eur_per_day: 0 },
} satisfies Partial<ScenarioFile>;

/** What differs between towns of a size: rates of occasions, policies of all kinds, further arms without a policy. */
export interface Kind {
  rate?: number;
  isEverything?: boolean;
  furtherArms?: number;
}

export function benchScenario(
  customers: number,
  days: number,
  { rate = 1, isEverything = false, furtherArms = 0 }: Kind = {},
): Scenario {
  const side = Math.max(2, Math.round(Math.sqrt(customers / CUSTOMERS_PER_ZONE)));
  return scenarioSchema.parse({
    version: 2,
    name: 'bench',
    time: { burn_in_days: 0, pre_days: 0, post_days: days },
    city: [
      { name: 'grid', grid: { columns: side, rows: side, cell_km: 2.33, population: customers * PER_CUSTOMER.people } },
    ],
    customers: {
      count: customers,
      light_per_month: 2.3 * rate,
      heavy_min_per_month: 10 * rate,
      heavy_max_per_month: 19 * rate,
      drift_per_year: isEverything ? 0.05 : 0,
    },
    sites: { count: Math.max(1, Math.round(customers * PER_CUSTOMER.sites)) },
    platforms: { mix: 'default', count: Math.max(1, Math.round(customers * PER_CUSTOMER.platforms)) },
    arms: {
      baseline: {},
      ...Object.fromEntries(Array.from({ length: furtherArms }, (_, arm) => [`further-${arm + 1}`, {}])),
    },
    ...(isEverything && { ...EVERYTHING, policies: everyPolicy(customers) }),
  });
}
