// Which factors an outcome of a sweep depends on, or a paired effect: Morris' screening and Sobol' indices.
import { type Elementary, elementaryEffects } from '../../stats/elementary-effects.ts';
import { type GroupIndices, type SobolIndices, sobolIndices } from '../../stats/sobol-indices.ts';
import type { DesignSettings, Rows } from '../sweep/designs/design.ts';
import { morris, walks } from '../sweep/designs/morris.ts';
import { groupsOf, saltelli, saltelliRow } from '../sweep/designs/saltelli.ts';
import { complete, pointsByValues, type Target, valuesAt } from '../sweep/paired.ts';
import type { Factor, SweepTable } from '../sweep/sweep.ts';

type About = Pick<Factor, 'id' | 'text' | 'unit' | 'grade' | 'paths'>;

export interface Screened extends Elementary {
  factor: About;
  /** More runs, of all arms, with which it would be told from noise; null if it is, or if no number can be given. */
  moreRuns: number | null;
}

export interface Screening {
  method: 'morris';
  target: Target;
  walks: number;
  /** Walks left out, as a run of theirs is missing, failed or undefined. */
  leftOut: number;
  replicates: number;
  /** Runs that the design takes. */
  runs: number;
  /** Greatest μ* first. */
  factors: Screened[];
}

export interface Indexed extends GroupIndices {
  id: string;
  members: About[];
  moreRuns: number | null;
}

export interface Indices extends Omit<SobolIndices, 'groups'> {
  method: 'sobol';
  target: Target;
  leftOut: number;
  runs: number;
  /** Greatest total index first. */
  groups: Indexed[];
}

/** Elementary effects of a sweep of design `morris` with these settings; null if no walk is complete. */
export function screening(table: SweepTable, settings: DesignSettings, target: Target): Screening | null {
  const { factors, replicates } = table;
  const at = outcomesAt(table, morris.rowsOf(factors, settings), target);
  const walkOf = walks(factors.length, settings.seed, settings.levels);
  const effects: number[][][] = factors.map(() => []);
  const size = factors.length + 1;
  let kept = 0;
  for (let walk = 0; walk < settings.draws; walk++) {
    const outcomes = Array.from({ length: size }, (_, place) => at(walk * size + place));
    if (outcomes.includes(null)) continue;
    kept++;
    const { moved, by } = walkOf(walk);
    for (const [step, factor] of moved.entries())
      effects[factor]!.push(outcomes[step + 1]!.map((y, r) => (y - outcomes[step]![r]!) / by[step]!));
  }
  if (kept === 0) return null;
  return {
    method: 'morris',
    target,
    walks: kept,
    leftOut: settings.draws - kept,
    replicates: replicates.length,
    runs: settings.draws * size * replicates.length,
    factors: elementaryEffects(effects)
      .map((found, f) => ({
        factor: aboutOf(factors[f]!),
        ...found,
        moreRuns: found.walksNeeded && (found.walksNeeded - kept) * size * replicates.length,
      }))
      .sort((a, b) => b.muStar - a.muStar),
  };
}

/** Sobol' indices of a sweep of design `saltelli` with these settings; null if fewer than two draws are complete. */
export function indices(table: SweepTable, settings: DesignSettings, target: Target): Indices | null {
  const { factors, replicates } = table;
  const at = outcomesAt(table, saltelli.rowsOf(factors, settings), target);
  const groups = groupsOf(factors, settings.groups);
  const a: number[][] = [];
  const b: number[][] = [];
  const ab: number[][][] = groups.map(() => []);
  for (let draw = 0; draw < settings.draws; draw++) {
    const row = saltelliRow(draw, groups.length);
    const outcomes = [at(row.a), at(row.b), ...groups.map((_, g) => at(row.ab(g)))];
    if (outcomes.includes(null)) continue;
    const [ofA, ofB, ...ofAb] = outcomes as number[][];
    a.push(ofA!);
    b.push(ofB!);
    for (const [g, of] of ofAb.entries()) ab[g]!.push(of);
  }
  if (a.length < 2) return null;
  const size = groups.length + 2;
  const { groups: found, ...rest } = sobolIndices({ a, b, ab });
  return {
    method: 'sobol',
    target,
    leftOut: settings.draws - a.length,
    runs: settings.draws * size * replicates.length,
    ...rest,
    groups: found
      .map((of, g) => ({
        id: groups[g]!.id,
        members: groups[g]!.members.map((member) => aboutOf(factors[member]!)),
        ...of,
        moreRuns: of.drawsNeeded && (of.drawsNeeded - a.length) * size * replicates.length,
      }))
      .sort((one, other) => (other.total.value ?? 0) - (one.total.value ?? 0)),
  };
}

const aboutOf = ({ id, text, unit, grade, paths }: Factor): About => ({ id, text, unit, grade, paths });

/** Values of the target by replicate at a row of the design; null unless all replicates have one. */
function outcomesAt(table: SweepTable, { valuesOf }: Rows, target: Target): (row: number) => number[] | null {
  const pointOf = pointsByValues(table);
  return (row) => {
    const point = pointOf(valuesOf(row));
    return point === undefined ? null : complete(valuesAt(table, point, target));
  };
}

/** Factors whose evidence has that grade, wholly or in a part: 'S direction, A size' is of S and of A. */
export const ofGrade = <F extends Pick<Factor, 'grade'>>(factors: readonly F[], grade: string): F[] =>
  factors.filter((factor) => factor.grade.split(/[^A-Za-z]+/).includes(grade));

/** Groups of factors by the section of their first path, of sections with two factors or more: `risk`, `market`. */
export function groupsBySection(factors: readonly Pick<Factor, 'id' | 'paths'>[]): Record<string, string[]> {
  const sections = new Map<string, string[]>();
  for (const { id, paths } of factors) {
    const section = paths[0]!.split('.')[0]!;
    sections.set(section, [...(sections.get(section) ?? []), id]);
  }
  return Object.fromEntries([...sections].filter(([, members]) => members.length > 1));
}

/** Ids of factors worth Sobol' indices after a screening: those not held for noise, of the greatest μ*, at most `most`. */
export const worthIndices = ({ factors }: Screening, most: number): string[] =>
  factors
    .filter(({ isTold }) => isTold !== false)
    .slice(0, most)
    .map(({ factor }) => factor.id);
