// Fines, each tick: some who have just bought at a site are fined, pay, and perceive more risk there.
import { field } from '../../fields/field.ts';
import { eur, real } from '../../fields/kinds.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { cents, H_PER_DAY } from '../../units.ts';
import { fearPlace, type PerceivedRiskNeeds } from '../acts/perceived-risk.ts';
import type { Accounts } from '../entities/accounts.ts';
import type { Customers } from '../entities/customers.ts';
import type { Effort } from '../entities/effort.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import type { Sites, SitesGiven } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import { type Clock, isOpenAt } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import type { Tempo } from '../kernel/tempo.ts';

const POLICE = 'MODEL 5';

const submodel = {
  section: '5',
  text: "A visitor is fined with probability 1 − exp(−fines that the hour's officers can write ÷ visitors expected in the hour).",
  grade: 'A',
  source: 'MODEL 5, customer fines',
};

const fields = {
  police: {
    min_per_fine: field(real(1, 1440).default(30), {
      text: 'Officer-minutes that one fine of a customer takes.',
      unit: 'min',
      plausible: '15-90',
      grade: 'A',
      source: `${POLICE}, customer fines; assumption`,
    }),
    fine_eur: field(eur().default(200), {
      text: 'What a fined customer pays to the state.',
      unit: 'EUR',
      plausible: '150-450',
      grade: 'P',
      source: `${POLICE}, customer fines`,
    }),
  },
};

const streams = ['fine'] as const;

const counts = dailyCounts({
  fines_customers: {
    role: 'activity',
    label: 'Customers fined',
    unit: 'fines',
    better: 'none',
    isCount: true,
    text: 'Fines of visitors of fixed sites: a measure of activity.',
  },
});

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  PerceivedRiskNeeds & {
    clock: Clock;
    tempo: Pick<Tempo, 'dayFactor' | 'hourShare'>;
    scenario: SitesGiven;
    customers: Pick<Customers, 'f32' | 'u16'>;
    occasions: Pick<Occasions, 'count' | 'choice' | 'fate' | 'seller' | 'customer' | 'candidate' | 'attempt'>;
    sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen' | 'recentSales'>;
    zones: Pick<Zones, 'count'>;
    effort: Pick<Effort, 'fineMin'>;
    accounts: Pick<Accounts, 'waste'>;
    ledger: Pick<Ledger, 'outsideCents' | 'stateCents'>;
  };

/**
 * A visitor is fined with probability 1 − exp(−fines that the hour's officers can write ÷ visitors that the zone's sites
 * can expect in the hour). Keyed by (customer, candidate, attempt): fined at a dose means fined at all larger ones.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, occasions, customers, sites, zones, effort, accounts, ledger, tempo, scenario } = world;
  const { fineMin } = effort;
  const { k0, k1 } = world.streams.fine;
  const minPerFine = scenario.police.min_per_fine;
  const fineCents = cents(scenario.police.fine_eur);
  const fears = scenario.mechanisms.perceived_risk;
  const { fine_rise: rise, general_rise: generalRise } = scenario.risk;
  const visitorsPerDay = new Float64Array(zones.count);
  let openDay = -1;
  let isAnyToday = false;

  return () => {
    if (openDay !== clock.day) {
      openDay = clock.day;
      isAnyToday = fineMin.some((min) => min > 0);
      if (isAnyToday) {
        visitorsPerDay.fill(0);
        for (let place = 0; place < sites.nPlaces; place++)
          if (sites.isOpen[place] === 1) visitorsPerDay[sites.zone[place]] += sites.recentSales[place];
        for (let at = 0; at < fineMin.length; at++)
          if (fineMin[at] > 0 && !isOpenAt(at % H_PER_DAY, scenario.sites.opens_h, scenario.sites.closes_h))
            accounts.waste('fineMin', at, 'closed');
      }
    }
    if (!isAnyToday) return;
    const n = occasions.count;
    const day = clock.reportedDay;
    for (let i = 0; i < n; i++) {
      if (occasions.choice[i] !== CHOICE.site || occasions.fate[i] !== FATE.fulfilled) continue;
      const place = occasions.seller[i];
      const zone = sites.zone[place];
      const min = fineMin[zone * H_PER_DAY + clock.hour];
      if (min === 0) continue;
      const expected = visitorsPerDay[zone] * tempo.dayFactor[clock.day] * tempo.hourShare[clock.hour];
      const hazard = min / minPerFine / Math.max(1, expected);
      const customer = occasions.customer[i];
      const event = eventOfOccasion(occasions, i);
      if (uniform(threefry(k0, k1, customer, event)) >= -Math.expm1(-hazard)) continue;
      ledger.outsideCents -= fineCents;
      ledger.stateCents += fineCents;
      add(counts.fines_customers, day, 1);
      if (fears) fearPlace(customers, customer, place, rise, generalRise);
    }
  };
};

export const fines = mechanism({
  submodel,
  fields,
  streams,
  counts,
  phases: {
    fines: { when: 'tick', text: 'Some visitors of sites are fined, and think that site riskier.', run },
  },
});
