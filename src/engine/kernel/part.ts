// The form of a part of the model: its fields, switches, random streams, columns, counts and phases.
import type { z } from 'zod';
import type { Complaint } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import type { PhaseNotes } from './phase.ts';
import type { Count } from './record.ts';

/** Fields of one section, each made by `field`. */
export type Shape = Readonly<Record<string, z.ZodType>>;
export type Shapes = Readonly<Record<string, Shape>>;

/** What a section of a scenario file is about, and rules between its fields. */
export interface SectionNotes {
  text: string;
  rules?: (values: never) => Complaint[];
  /** It may be written `none`: all its fields, numbers, are 0. */
  canBeNone?: boolean;
}

/** Numbers of entities, which give columns their length. */
export interface Size {
  nZones: number;
  nCities: number;
  nPlaces: number;
  /** Days of the run, burn-in included. */
  nDays: number;
}

/**
 * An entity, an act or a mechanism. The types of the scenario, the world, the streams and the record follow from the
 * lists of parts: to add a part, write its file and its line in a list.
 */
export interface Part {
  /** Sections that it adds to scenario files. */
  sections?: Readonly<Record<string, SectionNotes>>;
  /** Its fields by section; other parts may have fields in the same section. */
  fields?: Shapes;
  /** Its switches in the section `mechanisms`, each made by `toggle`. */
  switches?: Shape;
  /** Names of its random streams. */
  streams?: readonly string[];
  /** What it counts by day. */
  counts?: Readonly<Record<string, Count>>;
  /** State of its own, by name in the world. */
  columns?: (size: Size) => object;
  /** Its phases by name. */
  phases?: Readonly<Record<string, PhaseNotes<never>>>;
}

/** Counts of a part, checked against the type of a count. */
export const dailyCounts = <const C extends Readonly<Record<string, Count>>>(counts: C): C => counts;

/** Declares a part of the model; its type keeps all names. */
export const part = <const P extends Part>(one: P): P => one;

/** A mechanism also says in which section of docs/model.md it is described. */
export interface Mechanism extends Part {
  /** Equation and reasons in short; the section of docs/model.md has them in full. */
  submodel: Submodel;
}

export interface Submodel {
  /** Number of the section of docs/model.md. */
  section: string;
  text: string;
  grade: string;
  source: string;
}

/** Declares a mechanism; its type keeps all names. */
export const mechanism = <const M extends Mechanism>(one: M): M => one;

/** Values of fields, by section. */
export type Values<F extends Shapes> = { [S in keyof F]: z.output<z.ZodObject<F[S]>> };

/** Days of each count, by name. */
export type Counts<N extends string> = Readonly<Record<N, Float64Array>>;

/** What the world holds for a part: values of its fields and switches, keys of its streams, days of its counts. */
export type Own<P extends Pick<Part, 'fields' | 'switches' | 'streams' | 'counts'>> = (P extends {
  fields: infer F extends Shapes;
}
  ? { scenario: Values<F> }
  : unknown) &
  (P extends { switches: infer S extends Shape }
    ? { scenario: { mechanisms: { [K in keyof S]: boolean } } }
    : unknown) &
  (P extends { streams: readonly (infer N extends string)[] } ? { streams: Streams<N> } : unknown) &
  (P extends { counts: infer C extends object } ? { counts: Counts<keyof C & string> } : unknown);
