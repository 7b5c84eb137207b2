// Harm: purchases add to the expected emergency visits of the customer's zone; visits are drawn at the end of the day.

import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { FOUR_WEEKS, milligrams } from '../../units.ts';
import type { CatalogueGiven } from '../acts/catalogue.ts';
import type { Customers, CustomersGiven } from '../entities/customers.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { type Health, type HealthGiven, REACH } from '../entities/health.ts';
import type { Occasions } from '../entities/occasions.ts';
import { CHOICE, FATE } from '../entities/occasions.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { SitesGiven } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import { type Clock, eventOfDay } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add, PRODUCT } from '../kernel/record.ts';

const HARM = 'MODEL 6, harm';

const submodel = {
  section: '6',
  text: 'λ₀·g^a·(q ÷ q_ref)^κ·exp(ψ·(b + |ln(q ÷ q̂)|))·unknown emergency visits are expected of a purchase; visits of a zone and day are Poisson, and some end in death.',
  grade: 'P direction, A size',
  source: 'MODEL 6, harm',
};

const sections = {
  harm: { text: 'How often an order ends in an emergency visit, and a visit in death.' },
};

const fields = {
  harm: {
    visits_per_million: field(real(0, 100_000).default(96), {
      symbol: 'λ₀',
      text: 'Emergency visits per million orders of one gram at the reference purity from a known seller; the default gives 4.6 per 1,000 user-years of 43 g.',
      unit: 'per million orders',
      grade: 'D',
      source: `${HARM}; 4.6 per 1,000 user-years`,
    }),
    amount_exponent: field(real(0, 3).default(0.85), {
      symbol: 'a',
      text: 'Power of the amount in grams in the expected visits of a purchase; below 1, a gram more adds less.',
      unit: '',
      grade: 'A',
      source: HARM,
    }),
    purity_exponent: field(real(0, 3).default(0.2), {
      symbol: 'κ',
      text: 'Power of purity, relative to the reference, in the expected visits of a purchase.',
      unit: '',
      grade: 'A',
      source: `${HARM}; emergencies grew like users, not like purity`,
    }),
    reference_purity_points: field(real(1, 100).default(64), {
      symbol: 'q_ref',
      text: 'Reference purity, at which purity neither adds to harm nor takes from it.',
      unit: 'points',
      grade: 'A',
      source: `${HARM}; purity at sites`,
    }),
    surprise_exponent: field(real(0, 3).default(0.5), {
      symbol: 'ψ',
      text: 'Weight in harm of the difference, in logarithms, between the purity bought and the one expected.',
      unit: '',
      grade: 'A',
      source: HARM,
    }),
    batch_surprise: field(real(0, 2).default(0.2), {
      symbol: 'b',
      text: "Mean difference in logarithms between a batch and its seller's mean purity, which nobody knows beforehand.",
      unit: 'log points',
      plausible: '0-0.4',
      grade: 'A',
      source: 'assumption',
    }),
    other_seller_factor: field(real(0, 100).default(2), {
      symbol: 'u',
      text: 'Emergency visits of a purchase from other sources, who are unknown to the customer, relative to one at a site.',
      unit: 'relative',
      plausible: '1-3',
      grade: 'A',
      source: `${HARM}; assumption`,
    }),
    unknown_factor: field(real(0, 100).default(2), {
      symbol: 'z',
      text: 'Emergency visits of a product of unknown composition, bought, as a gift or of a courier on the side, relative to one of known composition.',
      unit: 'relative',
      plausible: '1-5',
      grade: 'A',
      source: `${HARM}; assumption`,
    }),
    death_per_visit: field(share().default(0.026), {
      text: 'Probability that an emergency visit ends in death.',
      unit: 'probability',
      plausible: '0.004-0.03',
      grade: 'A',
      source: HARM,
    }),
    recorded_share: field(share().default(0.7), {
      text: 'Share of emergency visits that are put on record.',
      unit: 'share',
      plausible: '0.4-0.9',
      grade: 'A',
      source: 'MODEL 5, recorded',
    }),
  },
};

const switches = {
  harm: toggle('Purchases lead to emergency visits and deaths.', 'P direction, A size', 'MODEL 6, harm'),
};

const streams = ['emergency'] as const;

