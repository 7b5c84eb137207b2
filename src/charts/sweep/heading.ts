// What charts of a sweep say above themselves: where they come from, and what factors are.

import type { SweepEffect } from '../../experiment/sweep/effects.ts';
import type { Factor, SweepTable } from '../../experiment/sweep/sweep.ts';
import { factorMeaning, factorName, type SweepNames } from '../../experiment/sweep/words.ts';
import { excludesZero } from '../../stats/intervals.ts';
import type { Headed } from '../style.ts';

export function headedOf({ name, points, replicates, failed }: SweepTable, { title }: SweepNames): Headed {
  const n = replicates.length;
  return {
    source: `${title || name} · ${points.length} points of a sweep, ${n} replicate${n === 1 ? '' : 's'} each${failed.length > 0 ? `, ${failed.length} runs failed` : ''} · simulated`,
  };
}

/** A sentence a factor. */
export const meaningNote = (factors: readonly Factor[]): string =>
  factors.map((factor) => `${factorName(factor)}: ${factorMeaning(factor)}`).join(' ');

/** Whether an effect is not told from 0: its interval holds it, or there is none. */
export const isOpen = ({ ci95 }: Pick<SweepEffect, 'ci95'>): boolean => !excludesZero(ci95);
