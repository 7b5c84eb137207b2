// The schemas of the sections of a scenario file that parts of the model define.
import { z } from 'zod';
import type { Shape } from '../engine/kernel/part.ts';
import { FIELDS, type Fields, type MechanismSwitches, SECTIONS, SWITCHES } from '../engine/parts.ts';
import { complain, section } from '../fields/kinds.ts';

/** A section may be left out if every field has a default. */
type Section<S extends Shape> =
  Record<never, never> extends z.input<z.ZodObject<S>>
    ? z.ZodPrefault<z.ZodObject<S, z.core.$strict>>
    : z.ZodObject<S, z.core.$strict>;

type Sections = {
  [S in keyof Fields]: Fields[S] extends Shape ? Section<{ [F in keyof Fields[S]]: Fields[S][F] }> : never;
};

export const sections = Object.fromEntries(
  Object.entries(SECTIONS).map(([name, { text, rules, canBeNone }]) => {
    const map = z.strictObject(FIELDS[name]!).meta({ description: text });
    const ruled = rules ? map.superRefine(complain(rules as (values: unknown) => never[])) : map;
    const written = canBeNone ? z.union([ruled, none(FIELDS[name])]).meta({ description: text }) : ruled;
    return [name, z.safeParse(ruled, {}).success ? written.prefault({}) : written];
  }),
) as unknown as Sections;

/** The word `none`, for a section with every field 0. */
function none(shape: Shape) {
  const zeroes = Object.fromEntries(Object.keys(shape).map((name) => [name, 0]));
  return z.literal('none').transform(() => zeroes);
}

export const mechanisms = section('Switches; off means absent, and all else stays.', SWITCHES as MechanismSwitches);