const counts = dailyCounts({
  emergency_visits: {
    role: 'result',
    label: 'Emergency visits',
    unit: 'visits',
    better: 'lower',
    isCount: true,
    text: 'Emergency visits of customers that their purchases led to.',
  },
  emergency_visits_expected: {
    role: 'result',
    label: 'Emergency visits, expected',
    unit: 'visits',
    better: 'lower',
    isCount: true,
    isCertain: true,
    headline: 40,
    text: 'Emergency visits of customers that were to be expected of what was bought.',
  },
  recorded_emergency_visits: {
    role: 'recorded',
    label: 'Emergency visits, recorded',
    unit: 'visits',
    better: 'none',
    isCount: true,
    text: 'Emergency visits that are put on record.',
  },
  deaths: {
    role: 'result',
    label: 'Deaths of customers',
    unit: 'persons',
    better: 'lower',
    isCount: true,
    text: 'Emergency visits that end in death.',
  },
  deaths_expected: {
    role: 'result',
    label: 'Deaths of customers, expected',
    unit: 'persons',
    better: 'lower',
    isCount: true,
    isCertain: true,
    headline: 50,
    text: 'Emergency visits that end in death, as many as were to be expected of what was bought.',
  },
  recorded_deaths: {
    role: 'recorded',
    label: 'Deaths of customers on record',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Recorded emergency visits that end in death.',
  },
});

type PurchaseNeeds = Own<{ fields: typeof fields; switches: typeof switches }> & {
  scenario: SitesGiven &
    CustomersGiven &
    HealthGiven &
    CatalogueGiven & { side_selling: { readonly amount_g: number } };
  streams: Streams<'health-reach'>;
  clock: Clock;
  occasions: Pick<
    Occasions,
    | 'count'
    | 'fate'
    | 'customer'
    | 'choice'
    | 'seller'
    | 'slot'
    | 'amountMg'
    | 'product'
    | 'isGifted'
    | 'isSoldAside'
    | 'visits'
  >;
  customers: Pick<Customers, 'f32' | 'u16'>;
  platforms: Pick<Platforms, 'count' | 'purity'>;
  health: Pick<Health, 'expectedVisits' | 'checking'>;
};

/**
 * λ₀·g^a·(q/q_ref)^κ·exp(ψ·(b + |ln(q/q̂)|))·unknown. All know the purity of sites; the purity of a platform is expected
 * from purchases there; other sellers have the purity of sites and no q̂. Runs before learn, which changes q̂.
 */
const expect = (world: PurchaseNeeds): (() => void) => {
  const { clock, occasions, customers, platforms, health, scenario } = world;
  const { f32, u16 } = customers;
  const { expectedVisits, checking } = health;
  const { k0, k1 } = world.streams['health-reach'];
  const spec = scenario.harm;
  const isOn = scenario.mechanisms.harm;
  const { purity_exponent: kappa, surprise_exponent: psi, batch_surprise: batch } = spec;
  const { drug_checking_factor: checked } = scenario.health;
  const sizes = scenario.customers.grams.sizes_g;
  // Indexed by milligrams, only filled at the sizes: a look-up instead of a branch on a random size.
  const visitsOf = new Float64Array(Math.max(...sizes.map(milligrams)) + 1);
  const visitsOfGram = (g: number): number =>
    (spec.visits_per_million / 1e6) * Math.exp(spec.amount_exponent * Math.log(g));
  for (const g of sizes) visitsOf[milligrams(g)] = visitsOfGram(g);
  const visitsOfGift = visitsOfGram(scenario.catalogue.unknown_gift_g);
  const visitsOfAside = visitsOfGram(scenario.side_selling.amount_g);
  const checkedUnknown = spec.unknown_factor > 0 ? Math.exp(checked * Math.log(spec.unknown_factor)) : 0;
  const logPurity = (points: number): number => Math.log(Math.max(points, 1) / spec.reference_purity_points);
  const siteLog = logPurity(scenario.sites.purity_points);
  const siteFactor = Math.exp(kappa * siteLog + psi * batch);
  const checkedSiteFactor = Math.exp(checked * (kappa * siteLog + psi * batch));
  const platformFactor = new Float64Array(platforms.count);
  const checkedFactor = new Float64Array(platforms.count);
  let openDay = -1;

  return () => {
    if (!isOn) return;
    if (openDay !== clock.day) {
      openDay = clock.day;
      for (let p = 0; p < platforms.count; p++) {
        const exponent = kappa * logPurity(platforms.purity[p]) + psi * batch;
        platformFactor[p] = Math.exp(exponent);
        checkedFactor[p] = Math.exp(checked * exponent);
      }
    }
    const n = occasions.count;
    for (let i = 0; i < n; i++) {
      if (occasions.fate[i] !== FATE.fulfilled) continue;
      const customer = occasions.customer[i];
      const zone = u16[customer * U16_STRIDE + U16.zone];
      const isChecked = checking[zone] > 0 && uniform(threefry(k0, k1, customer, REACH.checking)) < checking[zone];
      let visits = visitsOf[occasions.amountMg[i]];
      if (occasions.choice[i] === CHOICE.delivery) {
        const platform = occasions.seller[i];
        const purity = platforms.purity[platform];
        const expected = f32[customer * F32_STRIDE + F32.purity + occasions.slot[i]];
        const unknown = isChecked ? checkedUnknown : spec.unknown_factor;
        if (occasions.product[i] === PRODUCT.unknown) visits *= unknown;
        if (occasions.isGifted[i] === 1) visits += visitsOfGift * unknown;
        if (occasions.isSoldAside[i] === 1) visits += visitsOfAside * unknown;
        visits *= isChecked ? checkedFactor[platform] : platformFactor[platform];
        if (purity !== expected) {
          const surprise = Math.abs(Math.log(Math.max(purity, 1) / Math.max(expected, 1)));
          visits *= Math.exp((isChecked ? checked : 1) * psi * surprise);
        }
      } else {
        visits *= isChecked ? checkedSiteFactor : siteFactor;
        if (occasions.choice[i] === CHOICE.other) visits *= spec.other_seller_factor;
      }
      occasions.visits[i] = visits;
      expectedVisits[zone] += visits;
    }
  };
};

