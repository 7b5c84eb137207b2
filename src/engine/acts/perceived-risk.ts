// How police work changes the risk that customers perceive.
import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { type Own, part } from '../kernel/part.ts';

const POLICE = 'MODEL 5';

const sections = {
  risk: { text: 'How site operations change the risk that customers perceive.' },
};

const fields = {
  risk: {
    visitor_rise: field(share().default(0.15), {
      text: 'Rise of the perceived risk of sites for customers who lately bought at the site of an operation.',
      unit: 'probability',
      grade: 'V direction, A size',
      source: `${POLICE}, site operation`,
    }),
    fine_rise: field(share().default(0.15), {
      text: 'Rise of the perceived risk of sites for a customer who is fined.',
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
    zone_rise: field(share().default(0.03), {
      text: 'Rise of the perceived risk of sites for those who live in the zone of an operation.',
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
    visitor_days: field(whole(0, 365).default(28), {
      text: 'Days after a visit during which an operation at that site still reaches the visitor.',
      unit: 'days',
      plausible: '7-90',
      grade: 'A',
      source: `${POLICE}, site operation; assumption`,
    }),
    half_life_weeks: field(real(0.1, 520).default(10), {
      text: 'Time in which raised risk falls by half.',
      unit: 'weeks',
      plausible: '6-16',
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

/** Rise and decay of perceived risk, and whether the mechanism is on. */
export type PerceivedRiskNeeds = Own<{ fields: typeof fields; switches: typeof switches }>;

/** A perceived risk, 0..1, raised by a share of what is left to certainty. */
export const raised = (risk: number, rise: number): number => risk + rise * (1 - risk);

/** Rate at which raised risk fades, per unit of time of which so many make a day. */
export const fadingOf = ({ half_life_weeks }: PerceivedRiskNeeds['scenario']['risk'], unitsPerDay: number): number =>
  Math.LN2 / (half_life_weeks * DAYS_PER_WEEK * unitsPerDay);

export const perceivedRisk = part({ sections, fields, switches });
