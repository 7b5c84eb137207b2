// Fields of police work in general and of how it is perceived. The policies themselves are data of their own room.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { eur, real, section, share } from '../../fields/kinds.ts';

const POLICE = 'MODEL 5';

export const risk = section('How site operations change the risk that customers perceive.', {
  visitor_rise: field(share().default(0.15), {
    text: 'Rise of the perceived risk of sites for those who visit the site of an operation.',
    unit: 'probability',
    grade: 'V direction, A size',
    source: `${POLICE}, site operation`,
  }),
  zone_rise: field(share().default(0.03), {
    text: 'Rise of the perceived risk of sites for those who live in its zone.',
    unit: 'probability',
    grade: 'V direction, A size',
    source: `${POLICE}, site operation`,
  }),
  news_reach: field(share().default(1), {
    text: 'Share of visitors and residents whom news of an operation reaches: both rises are multiplied by it.',
    unit: 'share',
    plausible: '0.2-1',
    grade: 'V direction, A size',
    source: `${POLICE}, site operation; diffusion of benefits, Guerette & Bowers 2009`,
  }),
  half_life_weeks: field(real(0.1, 520).default(10), {
    text: 'Time in which raised risk falls by half.',
    unit: 'weeks',
    plausible: '6-16',
    grade: 'V',
    source: `${POLICE}, site operation`,
  }),
});

export const police = section('What police hours buy.', {
  officer_eur_per_h: field(real(0, 10_000).default(45), {
    text: 'Cost of an officer-hour.',
    unit: 'EUR/h',
    grade: 'A',
    source: POLICE,
  }),
  base_stop_hours_per_km2_day: field(real(0.001, 10_000).default(2), {
    text: 'Officer-hours of street stops per area and day that all arms have.',
    unit: 'h/(km² day)',
    grade: 'A',
    source: 'assumption',
  }),
  operation_officer_h: field(real(0.1, 100_000).default(40), {
    text: 'Officer-hours of one site operation.',
    unit: 'h',
    plausible: '20-80',
    grade: 'A',
    source: `${POLICE}, site operation`,
  }),
  large_operation_officer_h: field(real(0.1, 100_000).default(670), {
    text: 'Officer-hours of one large site operation.',
    unit: 'h',
    grade: 'D',
    source: `${POLICE}, site operation; a large one 670`,
  }),
  disruption_mean_days: field(real(0, 365).default(14), {
    text: 'Mean time a site is shut by an operation.',
    unit: 'days',
    plausible: '10-20',
    grade: 'P',
    source: `${POLICE}, site operation`,
  }),
  closure_probability: field(share().default(0.062), {
    text: 'Probability that an operation closes the site for good.',
    unit: 'probability',
    grade: 'D',
    source: `${POLICE}, site operation; 3.4 % net of entry`,
  }),
  arrests_per_operation: field(real(0, 300).default(3), {
    text: 'Mean number of persons arrested in an operation.',
    unit: 'persons',
    grade: 'P',
    source: `${POLICE}, site operation`,
  }),
  large_closure_probability: field(share().default(1), {
    text: 'Probability that a large operation closes the site for good.',
    unit: 'probability',
    plausible: '0.3-1',
    grade: 'A',
    source: `${POLICE}, site operation; assumption`,
  }),
  large_arrests_per_operation: field(real(0, 300).default(20), {
    text: 'Mean number of persons arrested in a large operation.',
    unit: 'persons',
    plausible: '5-50',
    grade: 'A',
    source: `${POLICE}, site operation; assumption`,
  }),
  drop_share: field(share().default(0.2), {
    text: 'Share of visits to sites near an operation that do not take place right after it, with mechanisms.direct_drop.',
    unit: 'share',
    plausible: '0-0.4',
    grade: 'A',
    source: `${POLICE}, site operation; assumption`,
  }),
  drop_decay_weeks: field(real(0.1, 520).default(4), {
    text: 'Time in which that share falls to 1/e of itself.',
    unit: 'weeks',
    plausible: '2-6',
    grade: 'V',
    source: `${POLICE}, site operation`,
  }),
  drop_near_km: field(real(0, 100).default(1), {
    text: 'How far from the centre of the zone of the operation the drop of visits reaches.',
    unit: 'km',
    plausible: '0.5-2',
    grade: 'A',
    source: `${POLICE}, site operation; assumption`,
  }),
  ban_officer_h: field(real(0.1, 100_000).default(250), {
    text: 'Officer-hours of one ban of an operator from a site, from its grounds to its enforcement.',
    unit: 'h',
    plausible: '60-600',
    grade: 'A',
    source: `${POLICE}, site ban; assumption`,
  }),
  ban_opens_platform: field(share().default(0.4), {
    text: 'Probability that an operator banned from a site opens a platform.',
    unit: 'probability',
    plausible: '0.2-0.6',
    grade: 'S direction, A size',
    source: `${POLICE}, site ban`,
  }),
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
});

export const residents = section('What residents report of the trade, and what of it is put on record.', {
  calls_per_site_order: field(real(0, 1).default(0.01), {
    text: 'Mean number of calls that an order at a fixed site brings about.',
    unit: 'calls/order',
    plausible: '0.001-0.05',
    grade: 'S direction, A size',
    source: 'MODEL 5, recorded; calls follow nuisance',
  }),
  calls_per_delivery: field(real(0, 1).default(0.0005), {
    text: 'Mean number of calls that a delivery brings about.',
    unit: 'calls/order',
    plausible: '0-0.005',
    grade: 'S direction, A size',
    source: 'MODEL 5, recorded; deliveries are seen less than sites',
  }),
  recorded_share: field(share().default(0.6), {
    text: 'Share of calls that are put on record, the only ones that an evaluator has.',
    unit: 'share',
    plausible: '0.3-0.9',
    grade: 'A',
    source: 'MODEL 5, recorded',
  }),
  nuisance_h_per_violence: field(real(0, 8760).default(24), {
    text: 'Hours of an open site that an act of violence weighs as much as, to those who live near.',
    unit: 'h',
    plausible: '8-168',
    grade: 'A',
    source: 'MODEL 6, residents; assumption',
  }),
  near_km: field(real(0.01, 100).default(1), {
    text: 'Distance over which trade is noticed: calls come from zones in proportion to population and exp(-distance/near_km).',
    unit: 'km',
    plausible: '0.5-2',
    grade: 'A',
    source: 'MODEL 5, recorded',
  }),
});

export const areas = section(
  'Where policies work and where their effects are looked for; the rest is the control area.',
  {
    target: section('The zones under pressure, fixed per seed and the same in all arms.', {
      rule: field(z.enum(['most-sites', 'most-population']).default('most-sites'), {
        text: 'Which zones come first.',
        unit: '',
        grade: 'A',
        source: 'MODEL 8; design of the experiment',
      }),
      share: field(share().default(0.2), {
        text: 'Share of zones in the target area.',
        unit: 'share',
        grade: 'A',
        source: 'MODEL 8; design of the experiment',
      }),
    }),
    buffer_km: field(real(0, 500).default(2), {
      text: 'Width of the belt around the target area where displacement is looked for.',
      unit: 'km',
      grade: 'A',
      source: 'MODEL 8; Bowers & Johnson 2003',
    }),
  },
);