type DayNeeds = Own<{
  fields: typeof fields;
  switches: typeof switches;
  streams: typeof streams;
  counts: typeof counts;
}> & {
  clock: Clock;
  zones: Pick<Zones, 'count'>;
  health: Pick<Health, 'expectedVisits' | 'recentVisits' | 'burnInVisits' | 'recordedDeaths'>;
};

/**
 * Visits of a zone and day are Poisson. Visits that end in death or not, recorded or not, are drawn separately, which is
 * the same as marking each. For a given draw all four grow with the mean, so that arms differ only by purchases.
 */
const happen = (world: DayNeeds): (() => void) => {
  const { clock, health, zones, counts, scenario } = world;
  const { expectedVisits, recentVisits, burnInVisits, recordedDeaths } = health;
  const { k0, k1 } = world.streams.emergency;
  const { death_per_visit: dies, recorded_share: recorded } = scenario.harm;
  const isOn = scenario.mechanisms.harm;

  return () => {
    if (!isOn) return;
    const day = clock.reportedDay;
    let expected = 0;
    let visits = 0;
    let onRecord = 0;
    let deaths = 0;
    let deathsOnRecord = 0;
    for (let zone = 0; zone < zones.count; zone++) {
      const mean = expectedVisits[zone];
      expectedVisits[zone] = 0;
      recordedDeaths[zone] = 0;
      recentVisits[zone] += (mean - recentVisits[zone]) / Math.min(FOUR_WEEKS, clock.day + 1);
      if (day < 0) {
        burnInVisits[zone] += mean;
        continue;
      }
      if (mean === 0) continue;
      expected += mean;
      const survivesRecorded = threefry(k0, k1, zone, eventOfDay(clock.day));
      const survivesOther = word1;
      const diesRecorded = threefry(k0, k1, zone, eventOfDay(clock.day, 1));
      const diesOther = word1;
      const r = poissonQuantile(mean * (1 - dies) * recorded, uniform(survivesRecorded));
      const s = poissonQuantile(mean * (1 - dies) * (1 - recorded), uniform(survivesOther));
      const t = poissonQuantile(mean * dies * recorded, uniform(diesRecorded));
      const v = poissonQuantile(mean * dies * (1 - recorded), uniform(diesOther));
      visits += r + s + t + v;
      onRecord += r + t;
      deaths += t + v;
      deathsOnRecord += t;
      recordedDeaths[zone] = t;
    }
    add(counts.emergency_visits_expected, day, expected);
    add(counts.deaths_expected, day, expected * dies);
    add(counts.emergency_visits, day, visits);
    add(counts.recorded_emergency_visits, day, onRecord);
    add(counts.deaths, day, deaths);
    add(counts.recorded_deaths, day, deathsOnRecord);
  };
};

export const harm = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  phases: {
    harm: { when: 'tick', text: 'Each purchase adds to the emergency visits expected in its zone.', run: expect },
    emergencies: {
      when: 'day-end',
      text: 'Emergency visits and deaths are drawn, and part of the visits is put on record.',
      run: happen,
    },
  },
});
