// All parts of the model together: sections, fields, switches, streams, counts and phases, with their types.
import type { z } from 'zod';
import * as acts from './act-list.ts';
import { ENTITIES } from './entity-list.ts';
import type { Part, SectionNotes, Shape, Shapes, Size, Values } from './kernel/part.ts';
import type { Count } from './kernel/record.ts';
import * as mechanisms from './mechanism-list.ts';

/** The parts of a list, sorted by name. */
const byName = (list: Readonly<Record<string, Part>>): Part[] =>
  Object.keys(list)
    .sort()
    .map((name) => list[name]);

/** Entities first, then acts, then mechanisms. */
const PARTS: readonly Part[] = [...ENTITIES, ...byName(acts), ...byName(mechanisms)];

type Lists = typeof acts & typeof mechanisms;
type One = (typeof ENTITIES)[number] | Lists[keyof Lists];
/** Union of the `K` of all parts that have one. */
type Of<K extends keyof Part, P = One> = P extends Readonly<Record<K, infer V>> ? V : never;
type Merged<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;
type KeyOf<U> = U extends unknown ? keyof U & string : never;

export type StreamName = Of<'streams'>[number];
export type CountName = KeyOf<Of<'counts'>>;
export type PhaseName = KeyOf<Of<'phases'>>;
export type MechanismSwitches = Merged<Of<'switches'>>;
/** A mechanism's name in the section `mechanisms` of a scenario file. */
export type MechanismName = keyof MechanismSwitches & string;
export type Fields = Merged<Of<'fields'>>;
/** State that belongs to one part, by its name in the world. */
export type OwnColumns = Merged<ReturnType<Of<'columns'>>>;
/** Phases by name, each with the type of what it needs. */
export type OwnPhases = Merged<Of<'phases'>>;

/** Values of all fields and switches. */
export type PartValues = Values<Fields extends Shapes ? Fields : never> & {
  mechanisms: { [K in MechanismName]: boolean };
};

/** State of each part at the start of an arm. */
export const ownColumns = (size: Size): OwnColumns =>
  Object.assign({}, ...PARTS.map(({ columns }) => columns?.(size))) as OwnColumns;

export const STREAMS = PARTS.flatMap(({ streams = [] }) => streams) as StreamName[];

export const COUNTS = Object.assign({}, ...PARTS.map(({ counts }) => counts)) as Record<CountName, Count>;
export const COUNT_NAMES = Object.keys(COUNTS) as CountName[];

/** Switches of the section `mechanisms`. */
export const SWITCHES = Object.assign({}, ...PARTS.map(({ switches }) => switches)) as MechanismSwitches & Shape;

/** Those of them that the pilot keeps: the market's. What happens to people is for the run. */
export const PILOT_SWITCHES: ReadonlySet<string> = new Set(
  Object.keys(SWITCHES).filter((name) => SWITCHES[name].meta()?.inPilot === true),
);

/** Sections by name; fields in one that no part opens do not compile. */
type Sections = Merged<Of<'sections'>>;
type Opened = Exclude<keyof Fields, keyof Sections> extends never ? Sections : never;

/** Notes of all sections, and their fields from all parts. */
export const SECTIONS: Readonly<Record<string, SectionNotes>> = Object.assign(
  {},
  ...PARTS.map(({ sections }) => sections),
) satisfies Opened;
for (const { fields = {} } of PARTS)
  for (const section of Object.keys(fields))
    if (!(section in SECTIONS)) throw new Error(`parts: fields in section ${section}, which no part opens`);

export const FIELDS = Object.fromEntries(
  Object.keys(SECTIONS).map((section) => [section, Object.assign({}, ...PARTS.map(({ fields }) => fields?.[section]))]),
) as Record<string, Record<string, z.ZodType>>;

/** Phases by name, each with the section of docs/model.md that describes its mechanism. */
export const PARTS_PHASES = Object.assign({}, ...PARTS.map(({ phases }) => phases)) as OwnPhases;
export const SECTION_OF = Object.fromEntries(
  Object.values(mechanisms).flatMap(({ phases, submodel }) =>
    Object.keys(phases).map((name) => [name, submodel.section]),
  ),
) as Record<PhaseName, string>;
