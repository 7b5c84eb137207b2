// Fields of work against platforms: knowledge of lines, takedowns, cut numbers, and platforms that come back. Knows no policy.
import { field } from '../../fields/field.ts';
import { real, section, share, whole } from '../../fields/kinds.ts';

const INVESTIGATION = 'MODEL 5, investigation';
const TAKEDOWN = 'MODEL 5, takedown';
const REBIRTH = 'MODEL 6, rebirth';

export const investigation = section('How knowledge of a line grows, week by week, until it is taken down.', {
  least_hours_per_week: field(real(0, 10_000).default(40), {
    text: 'Officer-hours on a line in a week below which nothing is learnt.',
    unit: 'h/week',
    grade: 'A',
    source: INVESTIGATION,
  }),
  kept_per_week: field(share().default(0.97), {
    text: 'Share of the knowledge of a line that is still good a week later.',
    unit: 'share per week',
    grade: 'A',
    source: INVESTIGATION,
  }),
  hours_exponent: field(real(0.1, 2).default(0.75), {
    text: 'Power of officer-hours in what a week adds; below 1, more hours on one line yield less each.',
    unit: '',
    grade: 'A',
    source: INVESTIGATION,
  }),
  exposure_exponent: field(real(0, 2).default(0.5), {
    text: 'Power of exposure in what a week adds.',
    unit: '',
    grade: 'A',
    source: INVESTIGATION,
  }),
  reference_orders_per_day: field(real(0.1, 10_000).default(30), {
    text: 'Orders a day of a line of exposure 1: following the flow pays.',
    unit: 'orders/day',
    grade: 'S direction, A size',
    source: `${INVESTIGATION}; founding article 2024`,
  }),
  open_channel_factor: field(real(0, 100).default(2), {
    text: 'Exposure of a platform that anyone can order from, relative to one that takes clients on recommendation.',
    unit: 'relative',
    plausible: '1.2-3',
    grade: 'A',
    source: INVESTIGATION,
  }),
  undercover_factor: field(real(0, 100).default(1.5), {
    text: 'Exposure of an open platform from which officers buy, relative to one that is only watched.',
    unit: 'relative',
    plausible: '1-2',
    grade: 'A',
    source: 'MODEL 5, undercover purchase; assumption',
  }),
  exposure_part: field(real(0, 100).default(0.5), {
    text: 'Exposure under a manager who does part of the work, relative to one who does it all.',
    unit: 'relative',
    grade: 'A',
    source: INVESTIGATION,
  }),
  exposure_remote: field(real(0, 100).default(0.25), {
    text: 'Exposure under a manager who works from afar, relative to one who does all the work.',
    unit: 'relative',
    grade: 'A',
    source: INVESTIGATION,
  }),
  tips_per_courier_year: field(real(0, 1000).default(1), {
    text: 'Mean number of tips on a line in a year, for each of its couriers at work.',
    unit: 'tips/(courier year)',
    plausible: '0-5',
    grade: 'S direction, A size',
    source: INVESTIGATION,
  }),
  indiscreet_share: field(share().default(0.2), {
    text: 'Share of couriers who are indiscreet.',
    unit: 'share',
    plausible: '0.1-0.4',
    grade: 'A',
    source: `${INVESTIGATION}; assumption`,
  }),
  indiscreet_factor: field(real(1, 1000).default(4), {
    text: 'Tips that an indiscreet courier brings about, relative to a discreet one; the mean over all stays.',
    unit: 'relative',
    plausible: '2-10',
    grade: 'A',
    source: `${INVESTIGATION}; more with indiscreet couriers`,
  }),
  tip_bonus: field(real(0, 100).default(0.5), {
    text: 'Share by which one tip adds to what is learnt in its week.',
    unit: 'relative',
    grade: 'A',
    source: INVESTIGATION,
  }),
  scale_h: field(real(1, 1e6).default(820), {
    text: 'Knowledge at which a takedown in a week has probability 1 - 1/e.',
    unit: 'effective h',
    grade: 'A',
    source: INVESTIGATION,
  }),
  number_cut_officer_h: field(real(0.1, 100_000).default(80), {
    text: 'Officer-hours to have the number of one line cut.',
    unit: 'h',
    plausible: '20-400',
    grade: 'A',
    source: 'MODEL 5, number cut; assumption',
  }),
  number_back_days: field(whole(1, 365).default(4), {
    text: 'Days until a line with a cut number sells again under another.',
    unit: 'days',
    plausible: '1-14',
    grade: 'A',
    source: 'MODEL 5, number cut; assumption',
  }),
  number_forgotten_share: field(share().default(0.5), {
    text: "Share of a line's clients who lose the platform with its number.",
    unit: 'share',
    grade: 'S direction, A size',
    source: 'MODEL 5, number cut; the file is half recovered',
  }),
});

