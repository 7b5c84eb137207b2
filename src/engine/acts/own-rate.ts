// The factor on a customer's rate of occasions from starting, stopping, drift and treatment.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { DAYS_PER_YEAR, FOUR_WEEKS } from '../../units.ts';
import { BUYING, type Customers, F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { type Health, type HealthGiven, REACH } from '../entities/health.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';

const CUSTOMERS = 'MODEL 6, customers';

const fields = {
  customers: {
    drift_per_year: field(real(0, 1).default(0), {
      text: 'Rise in a year of the rate of occasions of customers whose platform is purer than sites and delivers within the promise; half of it where only one of the two holds.',
      unit: 'share per year',
      plausible: '0-0.1',
      grade: 'S direction, A size',
      source: CUSTOMERS,
    }),
  },
};

const switches = {
  drift: toggle(
    'Customers with pure and fast supply come to buy more often.',
    'S direction, A size',
    'MODEL 6, customers',
  ),
};

/** Whether a customer buys on a day, at most four weeks after the last turnover. */
export const buysOn = ({ u8, u16 }: Pick<Customers, 'u8' | 'u16'>, customer: number, day: number): boolean =>
  (u8[customer * U8_STRIDE + U8.buying] === BUYING.yes) !== day >= u16[customer * U16_STRIDE + U16.changeDay];

export type OwnRateGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];

/** Growth of the logarithm of the rate in a year, for customers with the best access. */
export const driftOf = ({ mechanisms, customers }: OwnRateGiven): number =>
  mechanisms.drift ? Math.log(1 + customers.drift_per_year) : 0;

/** Upper bound of the drift factor over a run, whose last four weeks may go past its end. */
export const mostDrift = (scenario: OwnRateGiven, nDays: number): number =>
  Math.exp((driftOf(scenario) * (nDays + FOUR_WEEKS)) / DAYS_PER_YEAR);

export type OwnRateNeeds = { scenario: OwnRateGiven & HealthGiven } & {
  streams: Streams<'health-reach'>;
  clock: Clock;
  customers: Pick<Customers, 'f32' | 'u16' | 'u8' | 'meanGapMin'>;
  health: Pick<Health, 'treatmentScale'>;
};

/** Factor on a customer's candidate occasions now; 0 for one who does not buy. */
export function createOwnRate(world: OwnRateNeeds): (customer: number) => number {
  const { clock, customers, health, scenario } = world;
  const { f32, u16 } = customers;
  const { treatmentScale } = health;
  const { k0, k1 } = world.streams['health-reach'];
  const drifts = driftOf(scenario) > 0;
  const given = scenario.health.treatment_effect;
  const meanGapMin = customers.meanGapMin;

  return (customer) => {
    if (!buysOn(customers, customer, clock.day)) return 0;
    let rate = drifts ? f32[customer * F32_STRIDE + F32.drift] : 1;
    const scale = treatmentScale[u16[customer * U16_STRIDE + U16.zone]];
    if (scale > 0) {
      // Heavier users are reached first: treatment is in proportion to the own rate.
      const relative = meanGapMin / f32[customer * F32_STRIDE + F32.meanGapMin];
      if (uniform(threefry(k0, k1, customer, REACH.treatment)) < scale * relative) rate *= 1 - given;
    }
    return rate;
  };
}

export const ownRate = part({ fields, switches });
