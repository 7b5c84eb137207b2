// Profiles of couriers as the police see them: man, woman, minor.
import type { CouriersGiven } from '../entities/couriers.ts';

type Given = CouriersGiven['couriers'];

export const PROFILE = { man: 0, woman: 1, minor: 2 } as const;

/** Profile of the person drawn by a uniform: minors first, then women, then men. */
export function profileOf(
  { minors_share, women_share }: Pick<Given, 'minors_share' | 'women_share'>,
  u: number,
): number {
  if (u < minors_share) return PROFILE.minor;
  return u < minors_share + women_share ? PROFILE.woman : PROFILE.man;
}

/** Factors on the stop hazard by PROFILE; 1 for a man. */
export const stopFactors = ({
  woman_factor,
  minor_factor,
}: Pick<Given, 'woman_factor' | 'minor_factor'>): readonly number[] => [1, woman_factor, minor_factor];
