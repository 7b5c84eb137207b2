// Profiles of couriers as far as the police see them: man, woman, minor.
import type { Scenario } from '../scenario/schema.ts';

/** Factor of the stop hazard of the person drawn by a uniform: minors first, then women, then men (factor 1). */
export function stopFactorOf(couriers: Scenario['couriers'], u: number): number {
  if (u < couriers.minors_share) return couriers.minor_factor;
  return u < couriers.minors_share + couriers.women_share ? couriers.woman_factor : 1;
}
