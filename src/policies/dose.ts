// The dose of police work against sites: officer-hours a day, or pieces of work a month for each site that stands.
import type { z } from 'zod';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { type Complaint, complain, real } from '../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH } from '../units.ts';
import { type Amount, DESIGN, officers } from './schedule.ts';
import { zonesOf } from './where.ts';

/** Fields of every policy against sites, of which exactly one is written. */
export const dose = {
  hours_per_day: officers.hours_per_day.optional(),
  per_site_month: field(real(0, 100).optional(), {
    text: 'Operations or bans a month for each site that stands in the area, open or disrupted; in place of hours_per_day.',
    unit: 'per site and month',
    plausible: '0-0.5',
    ...DESIGN,
  }),
};

/** A Zod refinement: one of the two doses is written. An unknown key may be meant as one, and is told by itself. */
export function oneDose(policy: Amount, context: z.RefinementCtx): void {
  const { hours_per_day, per_site_month } = policy;
  if ((hours_per_day === undefined) !== (per_site_month === undefined)) return;
  if (context.issues.some(({ code }) => code === 'unrecognized_keys')) return;
  const expected = 'either hours_per_day or per_site_month';
  complain((): Complaint[] =>
    per_site_month === undefined
      ? [{ path: ['hours_per_day'], what: 'missing', expected }]
      : [{ path: ['per_site_month'], what: 'a second dose', got: per_site_month, expected }],
  )(policy, context);
}

/** Officer-hours a day at full effort while so many sites stand; a piece of work takes `pieceH`. */
export const hoursAt = ({ hours_per_day, per_site_month = 0 }: Amount, sites: number, pieceH: number): number =>
  hours_per_day ?? (per_site_month * sites * pieceH) / DAYS_PER_MEAN_MONTH;

/**
 * The same for the sites that stand in the area when it is called: open or disrupted, without those that closed the day
 * before. It is to be called in the morning, before the day's operations.
 */
export function hoursNow(policy: Amount & { where: string }, view: WorldView, pieceH: number): () => number {
  if (policy.per_site_month === undefined) return () => hoursAt(policy, 0, pieceH);
  const { nPlaces, zone, isOpen, isClosing } = view.sites;
  const isInArea = new Uint8Array(view.zones.group.length);
  for (const one of zonesOf(policy.where, view)) isInArea[one] = 1;
  return () => {
    let standing = 0;
    for (let place = 0; place < nPlaces; place++) standing += isOpen[place] & ~isClosing[place] & isInArea[zone[place]];
    return hoursAt(policy, standing, pieceH);
  };
}
