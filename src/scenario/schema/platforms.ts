// Fields of platforms by kind; their traits are those of archetypes. Knows no customer.
import { z } from 'zod';
import { ARCHETYPES, PLATFORM_ARCHETYPES, traitsOf } from '../../archetypes/registry.ts';
import { traitsSchema } from '../../archetypes/traits.ts';
import { field } from '../../fields/field.ts';
import { complain, whole } from '../../fields/kinds.ts';

const SITE_IDS = ARCHETYPES.filter(({ kind }) => kind === 'site').map(({ id }) => id);
const platform = z
  .strictObject({
    archetype: field(
      z.enum([...PLATFORM_ARCHETYPES.keys()], {
        error: ({ input }) =>
          SITE_IDS.includes(input as string) ? 'a fixed site is no platform: use `sites:`' : undefined,
      }),
      { text: 'What kind of platform, by id.', unit: '', grade: 'S', source: 'MODEL 2; founding article 2024' },
    ),
    count: field(whole(0, 20_000), {
      text: 'Platforms of this kind.',
      unit: 'platforms',
      plausible: '0-500',
      grade: 'D',
      source: 'MODEL 11; 200-220 platforms in the inner ring',
    }),
    overrides: traitsSchema
      .partial()
      .meta({ description: 'Traits that differ from those of the archetype.' })
      .optional(),
  })
  .meta({ description: 'Platforms of one kind.' });

const MAX_PLATFORMS = 20_000;
export const MAX_LINES = 65_535;
export const MAX_COURIERS = 500_000;

export const platforms = z
  .array(platform)
  .max(200)
  .default([])
  .meta({ description: 'Delivery platforms, by kind.' })
  .superRefine(
    complain((list) => {
      const total = (of: (one: Platform) => number) => list.reduce((sum, one) => sum + one.count * of(one), 0);
      const limits: [string, number, number][] = [
        ['platforms', total(() => 1), MAX_PLATFORMS],
        ['lines', total((one) => traitsOf(one).lines), MAX_LINES],
        ['couriers', total((one) => traitsOf(one).lines * traitsOf(one).couriers_per_line), MAX_COURIERS],
      ];
      return limits
        .filter(([, got, most]) => got > most)
        .map(([what, got, most]) => ({ path: [], what: `too many ${what}`, got, expected: `at most ${most} in all` }));
    }),
  );

/** Platforms of one kind as listed; their traits come from `traitsOf`. */
export type Platform = z.output<typeof platform>;
