// Common parts of programmes paid for in EUR: money spread over an area by population.
import { ALL_SPENT, type Effort } from '../engine/entities/effort.ts';
import type { Settings } from '../engine/settings.ts';
import type { WorldView } from '../engine/view.ts';
import { apportion } from '../stats/apportion.ts';
import { beyond, type DailyOffer, type Limit, limit, type Start, sumOver, withoutPeople } from './limits.ts';
import type { Apply } from './policy.ts';
import { centsOnDay, funding, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

/** Fields of a programme paid for in money that works in an area. */
export const fundedWhere = { ...funding, where: timeline.where };

/** All programmes of a kind together reach nobody if they have less a day than the least. */
export function tooLittleMoney(_: Funded, { health }: Settings, alike: readonly Funded[]): string | null {
  const eur = alike.reduce((sum, { eur_per_day }) => sum + eur_per_day, 0);
  if (eur === 0 || eur >= health.least_eur_per_day) return null;
  return `${eur} EUR a day are below the ${health.least_eur_per_day} from which a programme reaches anybody`;
}

/** Money beyond what reaches everybody; `mostPerDay` is the EUR a day at which all of so many people are reached. */
export const beyondAll =
  (mostPerDay: (people: number, scenario: Start['scenario'], all: number) => number) =>
  ({ where }: { where: string }, start: Start, offer: DailyOffer): Limit[] => {
    const none = withoutPeople(start, where, offer);
    if (none.length > 0) return none;
    const most = start.mean(where, (zones, { population }) =>
      mostPerDay(sumOver(population, zones), start.scenario, sumOver(population, [...population.keys()])),
    );
    return limit('enough', beyond(offer, most), 'are more than all people there can take');
  };

type Funded = Parameters<typeof centsOnDay>[0] & { where: string };
type Column = { [K in keyof Effort]: K extends `${string}Cents` ? K : never }[keyof Effort];

/** Adds whole cents a day to one column, by zone in proportion to population. */
export const paidTo =
  (column: Column) =>
  (policy: Funded, view: WorldView): Apply => {
    const zones = zonesOf(policy.where, view);
    const weights = zones.map((zone) => view.population[zone]);
    return (day, effort) => {
      const spent = centsOnDay(policy, day);
      if (spent === 0) return ALL_SPENT;
      if (zones.length === 0) return { no_zone: spent };
      if (!weights.some((people) => people > 0)) return { nobody: spent };
      const shares = apportion(spent, weights);
      for (const [z, zone] of zones.entries()) effort[column][zone] += shares[z];
      return ALL_SPENT;
    };
  };
