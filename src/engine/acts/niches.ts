// Places in the market where a platform of a kind may be: what a town of platforms is built for.
import { PLATFORM_ARCHETYPES, traitsOf } from '../../archetypes/registry.ts';
import type { PlatformTraits } from '../../archetypes/traits.ts';
import { toggle } from '../../fields/kinds.ts';
import type { Platform } from '../entities/platforms.ts';
import { type Own, part } from '../kernel/part.ts';

const switches = {
  platform_entry: toggle(
    'For each platform at the start there is a vacant niche of its kind; vacant niches are taken now and then.',
    'S direction, A size',
    'MODEL 6, entry',
  ),
};

/** Where a platform comes from: a niche may be taken again and again; a banned operator opens one once. */
export const ORIGIN = { niche: 0, ban: 1 } as const;

export interface Niche {
  /** Id of the archetype, and its traits as the scenario has them. */
  archetype: string;
  traits: PlatformTraits;
  /** An ORIGIN. */
  origin: number;
}

/** Archetype of what banned operators open. */
const BORN_OF_BANS = 'site-ban-born';

/**
 * All niches: those that are occupied at the start, as many vacant ones of each kind, and one for each platform that
 * banned operators may open.
 */
export function nichesOf(
  { platforms, mechanisms }: { platforms: readonly Platform[] } & Own<{ switches: typeof switches }>['scenario'],
  mostOpened: number,
): { niches: Niche[]; nAtStart: number } {
  const atStart = platforms.flatMap((kind) =>
    Array.from({ length: kind.count }, () => ({
      archetype: kind.archetype,
      traits: traitsOf(kind),
      origin: ORIGIN.niche,
    })),
  );
  const vacant = mechanisms.platform_entry ? atStart : [];
  const ofBans = platforms.find(({ archetype }) => archetype === BORN_OF_BANS) ?? { archetype: BORN_OF_BANS };
  const waiting = Array.from({ length: atStart.length > 0 ? mostOpened : 0 }, () => ({
    archetype: BORN_OF_BANS,
    traits: traitsOf(ofBans),
    origin: ORIGIN.ban,
  }));
  return { niches: [...atStart, ...vacant, ...waiting], nAtStart: atStart.length };
}

/** Number of an archetype in columns: its place in the list. */
export const numberOf = (archetype: string): number => ARCHETYPE_NUMBERS.get(archetype) ?? -1;
const ARCHETYPE_NUMBERS = new Map([...PLATFORM_ARCHETYPES.keys()].map((id, number) => [id, number]));

export const niches = part({ switches });
