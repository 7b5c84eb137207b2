// Purity competition, weekly: where clients are loyal and know several platforms, purer product is sold.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { drawNormal } from '../../random/normal.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import { purityOf } from '../acts/identity.ts';
import { createMeanKnown, NEWEST, type WhoKnowsNeeds } from '../acts/market-power.ts';
import { PLATFORM_STATUS, type Platforms, type PlatformsGiven } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const PURITY = 'MODEL 6, purity';

const submodel = {
  section: '6',
  text: 'What a platform aims at nears what competition asks for: more where purchases are by loyal clients, and where customers know more platforms; around it purity wanders, less where clients are loyal.',
  grade: 'S direction, A size',
  source: PURITY,
};

const sections = {
  purity: { text: 'How the purity of what platforms sell follows competition.' },
};

const A_SIZE = { grade: 'S direction, A size', source: `${PURITY}; assumption` } as const;

const fields = {
  purity: {
    adjustment_per_month: field(real(0, 100).default(0.1), {
      text: 'Rate at which the purity that platforms aim at nears what competition asks for.',
      unit: 'per month',
      plausible: '0.05-0.2',
      ...A_SIZE,
    }),
    loyalty_weight_points: field(real(0, 100).default(17), {
      text: 'Purity that loyalty as at the start asks for above that without any: the difference between platforms and sites.',
      unit: 'points',
      plausible: '8-25',
      grade: 'S direction, D size',
      source: `${PURITY}; 81 and 64 points`,
    }),
    own_share: field(share().default(0.4), {
      text: "Weight of the loyalty of a platform's own clients; the rest is that of all in its city.",
      unit: 'share',
      plausible: '0-1',
      ...A_SIZE,
    }),
    choice_weight_points: field(real(0, 100).default(10), {
      text: 'Purity that knowing one platform only costs, by the change of 1 ÷ the mean number known.',
      unit: 'points',
      plausible: '0-20',
      ...A_SIZE,
    }),
    kept_per_week: field(share().default(0.976), {
      text: 'How much of its distance from its aim a platform keeps over a week; 1 for all of it.',
      unit: 'share per week',
      plausible: '0.96-0.99',
      ...A_SIZE,
    }),
    spread_without_loyalty: field(real(1, 20).default(4), {
      text: 'Spread of purity between platforms without any loyalty, relative to loyalty as at the start.',
      unit: 'relative',
      plausible: '2-6',
      ...A_SIZE,
    }),
  },
};

const switches = {
  purity_competition: toggle('The purity of platforms follows loyalty and choice.', 'S direction, A size', PURITY),
};

const streams = ['purity'] as const;

const counts = dailyCounts({
  purity_spread: { text: 'Standard deviation of purity over platforms that sell, as a week begins.', unit: 'points' },
  purity_weeks: { text: 'Weeks that begin with a platform that sells.', unit: 'weeks' },
});

