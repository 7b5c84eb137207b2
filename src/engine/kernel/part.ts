// What a part of the model brings along: fields, switches, streams of chance, columns, counts, phases.
import type { z } from 'zod';
import type { Complaint } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import type { PhaseNotes } from './phase.ts';
import type { Count } from './record.ts';

/** Fields of one section, each made by `field`. */
export type Shape = Readonly<Record<string, z.ZodType>>;
export type Shapes = Readonly<Record<string, Shape>>;

/** What a section of a scenario file is about, and what its fields must be together. */
export interface SectionNotes {
  text: string;
  rules?: (values: never) => Complaint[];
}

/** How many there are of each thing: what columns are made to measure by. */
export interface Size {
  nZones: number;
  nCities: number;
  nPlaces: number;
  /** Days of the run, burn-in included. */
  nDays: number;
}

/**
 * An entity, an act or a mechanism: all that is its own. The types of a scenario, of the world, of the streams and of the
 * record follow from the lists of parts; a part is added by its file and its line there.
 */
export interface Part {
  /** Sections that it opens. */
  sections?: Readonly<Record<string, SectionNotes>>;
  /** Its fields by section; other parts may have fields in the same section. */
  fields?: Shapes;
  /** Its switches in the section `mechanisms`, each made by `toggle`. */
  switches?: Shape;
  /** Its purposes of chance. */
  streams?: readonly string[];
  /** What it counts by day. */
  counts?: Readonly<Record<string, Count>>;
  /** State of its own, by name in the world. */
  columns?: (size: Size) => object;
  /** Its phases by name. */
  phases?: Readonly<Record<string, PhaseNotes<never>>>;
}

/** Counts of a part, held to what a count must say. */
export const dailyCounts = <const C extends Readonly<Record<string, Count>>>(counts: C): C => counts;

/** A part of the model, its type kept to the last name. */
export const part = <const P extends Part>(one: P): P => one;

/** A mechanism also says in which section of docs/model.md it is described. */
export interface Mechanism extends Part {
  /** Equation and reasons in short: what the section of docs/model.md says at length. */
  submodel: Submodel;
}

export interface Submodel {
  /** Number of the section of docs/model.md. */
  section: string;
  text: string;
  grade: string;
  source: string;
}

/** A mechanism, its type kept to the last name. */
export const mechanism = <const M extends Mechanism>(one: M): M => one;

/** Values of fields, by section. */
export type Values<F extends Shapes> = { [S in keyof F]: z.output<z.ZodObject<F[S]>> };

/** Days of each count, by name. */
export type Counts<N extends string> = Readonly<Record<N, Float64Array>>;

/** What a part has of its own, as a world holds it: values of its fields and switches, keys of its streams, days of its counts. */
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
