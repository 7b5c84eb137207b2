// Costs, at the end of a day: what police, police custody, prison and care cost the public.
import { field } from '../../fields/field.ts';
import { eur } from '../../fields/kinds.ts';
import { cents, DAYS_PER_YEAR, MIN_PER_H } from '../../units.ts';
import type { Custody } from '../entities/custody.ts';
import type { HealthGiven } from '../entities/health.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Counts, dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '6',
  text: 'Officer-hours, days in police custody and in prison, emergency visits and treatment, each at its unit cost; programmes at the money they spend.',
  grade: 'P',
  source: 'public accounts, see the fields',
};

const sections = {
  costs: { text: 'What custody and care cost the public. Nothing in the model depends on it.' },
};

const fields = {
  costs: {
    police_custody_eur_per_day: field(eur().default(400), {
      text: 'Cost of a day of police custody: guards, meals, a doctor, a lawyer paid by the state.',
      unit: 'EUR/day',
      plausible: '200-800',
      grade: 'A',
      source: 'assumption',
    }),
    prison_eur_per_day: field(eur().default(110), {
      text: 'Cost of a day on remand or in prison.',
      unit: 'EUR/day',
      plausible: '85-130',
      grade: 'P',
      source: 'French parliament on the budget of prisons 2015: 106 in 2013, 89 to 191 by kind of prison',
    }),
    emergency_visit_eur: field(eur(100_000).default(220), {
      text: 'Cost of an emergency visit, with the stay in hospital that follows some.',
      unit: 'EUR per visit',
      plausible: '160-1000',
      grade: 'P',
      source: 'Cour des comptes 2007 and 2014: 223 and 162 without a stay in hospital',
    }),
  },
};

const money = { unit: 'EUR', isCount: false, per: 100, better: 'lower' } as const;

const counts = dailyCounts({
  cost_police_cents: {
    ...money,
    id: 'cost_police_eur',
    role: 'input',
    label: 'Cost of police',
    text: 'Officer-hours of all policies and of the background at their price.',
  },
  cost_programmes_cents: {
    ...money,
    id: 'cost_programmes_eur',
    role: 'input',
    label: 'Cost of programmes',
    text: 'Money that policies spend on treatment, drug checking, prevention, legal jobs and violence interruption.',
  },
  cost_custody_cents: {
    ...money,
    id: 'cost_custody_eur',
    role: 'activity',
    label: 'Cost of police custody',
    text: 'Days in police custody at their unit cost.',
  },
  cost_prison_cents: {
    ...money,
    id: 'cost_prison_eur',
    role: 'activity',
    label: 'Cost of prison',
    text: 'Days on remand and in prison within the window at their unit cost, whenever those held were arrested.',
  },
  cost_care_cents: {
    ...money,
    id: 'cost_care_eur',
    role: 'result',
    label: 'Cost of care',
    text: 'Emergency visits, as many as are to be expected, and treatment without any policy, at their unit costs.',
  },
  cost_total_cents: {
    ...money,
    id: 'cost_total_eur',
    role: 'result',
    label: 'Cost in all',
    text: 'Police, programmes, police custody, prison and care; neither courts nor what residents and users bear.',
  },
});

type Needs = Own<{ fields: typeof fields; counts: typeof counts }> & {
  clock: Clock;
  scenario: HealthGiven & { police: { officer_eur_per_h: number } };
  counts: Counts<
    'officer_minutes' | 'cost_cents' | 'background_cost_cents' | 'emergency_visits_expected' | 'treatment_days'
  >;
  custody: Pick<Custody, 'now' | 'withPolice'>;
};

const run = (world: Needs): (() => void) => {
  const { clock, counts, custody, scenario } = world;
  const { costs, health, police } = scenario;
  const perOfficerMin = cents(police.officer_eur_per_h) / MIN_PER_H;
  const perTreatedDay = cents(health.treatment_eur_per_person_year) / DAYS_PER_YEAR;

  return () => {
    const day = clock.reportedDay;
    if (day < 0) return;
    const ofPolicies = Math.round(counts.officer_minutes[day] * perOfficerMin);
    const inPolice = ofPolicies + counts.background_cost_cents[day];
    const inProgrammes = counts.cost_cents[day] - ofPolicies;
    const inCustody = custody.withPolice * cents(costs.police_custody_eur_per_day);
    const inPrison = (custody.now - custody.withPolice) * cents(costs.prison_eur_per_day);
    const inCare =
      counts.emergency_visits_expected[day] * cents(costs.emergency_visit_eur) +
      counts.treatment_days[day] * perTreatedDay;
    add(counts.cost_police_cents, day, inPolice);
    add(counts.cost_programmes_cents, day, inProgrammes);
    add(counts.cost_custody_cents, day, inCustody);
    add(counts.cost_prison_cents, day, inPrison);
    add(counts.cost_care_cents, day, inCare);
    add(counts.cost_total_cents, day, inPolice + inProgrammes + inCustody + inPrison + inCare);
  };
};

export const publicCosts = mechanism({
  submodel,
  sections,
  fields,
  counts,
  phases: {
    costs: { when: 'day-end', text: 'What the day cost the public is added up.', run },
  },
});
