// Facts of the field: cases, arrests and sentences.
import { DAYS_PER_YEAR } from '../../../units.ts';
import type { Fact, Reading } from '../fact.ts';
import { count, outcome, POUNDING, PRESS, seen, sum } from '../readings.ts';

const personYears: Reading = ({ all }) => {
  const { persons = null } = all!.seen;
  return persons === null ? null : (persons * all!.scenario.time.post_days) / DAYS_PER_YEAR;
};

export const JUSTICE: readonly Fact[] = [
  {
    id: 'SF42',
    name: 'Time a case takes',
    role: 'calibrate',
    figure: '84 days from tip to arrest; about 20 months from tip to trial',
    grade: 'P',
    source: PRESS,
    quantities: [
      {
        label: 'work on a line to its takedown, median',
        unit: 'weeks',
        band: [6, 26],
        study: 'cases',
        of: seen('weeksToTakedown'),
      },
      {
        label: 'work on a line to the trial of its manager, median',
        unit: 'months',
        band: [12, 28],
        study: 'cases',
        of: seen('monthsToTrial'),
      },
    ],
  },
  {
    id: 'SF43',
    name: 'Sentences',
    role: 'input',
    figure: '45 % firm prison, of 12.5 months; in large operations 4.9 % of those arrested jailed at once',
    grade: 'P, S',
    source: PRESS,
    quantities: [
      {
        label: 'firm prison, of all sentences',
        unit: 'share',
        band: [0.35, 0.55],
        study: 'year',
        of: sum(count('firm_sites'), count('firm_couriers'), count('firm_managers')),
        per: sum(count('sentences_sites'), count('sentences_couriers'), count('sentences_managers')),
        input: 'justice.firm_share',
      },
      {
        label: 'mean length of firm prison',
        unit: 'months',
        band: [10, 15],
        study: 'year',
        of: outcome('sentence_months_mean'),
        input: 'justice.sentence_mean_months',
      },
      {
        label: 'jailed at once, of those arrested at sites',
        unit: 'share',
        band: [0.03, 0.08],
        study: 'pounding',
        of: outcome('jailed_at_sites_share', POUNDING),
        input: 'justice.site_jailed_share',
      },
    ],
  },
  {
    id: 'SF44',
    name: 'Arrests of couriers',
    role: 'calibrate',
    figure: '0.20 per person and year, 2.6 per full-time year',
    grade: 'D',
    source: 'arrests over estimates of those who deliver',
    quantities: [
      {
        label: 'arrests per courier and year',
        unit: 'arrests',
        band: [0.2, 1],
        study: 'year',
        of: outcome('arrests_couriers_expected'),
        per: personYears,
      },
    ],
    ifOut:
      'The hazard of a stop is that of a shift spent wholly on the way, by a man on a scooter; couriers are on the way for part of it, and bikes, women and minors are stopped less.',
  },
];
