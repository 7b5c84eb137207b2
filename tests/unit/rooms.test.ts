// The rooms of the house: who may import whom, no circle of files, and no name that two parts of the model declare.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as acts from '../../src/engine/act-list.ts';
import { ENTITIES } from '../../src/engine/entity-list.ts';
import type { Part } from '../../src/engine/kernel/part.ts';
import * as mechanisms from '../../src/engine/mechanism-list.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

const GROUND = ['units.ts', 'numbers.ts', 'nearest.ts', 'unreadable.ts'];
const UNDER_ENGINE = ['fields/', 'random/', 'stats/', 'city/', 'archetypes/'];
/** The engine but for its mechanisms, which the lists alone name. */
const ENGINE = ['engine/kernel/', 'engine/entities/', 'engine/acts/', 'engine/'];

/** What each room may import: rooms, without the rooms in them, or single files. A file lies in the room of its longest prefix. */
const MAY: Record<string, readonly string[]> = {
  ...Object.fromEntries(GROUND.map((file) => [file, []])),
  'fields/': ['fields/', 'units.ts'],
  'random/': ['random/'],
  'stats/': ['stats/', 'random/'],
  'city/': ['city/', 'random/', ...GROUND],
  'archetypes/': ['archetypes/', 'fields/'],
  'engine/kernel/': ['engine/kernel/', 'fields/', 'random/', 'units.ts'],
  'engine/entities/': [
    'engine/entities/',
    'engine/kernel/',
    'fields/',
    'random/',
    'stats/',
    'archetypes/',
    'city/city.ts',
    'units.ts',
  ],
  'engine/acts/': [
    'engine/acts/',
    'engine/entities/',
    'engine/kernel/',
    'fields/',
    'random/',
    'stats/',
    'archetypes/',
    'city/city.ts',
    'units.ts',
  ],
  'engine/mechanisms/': [
    'engine/acts/',
    'engine/entities/',
    'engine/kernel/',
    'fields/',
    'random/',
    'stats/',
    'city/city.ts',
    'units.ts',
  ],
  'engine/': ['engine/mechanisms/', ...ENGINE, ...UNDER_ENGINE, 'units.ts'],
  'policies/': ['policies/', ...ENGINE, ...UNDER_ENGINE, 'units.ts', 'numbers.ts'],
  'measures/': [
    'measures/',
    'engine/counts.ts',
    'engine/kernel/record.ts',
    'archetypes/',
    'stats/',
    'units.ts',
    'numbers.ts',
  ],
  'scenario/': ['scenario/', 'policies/', ...ENGINE, 'fields/', 'archetypes/', 'city/', ...GROUND],
  'experiment/': ['experiment/', 'scenario/', 'policies/', 'measures/', ...ENGINE, ...UNDER_ENGINE, ...GROUND],
  'charts/': ['charts/', 'experiment/', 'measures/', 'engine/kernel/record.ts', 'stats/', ...GROUND],
  'report/': [
    'report/',
    'archetypes/',
    'charts/draw.ts',
    'experiment/',
    'policies/',
    'measures/',
    'engine/kernel/record.ts',
    'stats/',
    ...GROUND,
  ],
  'cli/': [
    'cli/',
    'report/',
    'charts/',
    'experiment/',
    'scenario/',
    'policies/',
    'measures/',
    ...ENGINE,
    ...UNDER_ENGINE,
    ...GROUND,
  ],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

/** Files that each file imports, types and late imports included. */
const imports = new Map(
  files.map((file) => {
    const code = readFileSync(`${src}${file}`, 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
    const named = [...code.matchAll(/(?:\bfrom |\bimport |\bimport\()'(\.[^']+\.ts)'/g)];
    return [file, [...new Set(named.map(([, path]) => posix.join(posix.dirname(file), path)))].sort()];
  }),
);

const roomOf = (file: string): string =>
  Object.keys(MAY)
    .filter((room) => file === room || (room.endsWith('/') && file.startsWith(room)))
    .sort((a, b) => b.length - a.length)[0] ?? '';

describe('the files of src', () => {
  it('lie in a room, and import files that are there', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((file) => roomOf(file) === '')).toEqual([]);
    expect([...imports.values()].flat().filter((file) => !imports.has(file))).toEqual([]);
  });

  it('look no way that their room does not', () => {
    const wrong = [...imports].flatMap(([file, seen]) => {
      const may = MAY[roomOf(file)];
      return seen
        .filter((other) => !may.includes(other) && !may.includes(roomOf(other)))
        .map((other) => `${file} imports ${other}`);
    });
    expect(wrong).toEqual([]);
  });

  it('stand in no circle', () => {
    expect(circle(imports)).toEqual([]);
  });

  it.each([
    [{ a: ['b'], b: ['c'], c: [] }, []],
    [{ a: ['b'], b: ['c', 'd'], c: ['b'], d: [] }, ['b', 'c', 'b']],
    [{ a: ['a'] }, ['a', 'a']],
  ])('of %j have the circle %j', (graph, found) => {
    expect(circle(new Map(Object.entries(graph)))).toEqual(found);
  });
});

/** A circle in a graph, its first node once more at the end; empty if there is none. */
function circle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const from = (node: string): string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const found = from(next);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const found = from(node);
    if (found.length > 0) return found;
  }
  return [];
}

describe('the parts of the model', () => {
  const parts: Part[] = [...ENTITIES, ...Object.values<Part>(acts), ...Object.values<Part>(mechanisms)];
  const size = { nZones: 1, nCities: 1, nPlaces: 1, nDays: 1 };
  const names: Record<string, (part: Part) => string[]> = {
    section: ({ sections = {} }) => Object.keys(sections),
    field: ({ fields = {} }) =>
      Object.entries(fields).flatMap(([section, shape]) => Object.keys(shape).map((name) => `${section}.${name}`)),
    switch: ({ switches = {} }) => Object.keys(switches),
    stream: ({ streams = [] }) => [...streams],
    count: ({ counts = {} }) => Object.keys(counts),
    column: ({ columns }) => Object.keys(columns?.(size) ?? {}),
    phase: ({ phases = {} }) => Object.keys(phases),
  };

  it.each(Object.entries(names))('declare no %s twice', (_, of) => {
    const all = parts.flatMap(of);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((name, at) => all.indexOf(name) < at)).toEqual([]);
  });
});