export const takedown = section('What befalls a line and its people when it is taken down.', {
  courier_arrest_share: field(share().default(0.8), {
    text: 'Share of the couriers of a fallen line who are arrested.',
    unit: 'share',
    grade: 'A',
    source: TAKEDOWN,
  }),
  manager_arrest_hands_on: field(share().default(0.8), {
    text: 'Probability that a manager who does all the work is arrested in a takedown.',
    unit: 'probability',
    grade: 'A',
    source: TAKEDOWN,
  }),
  manager_arrest_part: field(share().default(0.5), {
    text: 'Probability that a manager who does part of the work is arrested in a takedown.',
    unit: 'probability',
    grade: 'A',
    source: TAKEDOWN,
  }),
  manager_arrest_remote: field(share().default(0.1), {
    text: 'Probability that a manager who works from afar is arrested in a takedown.',
    unit: 'probability',
    grade: 'A',
    source: TAKEDOWN,
  }),
  courier_remand_share: field(share().default(0.2), {
    text: 'Share of arrested adult couriers of a fallen line who are held until trial and replaced.',
    unit: 'share',
    grade: 'A',
    source: TAKEDOWN,
  }),
  minor_remand_share: field(share().default(0.05), {
    text: 'Share of arrested minors of a fallen line who are held until trial and replaced.',
    unit: 'share',
    grade: 'A',
    source: TAKEDOWN,
  }),
  seized_share: field(share().default(0.3), {
    text: "Share of a fallen line's part of the cash that is seized without work on finances.",
    unit: 'share',
    grade: 'A',
    source: 'MODEL 5, finance',
  }),
  seized_share_most: field(share().default(0.8), {
    text: 'The same with all the work on finances that one can do.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 5, finance',
  }),
  finance_scale_h: field(real(0.1, 1e6).default(80), {
    text: 'Officer-hours on finances in a week that close the gap between the two by 1 - 1/e.',
    unit: 'h/week',
    grade: 'A',
    source: 'MODEL 5, finance; assumption',
  }),
});

export const rebirth = section('How platforms that went dark come back, and what of their client file is left.', {
  hazard_per_week: field(real(0, 10).default(0.01), {
    text: 'Hazard of coming back without client file, free manager or brand, as a platform goes dark; it fades from then on.',
    unit: 'per week',
    grade: 'S direction, A size',
    source: `${REBIRTH}; founding article 2024`,
  }),
  file_weight: field(real(-10, 10).default(2.5), {
    text: 'What a kept client file adds to the logarithm of the hazard.',
    unit: 'log',
    grade: 'S direction, A size',
    source: `${REBIRTH}; founding article 2024`,
  }),
  manager_weight: field(real(-10, 10).default(1.2), {
    text: 'What a manager who is free, or works from afar, adds to the logarithm of the hazard.',
    unit: 'log',
    grade: 'S direction, A size',
    source: `${REBIRTH}; founding article 2024`,
  }),
  brand_weight: field(real(-10, 10).default(1), {
    text: 'What a full brand adds to the logarithm of the hazard.',
    unit: 'log',
    grade: 'A',
    source: REBIRTH,
  }),
  fading_per_week: field(real(0, 10).default(0.04), {
    text: 'Rate at which the hazard falls while a platform is dark; its clock restarts when the manager is released.',
    unit: 'per week',
    grade: 'A',
    source: REBIRTH,
  }),
  file_decay_per_week: field(share().default(0.06), {
    text: 'Share of a dark client file that is lost in a week.',
    unit: 'share per week',
    grade: 'A',
    source: REBIRTH,
  }),
  rented_decay_per_week: field(share().default(0.03), {
    text: 'The same of a file that is rented out while the manager is held.',
    unit: 'share per week',
    grade: 'S direction, A size',
    source: `${REBIRTH}; founding article 2024`,
  }),
  rented_share: field(share().default(0.2), {
    text: 'Share of kept files that are rented out while the manager is held.',
    unit: 'share',
    grade: 'S direction, A size',
    source: 'MODEL 6, client file; founding article 2024',
  }),
  entry_file_share: field(share().default(0.25), {
    text: 'Clients of a new platform as it opens, relative to the file of one of its kind at the start.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 6, platforms; assumption',
  }),
  platforms_entry_per_year: field(real(0, 1000).default(0), {
    text: 'Mean number of new platforms that open in a year, of the kinds in `platforms` in their proportions.',
    unit: 'platforms/year',
    grade: 'A',
    source: 'MODEL 6, platforms',
  }),
});
