// "Written by" above a column is true: in a town where everything happens, no phase changes a column that does not name it.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { F32, U8, U16 } from '../../src/engine/entities/customers.ts';
import * as mechanisms from '../../src/engine/mechanism-list.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { allMechanisms } from '../support/any-policy.ts';
import {
  against,
  CHEAP,
  type Changes,
  EVENTFUL,
  EVERY_POLICY,
  groundOf,
  type PolicyInput,
  small,
} from '../support/small.ts';

/** What is called after each phase, by its name. */
const hook = vi.hoisted(() => ({ after: (_phase: string, _world: unknown): void => {} }));
vi.mock('../../src/engine/phase-list.ts', async (original) => {
  const { PHASES } = await original<typeof import('../../src/engine/phase-list.ts')>();
  return {
    PHASES: PHASES.map((phase) => ({
      ...phase,
      run: (world: World) => {
        const turn = phase.run(world);
        return () => {
          turn();
          hook.after(phase.name, world);
        };
      },
    })),
  };
});

const engine = fileURLToPath(new URL('../../src/engine/', import.meta.url));
const textOf = (file: string): string => readFileSync(`${engine}${file}`, 'utf8');
const filesOf = (room: string): string[] => readdirSync(`${engine}${room}`).map((file) => `${room}/${file}`);

/** Tables of the world by the interfaces that declare their columns, with the file. */
const TABLES: Record<string, [file: string, ...declared: string[]]> = {
  customers: ['entities/customers.ts', 'Customers', 'F32', 'U16', 'U8'],
  sites: ['entities/sites.ts', 'Sites'],
  platforms: ['entities/platforms.ts', 'Platforms'],
  lines: ['entities/platforms.ts', 'Lines'],
  couriers: ['entities/couriers.ts', 'Couriers'],
  custody: ['entities/custody.ts', 'Custody'],
  zones: ['entities/zones.ts', 'Zones'],
  occasions: ['entities/occasions.ts', 'Occasions'],
  returns: ['entities/occasions.ts', 'Returns'],
  health: ['entities/health.ts', 'Health'],
  effort: ['entities/effort.ts', 'COLUMNS'],
  ledger: ['kernel/ledger.ts', 'Ledger'],
};
/** Columns that lie in the world itself. */
const OF_WORLD = ['rateFactor', 'otherBurnInMg', 'burnInValue'];

/** What stands after "Written by" above each column of an interface or a table of offsets; undefined where nothing does. */
function writersIn(file: string, declared: string): Map<string, string | undefined> {
  const block = new RegExp(`^(?:export )?(?:interface|const) ${declared} (?:= )?\\{\\n(.*?)^\\}`, 'ms').exec(
    textOf(file),
  );
  if (block === null) throw new Error(`no ${declared} in ${file}`);
  const writers = new Map<string, string | undefined>();
  let comment = '';
  for (const [, said, column] of block[1].matchAll(/\/\*\*(.*?)\*\/|^ {2}(\w+)[?]?:/gms)) {
    if (said !== undefined) comment = said.replace(/\s*\n\s*\*\s*/g, ' ');
    else if (column !== undefined) writers.set(column, /Written by ([^.]*)\./.exec(comment)?.[1]);
  }
  return writers;
}

/** Writers by `table.column`. */
const saidOf = new Map<string, string | undefined>();
for (const [table, [file, ...all]] of Object.entries(TABLES))
  for (const declared of all)
    for (const [column, said] of writersIn(file, declared)) saidOf.set(`${table}.${column}`, said);
for (const [file, declared] of [
  ['world.ts', 'Shared'],
  ['acts/prices-paid.ts', 'PricesPaid'],
] as const)
  for (const [column, said] of writersIn(file, declared)) saidOf.set(`world.${column}`, said);

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Names in a comment; what is in parentheses says how. */
const namesIn = (said: string): string[] =>
  said
    .replace(/\([^)]*\)/g, '')
    .split(/[,;\s]+/)
    .filter((word) => word !== '' && !['and', 'by', 'too', 'the', 'first', 'second'].includes(word))
    .map(dashed);

const nameOf = (file: string): string => basename(file, '.ts');
/** Acts that a file uses, directly or through others, by name. */
function actsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, path] of textOf(file).matchAll(/from '(\.[^']+)'/g)) {
    const other = posix.join(posix.dirname(file), path);
    if (!other.startsWith('acts/') || found.has(nameOf(other))) continue;
    found.add(nameOf(other));
    actsOf(other, found);
  }
  return found;
}

