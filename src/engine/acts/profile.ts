// Profiles of couriers as far as the police see them: man, woman, minor.
// biome-ignore lint/suspicious/noExplicitAny: temporary
type Scenario = any;

export const PROFILE = { man: 0, woman: 1, minor: 2 } as const;

/** Profile of the person drawn by a uniform: minors first, then women, then men. */
export function profileOf({ minors_share, women_share }: Scenario['couriers'], u: number): number {
  if (u < minors_share) return PROFILE.minor;
  return u < minors_share + women_share ? PROFILE.woman : PROFILE.man;
}

/** Factors of the stop hazard by PROFILE, of a man 1. */
export const stopFactors = ({ woman_factor, minor_factor }: Scenario['couriers']): readonly number[] => [
  1,
  woman_factor,
  minor_factor,
];
