// Health, daily: money for treatment, drug checking and prevention becomes shares of people reached.

import type { City } from '../../city/city.ts';
import { toggle } from '../../fields/kinds.ts';
import { CENTS_PER_EUR, DAYS_PER_YEAR } from '../../units.ts';
import { createTreatmentScale } from '../acts/treatment-reach.ts';
import type { Accounts } from '../entities/accounts.ts';
import type { Customers } from '../entities/customers.ts';
import type { Effort } from '../entities/effort.ts';
import type { Health, HealthGiven } from '../entities/health.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '6',
  text: 'Money reaches as many persons as it pays for, in proportion over zones; who is reached is drawn once a person.',
  grade: 'A',
  source: 'MODEL 5, non-police levers',
};

const switches = {
  treatment_uptake: toggle('Customers go into treatment without any policy.', 'A', 'MODEL 6, customers'),
};

const counts = dailyCounts({
  treatment_days: { text: 'Customers in treatment without any policy.', unit: 'persons' },
  customers_active: {
    role: 'result',
    label: 'Customers at the end',
    unit: 'customers',
    better: 'lower',
    isCount: true,
    id: 'customers_active_end',
    isLast: true,
    isCertain: true,
    text: 'Customers who buy, on the last day of the window: neither stopped nor yet to begin.',
  },
});

type Needs = Own<{ switches: typeof switches; counts: typeof counts }> & {
  scenario: HealthGiven;
  clock: Clock;
  city: Pick<City, 'population'>;
  customers: Pick<Customers, 'f32' | 'nFounders' | 'meanGapMin'>;
  effort: Pick<Effort, 'treatmentCents' | 'drugCheckingCents' | 'preventionCents'>;
  accounts: Pick<Accounts, 'waste'>;
  health: Pick<
    Health,
    'recentVisits' | 'burnInVisits' | 'nCustomers' | 'treatmentScale' | 'checking' | 'prevention' | 'newCustomers'
  >;
};

/**
 * A programme reaches money ÷ cost per person at one time, zone by zone; nobody where it has less a day than the least.
 * There is also treatment outside programmes, in proportion to the emergencies of the last four weeks.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, effort, accounts, health: state, scenario } = world;
  const { nCustomers, recentVisits, burnInVisits, newCustomers } = state;
  const { least_eur_per_day: least, treatment_share } = scenario.health;
  const usual = scenario.mechanisms.treatment_uptake ? treatment_share : 0;
  const treated = new Float64Array(nCustomers.length);
  const programmes = [
    {
      column: 'treatmentCents',
      reach: treated,
      persons: nCustomers,
      eurPerYear: scenario.health.treatment_eur_per_person_year,
    },
    {
      column: 'drugCheckingCents',
      reach: state.checking,
      persons: nCustomers,
      eurPerYear: scenario.health.drug_checking_eur_per_person_year,
    },
    {
      column: 'preventionCents',
      reach: state.prevention,
      persons: world.city.population,
      eurPerYear: scenario.health.prevention_eur_per_resident_year,
    },
  ] as const;
  const scaleOf = createTreatmentScale(world.customers);
  let buying = world.customers.nFounders;

  return () => {
    buying += newCustomers[clock.day];
    add(counts.customers_active, clock.reportedDay, buying);
    for (const { column, reach, persons, eurPerYear } of programmes) {
      const cents = effort[column];
      let total = 0;
      for (let zone = 0; zone < cents.length; zone++) total += cents[zone];
      const perPersonCents = (eurPerYear * CENTS_PER_EUR) / DAYS_PER_YEAR;
      const works = total > 0 && total >= least * CENTS_PER_EUR;
      for (let zone = 0; zone < cents.length; zone++) {
        reach[zone] = works && persons[zone] > 0 ? Math.min(1, cents[zone] / perPersonCents / persons[zone]) : 0;
        if (cents[zone] === 0) continue;
        const reason = !works ? 'below_dose' : persons[zone] > 0 ? 'enough' : 'nobody';
        const most = works ? perPersonCents * persons[zone] : 0;
        accounts.waste(column, zone, reason, Math.max(0, cents[zone] - most));
      }
    }
    let inUsual = 0;
    for (let zone = 0; zone < treated.length; zone++) {
      const harm =
        clock.reportedDay > 0 && burnInVisits[zone] > 0
          ? (recentVisits[zone] * clock.burnInDays) / burnInVisits[zone]
          : 1;
      state.treatmentScale[zone] = scaleOf(treated[zone] + usual * harm);
      inUsual += Math.min(1 - treated[zone], usual * harm) * nCustomers[zone];
    }
    add(counts.treatment_days, clock.reportedDay, inUsual);
  };
};

export const publicHealth = mechanism({
  submodel,
  switches,
  counts,
  phases: {
    health: { when: 'day', text: 'Money for treatment, drug checking and prevention reaches people.', run },
  },
});
