// Health: the day's money for treatment, drug checking and prevention becomes shares of people reached.
import { DAYS_PER_YEAR } from '../../units.ts';
import { addDaily, DAILY } from '../daily.ts';
import { createTreatmentScale } from '../treatment-reach.ts';
import type { Phase } from './phase.ts';

/**
 * A programme reaches money ÷ cost of a person at one time, zone by zone; nobody where it has less a day than the least.
 * Beside it stands treatment that nobody planned, in proportion to the emergencies of the last four weeks.
 */
export const health: Phase = (world, clock) => {
  const { effort, health: state, record, scenario } = world;
  const { nCustomers, recentVisits, burnInVisits, newCustomers } = state;
  const { least_eur_per_day: least, treatment_share } = scenario.health;
  const usual = scenario.mechanisms.treatment_uptake ? treatment_share : 0;
  const treated = new Float64Array(nCustomers.length);
  const programmes = [
    {
      cents: effort.treatmentCents,
      reach: treated,
      persons: nCustomers,
      eurPerYear: scenario.health.treatment_eur_per_person_year,
    },
    {
      cents: effort.drugCheckingCents,
      reach: state.checking,
      persons: nCustomers,
      eurPerYear: scenario.health.drug_checking_eur_per_person_year,
    },
    {
      cents: effort.preventionCents,
      reach: state.prevention,
      persons: world.city.population,
      eurPerYear: scenario.health.prevention_eur_per_resident_year,
    },
  ];
  const scaleOf = createTreatmentScale(world.customers);
  let buying = world.customers.nFounders;

  return () => {
    buying += newCustomers[clock.day];
    addDaily(record, DAILY.customers_active, clock.reportedDay, buying);
    for (const { cents, reach, persons, eurPerYear } of programmes) {
      let total = 0;
      for (let zone = 0; zone < cents.length; zone++) total += cents[zone];
      const perPersonCents = (eurPerYear * 100) / DAYS_PER_YEAR;
      const works = total > 0 && total >= least * 100;
      for (let zone = 0; zone < cents.length; zone++)
        reach[zone] = works && persons[zone] > 0 ? Math.min(1, cents[zone] / perPersonCents / persons[zone]) : 0;
    }
    for (let zone = 0; zone < treated.length; zone++) {
      const harm =
        clock.reportedDay > 0 && burnInVisits[zone] > 0
          ? (recentVisits[zone] * clock.burnInDays) / burnInVisits[zone]
          : 1;
      state.treatmentScale[zone] = scaleOf(treated[zone] + usual * harm);
    }
  };
};
