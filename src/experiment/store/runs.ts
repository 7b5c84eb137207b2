// Makes one sorted table of all runs of a sweep from its segments, `runs.parquet`. The same runs give the same bytes,
// whoever wrote them, in whatever order, however often.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Factor } from '../sweep/sweep.ts';
import { segmentsIn } from './segments.ts';

export const SEGMENTS = 'segments';
export const RUNS = 'runs.parquet';

/** What the table needs to know of a sweep. */
export interface Layout {
  factors: readonly Pick<Factor, 'id' | 'levels' | 'range'>[];
  /** The reference first. */
  arms: readonly string[];
  outcomes: readonly string[];
}

export const EFFORTS = ['offered_h', 'spent_h', 'offered_eur', 'spent_eur'] as const;

export interface Collected {
  done: number;
  failed: number;
  /** Runs that are there several times, done, and not the same; only one of each is in the table. */
  unequal: number;
  /** The first of those that failed. */
  failures: { run: string; seed: string; error: string }[];
}

/** Failures that are told. */
const MOST_FAILURES = 10;
/** Rows of a group of rows in the file. */
const GROUP_ROWS = 122_880;
/** What is more goes to the disk while it is sorted. */
const MEMORY = '1GB';

/** Writes the table of a sweep's folder to `path`, whole or not at all. A done run wins over a failed one of the same id. */
export async function collectRuns(
  folder: string,
  { factors, arms, outcomes }: Layout,
  path = join(folder, RUNS),
): Promise<Collected> {
  const files = segmentsIn(join(folder, SEGMENTS));
  const fresh = join(dirname(path), `.${RUNS}.new-${randomBytes(4).toString('hex')}`);
  const spill = `${fresh}.tmp`;
  const lines = files.length === 0 ? 'SELECT NULL::JSON AS json, 0 AS nth WHERE false' : linesOf(files);
  const names = factors.map(({ id }) => name(id));
  const columns = names.map((one) => `${one}, `).join('');
  try {
    return await withDatabase(spill, async (database) => {
      await database.run(
        `CREATE TEMP TABLE best AS
         SELECT min({ failed: failed, digest: digest, nth: nth }) AS first,
                min(digest) FILTER (NOT failed) <> max(digest) FILTER (NOT failed) AS is_unequal
         FROM (SELECT nth, json->>'id' AS id, json->>'error' IS NOT NULL AS failed, md5_number(json::VARCHAR) AS digest
               FROM (${lines}))
         WHERE id IS NOT NULL GROUP BY id`,
      );
      const counts = await database.runAndReadAll(
        `SELECT count(*) FILTER (NOT first.failed)::DOUBLE, count(*) FILTER (first.failed)::DOUBLE,
                count(*) FILTER (is_unequal)::DOUBLE FROM best`,
      );
      const [done, failed, unequal] = counts.getRows()[0] as [number, number, number];
      await database.run(
        `COPY (
           SELECT run, point, replicate, seed, ${columns} arm, ${each(outcomes, text)} AS outcome,
                  ${each(outcomes, (outcome) => `it.outcomes[${text(outcome)}]`)} AS value, ${EFFORTS.map((effort) => `it.effort.${effort}, `).join('')} error
           FROM (SELECT *, ${each(arms, text)} AS arm, ${each(arms, (arm) => `arms[${text(arm)}]`)} AS it
                 FROM (SELECT id AS run, *, ${factors.map((factor, nth) => `${columnOf(factor, nth)} AS ${names[nth]}, `).join('')}
                       FROM (SELECT unnest(from_json(json, ${text(FORM)}))
                             FROM (${lines}) WHERE nth IN (SELECT first.nth FROM best))
                       ORDER BY ${columns} point, replicate)))
         TO ${text(fresh)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${GROUP_ROWS})`,
      );
      const failures = await database.runAndReadAll(
        `SELECT run, seed, error FROM read_parquet(${text(fresh)}) WHERE error IS NOT NULL LIMIT ${MOST_FAILURES}`,
      );
      putInPlace(fresh, path);
      return { done, failed, unequal, failures: failures.getRowObjects() as Collected['failures'] };
    });
  } finally {
    rmSync(fresh, { force: true });
    rmSync(spill, { recursive: true, force: true });
  }
}

/** The lines of all segments, with a number; what is no whole line is null. */
const linesOf = (files: readonly string[]): string =>
  `SELECT json, row_number() OVER () AS nth FROM read_ndjson_objects([${files.map(text).join(', ')}], ignore_errors = true)`;

/** What is read of a line. */
const FORM = JSON.stringify({
  ...{ id: 'VARCHAR', point: 'VARCHAR', replicate: 'INTEGER', seed: 'VARCHAR', values: 'JSON', error: 'VARCHAR' },
  arms: `MAP(VARCHAR, STRUCT(outcomes MAP(VARCHAR, DOUBLE), effort STRUCT(${EFFORTS.map((effort) => `${effort} DOUBLE`).join(', ')})))`,
});

/** A row for each of `items`; a run that failed has one. */
const each = (items: readonly string[], of: (item: string) => string): string =>
  `unnest(CASE WHEN error IS NULL THEN [${items.map(of).join(', ')}] ELSE [NULL] END)`;

const columnOf = (factor: Layout['factors'][number], nth: number): string => `("values"->>${nth})::${typeOf(factor)}`;

/** A column of numbers or of truths where all values are such; else of texts. */
export function typeOf({ levels, range }: Layout['factors'][number]): 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' {
  if (range !== null || levels.every((level) => typeof level === 'number')) return 'DOUBLE';
  return levels.every((level) => typeof level === 'boolean') ? 'BOOLEAN' : 'VARCHAR';
}

export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const name = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** A database in memory, of one thread, since the order of rows is that of one thread; nothing is fetched for it. */
export async function withDatabase<T>(spill: string, act: (database: DuckDBConnection) => Promise<T>): Promise<T> {
  // Loaded only here: it takes as long as all else at the start of a command.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: MEMORY,
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const database = await instance.connect();
  try {
    return await act(database);
  } finally {
    database.closeSync();
    instance.closeSync();
  }
}

/** The name changes hands when the bytes are on the disk. */
function putInPlace(fresh: string, path: string): void {
  const fd = openSync(fresh, 'r+');
  fsyncSync(fd);
  closeSync(fd);
  renameSync(fresh, path);
}
