// Saltelli's design for Sobol' indices: two matrices of draws, and the first with one group's columns of the second.
// Saltelli et al. (2010), Computer Physics Communications 181(2):259-270, doi:10.1016/j.cpc.2009.09.018.
import { MOST_DIMENSIONS } from '../../../random/sobol.ts';
import type { Factor } from '../sweep.ts';
import { type Design, faultOfDraws, rowsOfDraws } from './design.ts';
import { faultOfDimensions, shiftedSobol } from './sobol.ts';

export const saltelli: Design = {
  id: 'saltelli',
  text: "Pairs of Sobol' draws with one factor or group exchanged at a time, for the indices of `sensitivity`.",
  reads: ['seed', 'draws', 'groups'],
  faultIn: (factors, settings) =>
    faultOfDraws(factors, settings) ??
    faultOfDimensions(factors.length, MOST_DIMENSIONS / 2) ??
    faultOfGroups(factors, settings.groups),
  rowsOf: (factors, { seed, draws, groups }) => {
    const exchanged = groupsOf(factors, groups).map(({ members }) => new Set(members));
    const pairs = shiftedSobol(2 * factors.length, seed);
    const size = exchanged.length + 2;
    return rowsOfDraws(factors, draws * size, (row) => {
      const at = row % size;
      const pair = pairs((row - at) / size);
      const isOfB = (factor: number): boolean => at === size - 1 || (at > 0 && exchanged[at - 1]!.has(factor));
      return factors.map((_, factor) => pair[isOfB(factor) ? factors.length + factor : factor]!);
    });
  },
};

/** A group of factors, or a factor in none, and the places of its members in the list of factors. */
export interface Group {
  id: string;
  members: readonly number[];
}

/** Named groups first, then the other factors one by one. */
export function groupsOf(factors: readonly Factor[], groups: Readonly<Record<string, readonly string[]>>): Group[] {
  const grouped = Object.values(groups).flat();
  const placeOf = (id: string): number => factors.findIndex((factor) => factor.id === id);
  return [
    ...Object.entries(groups).map(([id, members]) => ({ id, members: members.map(placeOf) })),
    ...factors.flatMap(({ id }, at) => (grouped.includes(id) ? [] : [{ id, members: [at] }])),
  ];
}

/** Rows of one draw: the first matrix's, then with each group exchanged in the order of {@link groupsOf}, then the second's. */
export const saltelliRow = (draw: number, nGroups: number) => ({
  a: draw * (nGroups + 2),
  ab: (group: number): number => draw * (nGroups + 2) + 1 + group,
  b: draw * (nGroups + 2) + nGroups + 1,
});

export function faultOfGroups(
  factors: readonly Factor[],
  groups: Readonly<Record<string, readonly string[]>>,
): string | null {
  const grouped = Object.values(groups).flat();
  const unknown = grouped.find((id) => factors.every((factor) => factor.id !== id));
  if (unknown !== undefined) return `a group holds ${unknown}, which is no factor`;
  const twice = grouped.find((id, at) => grouped.indexOf(id) < at);
  if (twice !== undefined) return `${twice} is in two groups`;
  const empty = Object.entries(groups).find(([, members]) => members.length === 0);
  if (empty) return `group ${empty[0]} is empty`;
  const ungrouped = factors.find(({ id }) => groups[id] !== undefined && !grouped.includes(id));
  return ungrouped ? `${ungrouped.id} is the name of a group and of a factor outside` : null;
}
