// Posts of a city that nobody holds, and how many are usual.
import type { City } from '../../city/city.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { LINE, type Lines, type Platforms } from '../entities/platforms.ts';

interface Given {
  labour: { readonly unfilled_share: number; readonly fill_per_week: number; readonly leave_per_week: number };
}

export interface VacanciesNeeds {
  scenario: Given;
  city: Pick<City, 'nCities' | 'zoneCity'>;
  platforms: Pick<Platforms, 'nAtStart' | 'homeZone'>;
  lines: Pick<Lines, 'state'>;
  couriers: Pick<Couriers, 'count' | 'platform' | 'line' | 'state'>;
}

export interface Vacancies {
  /** Unfilled posts at which people are as scarce as usual, U₀, [city]. */
  usual: Float64Array;
  /** City of a post. */
  cityOf: (post: number) => number;
  /** Counts the unfilled posts of lines that sell, U, [city]. */
  count: () => Int32Array;
}

/** Most that a post fills above the usual rate. */
const MOST = 1.5;
/** Steps of a fixed point that is reached to 12 digits in half as many. */
const STEPS = 64;

/** Factor on the rate at which a post fills, beside so many other unfilled posts. */
export const easeOf = (usual: number, others: number): number =>
  others > 0 ? Math.min(MOST, Math.sqrt(usual / others)) : MOST;

/** Share of many posts that are vacant where leaving and filling balance: v = ℓ ÷ (ℓ + f·ease). */
export function restShare({
  unfilled_share: usual,
  fill_per_week: fill,
  leave_per_week: leave,
}: Given['labour']): number {
  let v = usual;
  for (let step = 0; step < STEPS && v > 0; step++) v = leave / (leave + fill * easeOf(usual, v));
  return v;
}

export function createVacancies({ scenario, city, platforms, lines, couriers }: VacanciesNeeds): Vacancies {
  const cityOf = (post: number): number => city.zoneCity[platforms.homeZone[couriers.platform[post]]];
  const usual = new Float64Array(city.nCities);
  for (let post = 0; post < couriers.count; post++)
    if (couriers.platform[post] < platforms.nAtStart) usual[cityOf(post)] += scenario.labour.unfilled_share;
  const unfilled = new Int32Array(city.nCities);
  return {
    usual,
    cityOf,
    count() {
      unfilled.fill(0);
      for (let post = 0; post < couriers.count; post++)
        if (couriers.state[post] === COURIER.vacant && lines.state[couriers.line[post]] === LINE.up)
          unfilled[cityOf(post)]++;
      return unfilled;
    },
  };
}