const columns = ({ nCities }: { nCities: number }) => ({
  purityMarket: {
    /** What new platforms aim at, points, [city]. */
    aim: new Float64Array(nCities).fill(Number.NaN),
    /** Mean loyalty at purchases and mean number of platforms known at the start, [city]; NaN before the first. */
    loyaltyAtStart: new Float64Array(nCities).fill(Number.NaN),
    knownAtStart: new Float64Array(nCities).fill(Number.NaN),
    /** The same of the week behind. */
    loyalty: new Float64Array(nCities),
    known: new Float64Array(nCities).fill(1),
  },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ReturnType<typeof columns> &
  WhoKnowsNeeds & {
    scenario: PlatformsGiven & { mechanisms: { readonly learning: boolean } };
    clock: Clock;
    city: Pick<City, 'nCities' | 'zoneCity'>;
    platforms: Pick<
      Platforms,
      | 'count'
      | 'status'
      | 'niche'
      | 'homeZone'
      | 'purity'
      | 'purityAim'
      | 'purityNoise'
      | 'puritySpread'
      | 'purchases'
      | 'loyaltyAtPurchases'
    >;
  };

/**
 * Loyalty at the start is that of purchases in the weeks before day 0, the last four most, or in the first week where
 * there is no burn-in; until then nothing is asked for but what there is. A niche keeps its noise from one platform to
 * the next; a platform opens with the aim of one that was there all along.
 */
const run = (world: Needs): (() => void) => {
  const { clock, city, counts, platforms, purityMarket, streams, scenario } = world;
  const { aim, loyaltyAtStart, knownAtStart, loyalty, known } = purityMarket;
  const { purityAim, purityNoise, purchases, loyaltyAtPurchases } = platforms;
  const { purity_points: start, purity_sd_points: sd } = scenario.delivery;
  const spec = scenario.purity;
  const rate = -Math.expm1((-spec.adjustment_per_month * DAYS_PER_WEEK) / DAYS_PER_MEAN_MONTH);
  const innovation = Math.sqrt(1 - spec.kept_per_week * spec.kept_per_week);
  const logSpread = Math.log(spec.spread_without_loyalty);
  const learns = scenario.mechanisms.learning;
  const survey = createMeanKnown(world);
  const bought = new Float64Array(city.nCities);
  const stocks = new Float64Array(city.nCities);
  const cityOf = (p: number): number => city.zoneCity[platforms.homeZone[p]];

  /** Takes in the week behind, and what it adds to the values at the start. */
  const takeWeek = (): void => {
    bought.fill(0);
    stocks.fill(0);
    for (let p = 0; p < platforms.count; p++) {
      bought[cityOf(p)] += purchases[p];
      stocks[cityOf(p)] += loyaltyAtPurchases[p];
    }
    survey(known);
    for (let c = 0; c < city.nCities; c++) {
      if (bought[c] === 0) continue;
      loyalty[c] = stocks[c] / bought[c];
      if (Number.isNaN(loyaltyAtStart[c])) {
        loyaltyAtStart[c] = loyalty[c];
        knownAtStart[c] = known[c];
      } else if (clock.reportedDay <= 0) {
        loyaltyAtStart[c] += NEWEST * (loyalty[c] - loyaltyAtStart[c]);
        knownAtStart[c] += NEWEST * (known[c] - knownAtStart[c]);
      }
    }
  };

  /** Loyalty of purchases relative to the start; none without learning, 1 where there is nothing to tell. */
  const relative = (stock: number, c: number): number => {
    if (!learns) return 0;
    return loyaltyAtStart[c] > 0 ? stock / loyaltyAtStart[c] : 1;
  };

  return () => {
    if (scenario.mechanisms.purity_competition && clock.day > 0) {
      takeWeek();
      const week = clock.day / DAYS_PER_WEEK;
      const hasBegun = clock.reportedDay > 0;
      for (let c = 0; c < city.nCities; c++) {
        if (Number.isNaN(aim[c])) aim[c] = start;
        if (hasBegun) aim[c] += rate * (askedOf(c, relative(loyalty[c], c)) - aim[c]);
      }
      for (let p = 0; p < platforms.count; p++) {
        const c = cityOf(p);
        const market = relative(loyalty[c], c);
        if (platforms.status[p] === PLATFORM_STATUS.unborn) purityAim[p] = aim[c];
        else if (hasBegun) {
          const own = purchases[p] > 0 ? relative(loyaltyAtPurchases[p] / purchases[p], c) : market;
          purityAim[p] += rate * (askedOf(c, market + spec.own_share * (own - market)) - purityAim[p]);
        }
        const sigma = sd * platforms.puritySpread[p] * (hasBegun ? Math.exp(logSpread * (1 - market)) : 1);
        purityNoise[p] =
          spec.kept_per_week * purityNoise[p] +
          innovation * sigma * drawNormal(streams.purity, platforms.niche[p], week);
        platforms.purity[p] = purityOf(purityAim[p], purityNoise[p]);
      }
    }
    purchases.fill(0);
    loyaltyAtPurchases.fill(0);
    count();
  };

  /** Counts how far the purity of platforms is spread. */
  function count(): void {
    let n = 0;
    let sum = 0;
    let squares = 0;
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      n++;
      sum += platforms.purity[p];
      squares += platforms.purity[p] * platforms.purity[p];
    }
    if (n === 0) return;
    add(counts.purity_spread, clock.reportedDay, Math.sqrt(Math.max(0, squares / n - (sum / n) * (sum / n))));
    add(counts.purity_weeks, clock.reportedDay, 1);
  }

  /** Purity that competition in a city asks for at a loyalty relative to the start, points. */
  function askedOf(c: number, loyaltyHere: number): number {
    const choice = knownAtStart[c] > 0 ? 1 / known[c] - 1 / knownAtStart[c] : 0;
    return start + spec.loyalty_weight_points * (loyaltyHere - 1) - spec.choice_weight_points * choice;
  }
};

export const purityCompetition = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  columns,
  phases: {
    'purity-competition': { when: 'week', text: 'Purity nears what competition asks for, and wanders around it.', run },
  },
});
