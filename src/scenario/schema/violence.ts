// Fields of violence around the trade: where it starts, how it begets more, what of it is recorded. Knows no seller.
import { field } from '../../fields/field.ts';
import { real, section, share, whole } from '../../fields/kinds.ts';

const VIOLENCE = 'MODEL 6, violence';
const SIZED = { grade: 'D', source: `${VIOLENCE}; sized to 418 events at 3,000 sites a year` } as const;
const ASSUMED = { grade: 'A', source: VIOLENCE } as const;
/** Below one, or violence would grow without end. */
const MOST_BRANCHING = 0.95;

export const violence = section('Killings and attempts around the trade.', {
  territorial_per_site_year: field(real(0, 1000).default(0.075), {
    text: 'Territorial events at a site in a year, where sites near it sell as many orders a day as below, spread over many places.',
    unit: 'events/(site year)',
    plausible: '0.04-0.15',
    ...SIZED,
  }),
  territorial_orders_per_day: field(real(0.001, 1_000_000).default(150), {
    text: 'Site orders a day within near_km at which that rate holds; it is in proportion to them.',
    unit: 'orders/day',
    ...SIZED,
  }),
  near_km: field(real(0, 100).default(2), {
    text: 'Distance within which sites compete for territory.',
    unit: 'km',
    plausible: '1-4',
    ...ASSUMED,
  }),
  robbery_per_site_year: field(real(0, 1000).default(0.02), {
    text: 'Robberies at a site in a year.',
    unit: 'events/(site year)',
    plausible: '0.01-0.05',
    ...ASSUMED,
  }),
  robbery_per_platform_year: field(real(0, 1000).default(0.002), {
    text: 'Robberies of a platform in a year.',
    unit: 'events/(platform year)',
    plausible: '0-0.01',
    ...ASSUMED,
  }),
  punishment_per_defection: field(real(0, 100).default(0.02), {
    text: 'Punishments that a defection brings about; nobody defects in this version, so that there are none.',
    unit: 'events/defection',
    plausible: '0-0.1',
    ...ASSUMED,
  }),
  vacancy_events: field(real(0, 1000).default(0.3), {
    text: 'Territorial events over a place whose site was closed by an operation or a ban, if it stays contested for all of vacancy_days.',
    unit: 'events/closure',
    plausible: '0-0.6',
    ...ASSUMED,
  }),
  vacancy_days: field(whole(1, 3650).default(30), {
    text: 'Days after which such a place is no longer contested; it ends earlier when a site opens on it.',
    unit: 'days',
    plausible: '14-90',
    ...ASSUMED,
  }),
  branching: field(real(0, MOST_BRANCHING).default(0.3), {
    text: 'Retaliations that an event at a site brings about directly, on average.',
    unit: 'events/event',
    plausible: '0.15-0.45',
    grade: 'V direction, A size',
    source: VIOLENCE,
  }),
  platform_branching: field(real(0, MOST_BRANCHING).default(0.15), {
    text: 'The same for an event that begins with a platform.',
    unit: 'events/event',
    plausible: '0-0.3',
    ...ASSUMED,
  }),
  decay_days: field(real(0.5, 3650).default(14), {
    text: 'Mean time to such a retaliation.',
    unit: 'days',
    plausible: '7-30',
    grade: 'V direction, A size',
    source: VIOLENCE,
  }),
  lethality: field(share().default(0.31), {
    text: 'Share of events in which a person dies.',
    unit: 'share',
    plausible: '0.25-0.4',
    grade: 'P',
    source: VIOLENCE,
  }),
  recorded_share: field(share().default(0.6), {
    text: 'Share of events that are put on record, the only ones that an evaluator has.',
    unit: 'share',
    plausible: '0.4-0.95',
    grade: 'A',
    source: 'MODEL 5, recorded',
  }),
  interruption_factor: field(share().default(0.84), {
    text: 'Factor on retaliation where violence interruption reaches all of it.',
    unit: 'factor',
    plausible: '0.7-1',
    grade: 'V',
    source: 'MODEL 5, violence interruption',
  }),
  interruption_eur_per_1000_day: field(real(0.01, 1_000_000).default(60), {
    text: 'What it costs a day per thousand residents to reach all conflicts of a zone; less reaches a share of them.',
    unit: 'EUR/(1,000 persons day)',
    plausible: '20-200',
    grade: 'A',
    source: 'assumption; a team of five for some 20,000 residents',
  }),
  interruption_minimum_share: field(share().default(0.2), {
    text: 'Share of that cost below which violence interruption reaches nobody in a zone.',
    unit: 'share',
    plausible: '0-0.5',
    grade: 'A',
    source: 'assumption',
  }),
});
