// State of health by zone: emergency visits expected of purchases, and shares of people reached by programmes.
import { field } from '../../fields/field.ts';
import { eur, real, share } from '../../fields/kinds.ts';
import { part, type Values } from '../kernel/part.ts';

const LEVERS = 'MODEL 5, non-police levers';
const perPersonYear = (low: string, value: number, text: string) =>
  field(real(0.01, 1_000_000).default(value), {
    text,
    unit: 'EUR per person-year',
    plausible: low,
    grade: 'A',
    source: `${LEVERS}; assumption`,
  });

const sections = {
  health: { text: 'What treatment, drug checking and prevention cost and do.' },
};

const fields = {
  health: {
    treatment_share: field(share().default(0), {
      text: 'Share of customers in treatment without any policy, more of them where emergencies grow; heavy users first.',
      unit: 'share',
      plausible: '0-0.05',
      grade: 'A',
      source: 'MODEL 6, customers; treatment in proportion to harm',
    }),
    treatment_effect: field(share().default(0.5), {
      text: 'Share of their occasions that customers in treatment give up.',
      unit: 'share',
      plausible: '0.2-0.7',
      grade: 'A',
      source: `${LEVERS}; assumption`,
    }),
    treatment_eur_per_person_year: perPersonYear('1000-8000', 3000, 'Cost of a year of treatment of one person.'),
    drug_checking_factor: field(share().default(0.5), {
      text: 'Factor on the harm exponents of purity and of surprise for customers who have their purchases checked.',
      unit: 'relative',
      grade: 'A',
      source: LEVERS,
    }),
    drug_checking_eur_per_person_year: perPersonYear(
      '50-500',
      150,
      "Cost of checking one person's purchases for a year.",
    ),
    prevention_factor: field(share().default(0.9), {
      text: 'Factor on the rate at which persons whom prevention reaches begin to buy.',
      unit: 'relative',
      plausible: '0.8-1',
      grade: 'A',
      source: LEVERS,
    }),
    prevention_eur_per_resident_year: perPersonYear(
      '1-20',
      4,
      'Cost a year of prevention that reaches all who might begin, for each resident.',
    ),
    least_eur_per_day: field(eur(100_000).default(100), {
      text: 'Money that a programme needs a day; one with less reaches nobody, and its money is spent all the same.',
      unit: 'EUR/day',
      grade: 'A',
      source: `${LEVERS}; assumption`,
    }),
  },
};

const streams = ['health-reach'] as const;

/** Event numbers of a customer's ranks in the 'health-reach' stream, one for each programme. */
export const REACH = { treatment: 0, checking: 1, prevention: 2 } as const;

export interface Health {
  /** Emergency visits expected of today's purchases, [zone of residence]. Written by harm. */
  expectedVisits: Float64Array;
  /** The same as a mean a day over four weeks, and over the burn-in. Written by harm. */
  recentVisits: Float64Array;
  burnInVisits: Float64Array;
  /** Deaths of the day that are put on record, [zone]. Written by harm. */
  recordedDeaths: Int32Array;
  /** Customers at the start, [zone]. Written by build. */
  nCustomers: Int32Array;
  /** Customers are in treatment if their rank is below this × own rate ÷ mean rate, [zone]. Written by health. */
  treatmentScale: Float64Array;
  /** Shares 0..1 of customers whose purchases are checked and of persons reached by prevention, [zone]. Written by health. */
  checking: Float64Array;
  prevention: Float64Array;
  /** Customers who begin to buy minus those who stop, by day of the run. Written by customer-turnover. */
  newCustomers: Int32Array;
}

export const createHealth = (nZones: number, nDays: number): Health => ({
  expectedVisits: new Float64Array(nZones),
  recentVisits: new Float64Array(nZones),
  burnInVisits: new Float64Array(nZones),
  recordedDeaths: new Int32Array(nZones),
  nCustomers: new Int32Array(nZones),
  treatmentScale: new Float64Array(nZones),
  checking: new Float64Array(nZones),
  prevention: new Float64Array(nZones),
  newCustomers: new Int32Array(nDays),
});

/** Values of the fields here, as a scenario has them. */
export type HealthGiven = Values<typeof fields>;

export const health = part({ sections, fields, streams });
