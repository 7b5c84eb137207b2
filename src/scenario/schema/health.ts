// Fields of harm to customers and of what is done about it. Knows no seller and no police.
import { field } from '../../fields/field.ts';
import { eur, real, section, share } from '../../fields/kinds.ts';

const HARM = 'MODEL 6, harm';
const LEVERS = 'MODEL 5, non-police levers';

export const harm = section('How often an order ends in an emergency visit, and a visit in death.', {
  visits_per_million: field(real(0, 100_000).default(96), {
    text: 'Emergency visits per million orders of one gram at the reference purity from a known seller; the default gives 4.6 per 1,000 user-years of 43 g.',
    unit: 'per million orders',
    grade: 'D',
    source: `${HARM}; 4.6 per 1,000 user-years`,
  }),
  amount_exponent: field(real(0, 3).default(0.85), {
    text: 'Exponent of the amount in grams.',
    unit: '',
    grade: 'A',
    source: HARM,
  }),
  purity_exponent: field(real(0, 3).default(0.2), {
    text: 'Exponent of purity relative to the reference.',
    unit: '',
    grade: 'A',
    source: `${HARM}; emergencies grew like users, not like purity`,
  }),
  reference_purity_points: field(real(1, 100).default(64), {
    text: 'Purity at which its factor is 1.',
    unit: 'points',
    grade: 'A',
    source: `${HARM}; purity at sites`,
  }),
  surprise_exponent: field(real(0, 3).default(0.5), {
    text: 'Weight of the difference between the purity bought and the one expected, in logarithms.',
    unit: '',
    grade: 'A',
    source: HARM,
  }),
  batch_surprise: field(real(0, 2).default(0.2), {
    text: "Mean difference in logarithms between a batch and its seller's mean purity, which nobody knows beforehand.",
    unit: 'log points',
    plausible: '0-0.4',
    grade: 'A',
    source: 'assumption',
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
});

const perPersonYear = (low: string, value: number, text: string) =>
  field(real(0.01, 1_000_000).default(value), {
    text,
    unit: 'EUR per person-year',
    plausible: low,
    grade: 'A',
    source: `${LEVERS}; assumption`,
  });

export const health = section('What treatment, drug checking and prevention cost and do.', {
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
    text: 'Factor of the exponents of purity and of surprise for customers who have their purchases checked.',
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
    text: 'Factor of the hazard of beginning to buy for persons whom prevention reaches.',
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
    text: 'What a programme must have a day: one with less reaches nobody, though its money is spent.',
    unit: 'EUR/day',
    grade: 'A',
    source: `${LEVERS}; assumption`,
  }),
});
