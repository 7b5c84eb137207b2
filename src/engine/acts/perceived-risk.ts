// How police work changes the risk that customers perceive.
import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { type Customers, F32, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { type Own, part } from '../kernel/part.ts';

const POLICE = 'MODEL 5';

const sections = {
  risk: { text: 'How site operations change the risk that customers perceive.' },
};

const fields = {
  risk: {
    visitor_rise: field(share().default(0.15), {
      text: 'Rise of the perceived risk of the site of an operation for those who lately bought there and hear of it.',
      unit: 'probability',
      plausible: '0.05-0.3',
      grade: 'V direction, A size',
      source: `${POLICE}, site operation`,
    }),
    general_rise: field(share().default(0.02), {
      text: 'Rise of the perceived risk of all sites for those who hear of an operation at a site where they lately bought, or who are fined at a site.',
      unit: 'probability',
      plausible: '0-0.05',
      grade: 'V direction, A size',
      source: `${POLICE}, site operation`,
    }),
    fine_rise: field(share().default(0.15), {
      text: 'Rise of the perceived risk of the site where a customer is fined.',
      unit: 'probability',
      plausible: '0.05-0.3',
      grade: 'A',
      source: `${POLICE}, customer fines; assumption, as for who visits the site of an operation`,
    }),
    stop_rise: field(share().default(0.15), {
      text: 'Rise of the perceived risk of delivery for a client whose courier is stopped.',
      unit: 'probability',
      plausible: '0.05-0.3',
      grade: 'A',
      source: 'MODEL 4, deliver; assumption, as for who visits the site of an operation',
    }),
    zone_rise: field(share().default(0.01), {
      text: 'Rise of the perceived risk of all sites for those who live in the zone of an operation and hear of it.',
      unit: 'probability',
      plausible: '0-0.03',
      grade: 'V direction, A size',
      source: `${POLICE}, site operation`,
    }),
    news_reach: field(share().default(0.3), {
      text: 'Share of visitors and residents whom news of an operation reaches.',
      unit: 'share',
      plausible: '0.1-1',
      grade: 'V direction, A size',
      source: `${POLICE}, site operation; diffusion of benefits, Guerette & Bowers 2009`,
    }),
    visitor_days: field(whole(0, 365).default(28), {
      text: 'Days after a visit during which an operation at that site still reaches the visitor.',
      unit: 'days',
      plausible: '7-90',
      grade: 'A',
      source: `${POLICE}, site operation; assumption`,
    }),
    half_life_weeks: field(real(0.1, 520).default(6), {
      text: 'Time in which raised risk falls by half.',
      unit: 'weeks',
      plausible: '2-16',
      grade: 'V',
      source: `${POLICE}, site operation`,
    }),
  },
};

const switches = {
  perceived_risk: toggle(
    'Site operations, stops and fines raise the risk that customers perceive.',
    'V direction, A size',
    'MODEL 5, site operation; direction from the diffusion of benefits, Guerette & Bowers 2009',
  ),
};

const streams = ['news'] as const;

/** Rise and decay of perceived risk, and whether the mechanism is on. */
export type PerceivedRiskNeeds = Own<{ fields: typeof fields; switches: typeof switches }>;

/** What draws who hears of an operation. */
export type NewsStreams = Own<{ streams: typeof streams }>;

/** A perceived risk, 0..1, raised by a share of what is left to certainty. */
export const raised = (risk: number, rise: number): number => risk + rise * (1 - risk);

/** Rate at which raised risk fades, per unit of time of which so many make a day. */
export const fadingOf = ({ half_life_weeks }: PerceivedRiskNeeds['scenario']['risk'], unitsPerDay: number): number =>
  Math.LN2 / (half_life_weeks * DAYS_PER_WEEK * unitsPerDay);

/**
 * A customer fears a place more by `rise` and all sites by `generalRise`. One place is feared above others: another takes
 * its turn.
 */
export function fearPlace(
  { f32, u16 }: Pick<Customers, 'f32' | 'u16'>,
  customer: number,
  place: number,
  rise: number,
  generalRise: number,
): void {
  const general = customer * F32_STRIDE + F32.siteRisk;
  const own = customer * F32_STRIDE + F32.placeRisk;
  const feared = customer * U16_STRIDE + U16.riskPlace;
  f32[general] = raised(f32[general], generalRise);
  f32[own] = raised(u16[feared] === place ? f32[own] : 0, rise);
  u16[feared] = place;
}

export const perceivedRisk = part({ sections, fields, switches, streams });