/** Names under which each phase may be said to write: its own, its file's, those of the acts it uses; effort calls policies. */
const namesOf = new Map<string, Set<string>>();
/** Tables that are a mechanism's own, by name, and the phases that may write them. */
const owners = new Map<string, string[]>();
const FILE_OF = new Map<string, string>();
for (const file of filesOf('mechanisms')) {
  const part = Object.values<(typeof mechanisms)[keyof typeof mechanisms]>(mechanisms).find(({ phases }) =>
    Object.keys(phases).every((phase) => new RegExp(`^ {4}'?${phase}'?: \\{`, 'm').test(textOf(file))),
  );
  for (const phase of Object.keys(part?.phases ?? {})) {
    FILE_OF.set(phase, file);
    namesOf.set(phase, new Set([phase, nameOf(file), ...actsOf(file), ...(phase === 'effort' ? ['policies'] : [])]));
  }
  if (part && 'columns' in part)
    for (const table of Object.keys(part.columns({ nZones: 1, nCities: 1, nPlaces: 1, nDays: 1 })))
      owners.set(table, Object.keys(part.phases));
}

/** Column of a customer's record in which a byte lies. */
const atByte: string[] = [];
for (const [offsets, bytes] of [
  [F32, 4],
  [U16, 2],
  [U8, 1],
] as const)
  for (const [column, offset] of Object.entries(offsets)) atByte[offset * bytes] = column;
const RECORD_BYTES = 128;
for (let at = 1; at < RECORD_BYTES; at++) atByte[at] ??= atByte[at - 1];

/** A column as it is and as it was; `changed` names what differs, and takes it over. */
interface Watched {
  changed: () => string[];
}

function watchArray(name: string, column: NodeJS.TypedArray): Watched {
  const now = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  const before = Buffer.from(now);
  return {
    changed: () => {
      if (now.equals(before)) return [];
      now.copy(before);
      return [name];
    },
  };
}

function watchRecords(column: NodeJS.TypedArray): Watched {
  const now = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  const before = Buffer.from(now);
  return {
    changed: () => {
      if (now.equals(before)) return [];
      const found = new Set<string>();
      for (let at = 0; at < now.length; at++)
        if (now[at] !== before[at]) found.add(`customers.${atByte[at % RECORD_BYTES]}`);
      now.copy(before);
      return [...found];
    },
  };
}

function watchNumber(name: string, table: Record<string, unknown>, column: string): Watched {
  let before = table[column];
  return {
    changed: () => {
      if (table[column] === before) return [];
      before = table[column];
      return [name];
    },
  };
}

function watchTable(name: string, table: object, columns = Object.keys(table)): Watched[] {
  return columns.flatMap((column) => {
    const value = (table as Record<string, unknown>)[column];
    if (name === 'customers' && ['f64', 'f32', 'i32', 'u16', 'u8'].includes(column))
      return column === 'u8' ? [watchRecords(value as Uint8Array)] : [];
    if (ArrayBuffer.isView(value)) return [watchArray(`${name}.${column}`, value as Uint8Array)];
    return typeof value === 'number'
      ? [watchNumber(`${name}.${column}`, table as Record<string, unknown>, column)]
      : [];
  });
}

/** Platforms of one kind. */
type PlatformInput = Extract<NonNullable<Changes['platforms']>, readonly unknown[]>[number];

