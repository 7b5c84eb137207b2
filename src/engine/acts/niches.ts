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

/** Where a platform comes from: niches and places for defectors may be taken again and again; a banned operator opens one once. */
export const ORIGIN = { niche: 0, ban: 1, defection: 2 } as const;

export interface Niche {
  /** Id of the archetype, and its traits as the scenario has them. */
  archetype: string;
  traits: PlatformTraits;
  /** An ORIGIN. */
  origin: number;
}

/** Archetype of what banned operators open. */
const BORN_OF_BANS = 'site-ban-born';
/** Archetype of what couriers open who leave with clients. It comes about in no other way. */
const DEFECTOR = 'defector';
/** Places for defectors: so many for each at the start, and so many more. */
const PLACES = { each: 4, more: 16 } as const;

type NichesGiven = { platforms: readonly Platform[]; mechanisms: { readonly defection: boolean } } & Own<{
  switches: typeof switches;
}>['scenario'];

/**
 * All niches: those that are occupied at the start, as many vacant ones of each kind but defectors, places for defectors,
 * and one for each platform that banned operators may open.
 */
export function nichesOf(
  { platforms, mechanisms }: NichesGiven,
  mostOpened: number,
): { niches: Niche[]; nAtStart: number } {
  const atStart = platforms.flatMap((kind) =>
    Array.from({ length: kind.count }, () => ({
      archetype: kind.archetype,
      traits: traitsOf(kind),
      origin: kind.archetype === DEFECTOR ? ORIGIN.defection : ORIGIN.niche,
    })),
  );
  const vacant = mechanisms.platform_entry ? atStart.filter(({ origin }) => origin === ORIGIN.niche) : [];
  const nDefectors = atStart.filter(({ archetype }) => archetype === DEFECTOR).length;
  const waiting = (archetype: string, origin: number, n: number): Niche[] => {
    const traits = traitsOf(platforms.find((kind) => kind.archetype === archetype) ?? { archetype });
    return Array.from({ length: atStart.length > 0 ? n : 0 }, () => ({ archetype, traits, origin }));
  };
  const ofDefectors = mechanisms.defection ? PLACES.each * nDefectors + PLACES.more : 0;
  return {
    niches: [
      ...atStart,
      ...vacant,
      ...waiting(DEFECTOR, ORIGIN.defection, ofDefectors),
      ...waiting(BORN_OF_BANS, ORIGIN.ban, mostOpened),
    ],
    nAtStart: atStart.length,
  };
}

/** Number of an archetype in columns: its place in the list. */
export const numberOf = (archetype: string): number => ARCHETYPE_NUMBERS.get(archetype) ?? -1;
const ARCHETYPE_NUMBERS = new Map([...PLATFORM_ARCHETYPES.keys()].map((id, number) => [id, number]));

export const niches = part({ switches });
