// Scenario files in memory, for tests of what reads them.
import type { Fault } from '../../src/scenario/faults.ts';
import { type Parsed, parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** The least that makes a scenario. */
export const LEAST = `version: 2
city: { grid: { columns: 4, rows: 3, population: 10000 } }
customers: { count: 100 }
sites: { count: 3 }
`;

/** Parses the first of `files` (or the only text), with the others to extend. */
export function parse(files: string | Record<string, string>, sets: readonly string[] = []): Parsed {
  const all = typeof files === 'string' ? { 'test.yaml': files } : files;
  return parseScenario(Object.keys(all)[0], {
    sets,
    readText: (path) => {
      const text = Object.hasOwn(all, path) ? all[path] : undefined;
      if (text === undefined) throw new Error('no such file');
      return text;
    },
  });
}

export function accepted(files: string | Record<string, string>, sets: readonly string[] = []): Scenario {
  const parsed = parse(files, sets);
  if (!parsed.ok) throw new Error(parsed.faults.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  return parsed.scenario;
}

export function refused(files: string | Record<string, string>, sets: readonly string[] = []): Fault[] {
  const parsed = parse(files, sets);
  if (parsed.ok) throw new Error('accepted');
  return parsed.faults;
}

/** Faults as `file:line:col path what`, `--set` ones without a place. */
export const brief = (faults: readonly Fault[]): string[] =>
  faults.map(({ file, line, col, path, what }) => `${line > 0 ? `${file}:${line}:${col}` : file} ${path} ${what}`);
