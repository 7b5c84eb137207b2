// Posts of a city that nobody holds, and how many are usual.
import type { City } from '../../city/city.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { LINE, type Lines, type Platforms } from '../entities/platforms.ts';

export interface VacanciesNeeds {
  scenario: { labour: { readonly unfilled_share: number } };
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
