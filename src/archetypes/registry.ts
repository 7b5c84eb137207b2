// All archetypes, in the order in which they are listed.
import { botRunChannel } from './bot-run-channel.ts';
import { defector } from './defector.ts';
import { familyMicro } from './family-micro.ts';
import { fragileLineAbsentBoss } from './fragile-line-absent-boss.ts';
import { friendsStartUp } from './friends-start-up.ts';
import { hybridSitePlatform } from './hybrid-site-platform.ts';
import { relationshipSelling } from './relationship-selling.ts';
import { remoteFranchisedBrand } from './remote-franchised-brand.ts';
import { serviceQualityBikes } from './service-quality-bikes.ts';
import { siteBanBorn } from './site-ban-born.ts';
import { streetSite } from './street-site.ts';
import { subcontractedFleet } from './subcontracted-fleet.ts';
import { threeLineHandsOn } from './three-line-hands-on.ts';
import type { Archetype, PlatformArchetype, PlatformTraits } from './traits.ts';

export const ARCHETYPES: readonly Archetype[] = [
  threeLineHandsOn,
  remoteFranchisedBrand,
  serviceQualityBikes,
  familyMicro,
  subcontractedFleet,
  botRunChannel,
  hybridSitePlatform,
  siteBanBorn,
  relationshipSelling,
  fragileLineAbsentBoss,
  friendsStartUp,
  defector,
  streetSite,
];

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
