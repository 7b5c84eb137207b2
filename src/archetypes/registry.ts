// All archetypes, in the order in which they are listed.
import { serviceQualityBikes } from './service-quality-bikes.ts';
import { streetSite } from './street-site.ts';
import { threeLineHandsOn } from './three-line-hands-on.ts';
import type { Archetype, PlatformArchetype, PlatformTraits } from './traits.ts';

export const ARCHETYPES: readonly Archetype[] = [streetSite, threeLineHandsOn, serviceQualityBikes];

/** Archetypes that a scenario may list under `platforms`, by id. */
export const PLATFORM_ARCHETYPES: ReadonlyMap<string, PlatformArchetype> = new Map(
  ARCHETYPES.flatMap((archetype) => (archetype.kind === 'platform' ? [[archetype.id, archetype] as const] : [])),
);

/** Traits of a platform in a scenario: those of its archetype, with its overrides. Throws on an unknown archetype. */
export function traitsOf(platform: { archetype: string; overrides?: object | undefined }): PlatformTraits {
  const archetype = PLATFORM_ARCHETYPES.get(platform.archetype);
  if (!archetype) throw new Error(`unknown archetype ${platform.archetype}`);
  return { ...archetype.traits, ...platform.overrides };
}
