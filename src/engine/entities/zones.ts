// State of zones: perceived risk, density of street stops, orders of the day. Their geography is in `City`.

import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { real, section, share } from '../../fields/kinds.ts';
import { part } from '../kernel/part.ts';
import { CALL_CHANNELS } from '../kernel/record.ts';

const sections = {
  areas: { text: 'Where policies work and where their effects are looked for; the rest is the control area.' },
  residents: { text: 'What residents report of the trade, and what of it is put on record.' },
};

const fields = {
  areas: {
    target: section('The zones under pressure, fixed per seed and the same in all arms.', {
      rule: field(z.enum(['most-sites', 'most-population']).default('most-sites'), {
        text: 'Which zones the target area takes first: those with most sites at the start, or with most people.',
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
  residents: {
    near_km: field(real(0.01, 100).default(1), {
      text: 'Distance over which trade is noticed: calls come from zones in proportion to population and exp(-distance/near_km).',
      unit: 'km',
      plausible: '0.5-2',
      grade: 'A',
      source: 'MODEL 5, recorded',
    }),
  },
};

/** Officer-hours of street stops per km² and day at which couriers are stopped at the hazard χ. */
export const REFERENCE_STOP_HOURS = 2;

/** Thirds of the residents by the income of their zone. */
export const THIRD = { poorest: 0, middle: 1, richest: 2 } as const;

export interface Zones {
  count: number;
  /** Perceived risk of a visit above rest, common to all residents, 0..1, today. Written by operations. */
  siteRisk: Float64Array;
  /** Share of visits to sites of the zone that do not take place, after operations near it, 0..1. Written by direct-drop. */
  visitDrop: Float64Array;
  /** Stop-hours per km² relative to REFERENCE_STOP_HOURS, ρ, [zone * 24 + hour]. Written by effort, background. */
  stopDensity: Float64Array;
  /** Orders delivered in a zone in an hour of day, mean over four weeks, [zone * 24 + hour]. Written by build, deliver. */
  recentDeliveries: Float64Array;
  /** Orders today that residents may notice, [(zone * 2 + channel) * 2 + in hours]. Written by record, calls. */
  ordersToday: Uint32Array;
  /** Area group: index into GROUPS. Written by build. */
  group: Uint8Array;
  /** A THIRD of the residents by income, in which the zone lies. Written by build. */
  incomeThird: Uint8Array;
}

export const createZones = (count: number): Zones => ({
  count,
  siteRisk: new Float64Array(count),
  visitDrop: new Float64Array(count),
  stopDensity: new Float64Array(count * 24),
  recentDeliveries: new Float64Array(count * 24),
  ordersToday: new Uint32Array(count * CALL_CHANNELS.length * 2),
  group: new Uint8Array(count),
  incomeThird: new Uint8Array(count),
});

/**
 * The third of the residents in which each zone lies when zones are ranked by their mean class of income (low 0, middle 1,
 * high 2); a zone that lies in two of them goes where its middle resident is.
 * @param incomeShare shares of low, middle, high income, [zone * 3 + class]
 */
export function incomeThirds(population: ArrayLike<number>, incomeShare: ArrayLike<number>): Uint8Array {
  const third = new Uint8Array(population.length);
  const income = (zone: number): number => incomeShare[zone * 3 + 1] + 2 * incomeShare[zone * 3 + 2];
  const ranked = Array.from(third.keys()).sort((a, b) => income(a) - income(b) || a - b);
  const all = ranked.reduce((sum, zone) => sum + population[zone], 0);
  let poorer = 0;
  for (const zone of ranked) {
    third[zone] = all > 0 ? Math.min(2, Math.floor((3 * (poorer + population[zone] / 2)) / all)) : THIRD.middle;
    poorer += population[zone];
  }
  return third;
}

const streams = ['zone-income'] as const;

/**
 * Who notices trade in a zone: `persons` people, those of the zone itself with weight 1 and others with
 * exp(−distance ÷ near_km), at most 1. A share `weight[i]` of its calls comes from zone `by[i]`, for i from `first[zone]`
 * to `first[zone + 1]`.
 */
export interface Notice {
  persons: Float64Array;
  first: Int32Array;
  by: Uint16Array;
  weight: Float64Array;
}

export const zones = part({ sections, fields, streams });
