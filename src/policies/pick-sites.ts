// The choice of fixed sites for a day's officer-hours.
import { z } from 'zod';
import { type Effort, isPoliced } from '../engine/entities/effort.ts';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { DESIGN } from './schedule.ts';
import { zonesOf } from './where.ts';

/** Which sites come first, a field of every policy against sites. */
export const pick = field(z.enum(['largest', 'random']).default('largest'), {
  text: 'Which sites come first: those with most visits, or any.',
  unit: '',
  ...DESIGN,
});

/**
 * The first `n` sites of an area that are open, not disrupted and not the object of police work today: those with most
 * visits over four weeks, or in keyed random order. Fewer if there are fewer.
 */
export function sitePicker(
  { where, pick }: { where: string; pick: 'largest' | 'random' },
  view: WorldView,
): (n: number, day: number, effort: Effort) => number[] {
  const { sites } = view;
  const isInArea = new Uint8Array(view.zones.group.length);
  for (const zone of zonesOf(where, view)) isInArea[zone] = 1;

  return (n, day, effort) => {
    const now = view.minuteOfDay(day);
    const size = (place: number): number => (pick === 'largest' ? sites.recentSales[place] : 0);
    return Array.from(sites.zone.keys())
      .filter(
        (place) => sites.isOpen[place] === 1 && isInArea[sites.zone[place]] === 1 && sites.disruptedUntil[place] < now,
      )
      .filter((place) => !isPoliced(effort, place))
      .sort((a, b) => size(b) - size(a) || view.rank(a, day) - view.rank(b, day))
      .slice(0, n);
  };
}

/** A pick in words, for the end of `describe`. */
export const inOrderOf = (pick: 'largest' | 'random'): string =>
  pick === 'largest' ? 'largest sites first' : 'sites at random';