/** Little stock, a short promise, sites that give up and managers who are soon free again, so that what is rare happens too. */
const HASTY: Changes = {
  sites: { ...EVENTFUL.sites, turnover_per_week: 0.05 },
  // Product so cheap that there is cash to take out, and to be found.
  delivery: { ...EVENTFUL.delivery, promise_min: 10, stock_g_per_courier: 8, product_cost_eur_per_g: 1 },
  defection: { hazard_per_year: 5, opens_share: 1 },
  cash: { kept_months: 0.1 },
  mechanisms: allMechanisms(true),
  platforms: [
    ...(EVENTFUL.platforms as PlatformInput[]),
    { archetype: 'hybrid-site-platform', count: 2 },
    { archetype: 'fragile-line-absent-boss', count: 4, overrides: { ...CHEAP, lapse_per_week: 0.3 } },
    { archetype: 'subcontracted-fleet', count: 2, overrides: CHEAP },
  ],
  rebirth: { ...EVENTFUL.rebirth, rented_share: 1, dissolves_after_weeks: 4 },
  organisations: { ...EVENTFUL.organisations, site_founds_per_week: 0.05 },
  justice: {
    ...EVENTFUL.justice,
    manager_remand_share: 1,
    manager_least_months: 0.1,
    manager_most_months: 0.3,
    trial_least_months: 0.1,
    trial_most_months: 0.2,
  },
};
/** The same where platforms last long enough to come back from the dark. */
const LASTING: Changes = {
  ...HASTY,
  defection: { hazard_per_year: 0 },
  cash: { kept_months: 10 },
  organisations: { exit_per_week: 0.03 },
  rebirth: { ...HASTY.rebirth, hazard_per_week: 5, entry_file_share: 0.8 },
  mechanisms: { ...allMechanisms(true), labour_dip: false },
};
/** What policies can do besides. */
const MORE: PolicyInput[] = [
  {
    kind: 'site-operations',
    announce_day: 16,
    start_day: 30,
    hours_per_day: 40,
    between: [10, 18],
    size: 'large',
    where: 'all',
  },
  { kind: 'platform-investigation', start_day: 14, hours_per_day: 20, lines: 2, undercover: true },
];

/** Phases that changed each column. */
const writers = new Map<string, Set<string>>();

beforeAll(() => {
  let watched: Watched[] | null = null;
  hook.after = (phase, all) => {
    const world = all as World & Record<string, object>;
    // In so short a run prices hardly move: with an amount that the burn-in did not pay for, the index does.
    if (watched === null) world.otherBurnInMg[0] = 1e6;
    // The first phase of all is looked at from the second time on.
    watched ??= [
      ...Object.keys(TABLES).flatMap((table) => watchTable(table, world[table])),
      ...[...owners.keys()].flatMap((table) => watchTable(table, world[table])),
      ...watchTable('world', world, OF_WORLD),
    ];
    for (const { changed } of watched)
      for (const column of changed()) writers.set(column, (writers.get(column) ?? new Set()).add(phase));
  };
  for (const town of [HASTY, LASTING]) {
    watched = null;
    const scenario = small(EVENTFUL, town, against(...EVERY_POLICY, ...MORE));
    runArm(groundOf(scenario), 'pressure', 1, compilePolicy);
  }
});

describe('"Written by"', () => {
  it('names files of phases and acts, build and policies', () => {
    const known = new Set([
      'build',
      'policies',
      ...namesOf.keys(),
      ...[...filesOf('mechanisms'), ...filesOf('acts')].map(nameOf),
    ]);
    const unknown = [...saidOf].flatMap(([column, said]) =>
      namesIn(said ?? '')
        .filter((name) => !known.has(name))
        .map((name) => `${column}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('names every phase that changes a column, or an act of that phase', () => {
    expect(writers.size).toBeGreaterThan(80);
    const wrong = [...writers].flatMap(([column, phases]) => {
      const own = owners.get(column.split('.')[0]);
      const names = namesIn(saidOf.get(column) ?? '');
      return [...phases]
        .filter((phase) => (own ? !own.includes(phase) : !names.some((name) => namesOf.get(phase)?.has(name))))
        .map(
          (phase) =>
            `${column} is changed by ${FILE_OF.get(phase)}, and said to be by ${saidOf.get(column) ?? 'nobody'}`,
        );
    });
    expect(wrong.sort()).toEqual([]);
  });

  it('names nobody who changes nothing', () => {
    const wrote = (column: string, name: string): boolean =>
      [...(writers.get(column) ?? [])].some((phase) => namesOf.get(phase)?.has(name));
    const idle = [...saidOf].flatMap(([column, said = '']) => {
      // Neighbours may share a comment, of which some names are about one of them.
      const table = column.split('.')[0];
      const together = [...saidOf.keys()].filter((one) => one.startsWith(`${table}.`) && saidOf.get(one) === said);
      return namesIn(said)
        .filter((name) => name !== 'build' && !together.some((one) => wrote(one, name)))
        .map((name) => `${column}: ${name}`);
    });
    expect(idle).toEqual([]);
  });
});
