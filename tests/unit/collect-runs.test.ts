// The table of a sweep's runs: the same bytes whoever wrote them, and the numbers that were written.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { collectRuns } from '../../src/experiment/store/runs.ts';
import { runAgain } from '../../src/experiment/store/sample.ts';
import { openSegment, segmentsIn } from '../../src/experiment/store/segments.ts';
import { readTable } from '../../src/experiment/store/table.ts';
import type { RunRow } from '../../src/experiment/sweep/sweep.ts';
import { freshFolder } from '../cli/waterbed.ts';
import { failed, rowOf, SWEEP } from '../support/sweep-rows.ts';

const N = 120;
const rows = Array.from({ length: N }, (_, nth) => rowOf(nth));

async function written(...segments: RunRow[][]): Promise<string> {
  const folder = freshFolder();
  for (const segment of segments) {
    const sink = openSegment<RunRow>(join(folder, 'segments'));
    for (const row of segment) sink.append(row);
    await sink.close();
  }
  return folder;
}
const bytesIn = async (folder: string): Promise<string> => {
  await collectRuns(folder, SWEEP);
  return readFileSync(join(folder, 'runs.parquet')).toString('hex');
};

it('has the same bytes for one writer and many, in any order, with duplicates and what failed at first', async () => {
  const clean = await bytesIn(await written(rows));
  const shuffled = rows.toSorted((a, b) => ((a.replicate * 7919 + a.id.length) % 13) - ((b.replicate * 7919) % 13));
  const parts = [0, 1, 2].map((part) => shuffled.filter((_, at) => at % 3 === part));
  expect(await bytesIn(await written(...parts))).toBe(clean);
  const messy = await written([failed(3, 'no'), failed(8, 'no')], rows.toReversed(), [failed(3, 'again'), rowOf(5)]);
  expect(await bytesIn(messy)).toBe(clean);
  // Torn by a kill, and by a power cut.
  appendFileSync(segmentsIn(join(messy, 'segments'))[0]!, '{"id":"run-5","point":"po');
  appendFileSync(segmentsIn(join(messy, 'segments'))[1]!, Buffer.alloc(5000));
  expect(await bytesIn(messy)).toBe(clean);
  expect(readdirSync(messy).sort()).toEqual(['runs.parquet', 'segments']);
  expect(await bytesIn(await written(rows.slice(1)))).not.toBe(clean);
});

it('counts what is done, failed and unequal', async () => {
  const other = { ...rowOf(2), arms: { ...rowOf(2).arms, baseline: rowOf(3).arms.baseline! } };
  const folder = await written([rowOf(0), failed(1, 'out of memory'), rowOf(2), other, failed(0, 'no')]);
  expect(await collectRuns(folder, SWEEP)).toEqual({
    done: 2,
    failed: 1,
    unequal: 1,
    failures: [{ run: 'run-1', seed: 'waterbed/2', error: 'out of memory' }],
  });
});

it('is sorted by factors, replicate, arm and outcome, with a row for what is undefined and one for what failed', async () => {
  const folder = await written([...rows.slice(0, 16).toReversed(), failed(16, 'no')]);
  await collectRuns(folder, SWEEP);
  const table = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'runs.parquet')) });
  expect(Object.keys(table[0]!)).toEqual([
    ...['run', 'point', 'replicate', 'seed', 'dose', 'kind of "it"', 'on', 'arm', 'outcome', 'value'],
    ...['offered_h', 'spent_h', 'offered_eur', 'spent_eur', 'error'],
  ]);
  expect(table).toHaveLength(16 * 4 + 1);
  const order = table.map((row) => [row.dose, row['kind of "it"'], row.replicate] as [number, string, number]);
  const sorted = order.toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2]));
  expect(order).toEqual(sorted);
  expect(table.slice(0, 4).map(({ arm, outcome }) => [arm, outcome])).toEqual(
    SWEEP.arms.flatMap((arm) => SWEEP.outcomes.map((outcome) => [arm, outcome])),
  );
  const row = rowOf(0);
  const ofRow = table.filter(({ run }) => run === row.id);
  expect(ofRow.map(({ value }) => value)).toEqual(
    SWEEP.arms.flatMap((arm) => SWEEP.outcomes.map((outcome) => row.arms[arm]!.outcomes[outcome])),
  );
  expect(ofRow[3]).toMatchObject({ seed: row.seed, ...row.arms["pressure's"]!.effort, on: true, error: null });
  const [lost] = table.filter(({ run }) => run === 'run-16');
  expect(lost).toMatchObject({ point: 'point-4', error: 'no', arm: null, outcome: null, value: null, offered_h: null });
});

it('gives back every number as it was written', async () => {
  const folder = await written([...rows.slice(0, -1), failed(N - 1, 'no')]);
  await collectRuns(folder, SWEEP);
  const table = await readTable(folder, SWEEP);
  expect(table).toMatchObject({
    name: 'made-up',
    arms: SWEEP.arms,
    outcomes: SWEEP.outcomes,
    replicates: [1, 2, 3, 4],
  });
  expect(table.points).toHaveLength(N / 4);
  expect(table.failed).toEqual([{ point: rows[N - 1]!.point, replicate: 4, error: 'no' }]);
  for (const row of rows) {
    const point = table.points.findIndex(({ id }) => id === row.point);
    expect(table.points[point]!.values).toEqual(row.values);
    for (const arm of SWEEP.arms) {
      const isLost = row === rows[N - 1];
      expect(table.effort(point, row.replicate - 1, arm)).toEqual(isLost ? null : row.arms[arm]!.effort);
      for (const outcome of SWEEP.outcomes)
        expect(table.value(point, row.replicate - 1, arm, outcome)).toBe(
          isLost ? null : row.arms[arm]!.outcomes[outcome],
        );
    }
  }
});

it('of nothing is a table without rows', async () => {
  const folder = freshFolder();
  expect(await collectRuns(folder, SWEEP)).toEqual({ done: 0, failed: 0, unequal: 0, failures: [] });
  expect(await readTable(folder, SWEEP)).toMatchObject({ points: [], replicates: [], failed: [] });
});

it('stays as it was when it cannot be made anew', async () => {
  const folder = await written([rowOf(0)]);
  mkdirSync(join(folder, 'segments', 'broken.jsonl'));
  writeFileSync(join(folder, 'runs.parquet'), 'the old one');
  await expect(collectRuns(folder, SWEEP)).rejects.toThrow();
  expect(readFileSync(join(folder, 'runs.parquet'), 'utf8')).toBe('the old one');
  expect(readdirSync(folder).sort()).toEqual(['runs.parquet', 'segments']);
});

it('has a sample that is run again: the same each time, and differences are found', async () => {
  const folder = join(await written(rows.slice(0, 60), rows), 'segments');
  const right = async (asked: readonly RunRow[]): Promise<RunRow[]> =>
    asked.map(({ id }) => rowOf(Number(id.slice(4))));
  const found = await runAgain(folder, 5, 'key', right);
  expect(found).toHaveLength(5);
  expect(new Set(found.map(({ id }) => id)).size).toBe(5);
  expect(found.flatMap(({ differs }) => differs)).toEqual([]);
  expect(await runAgain(folder, 5, 'key', right)).toEqual(found);
  expect(await runAgain(folder, 5, 'another', right)).not.toEqual(found);
  const wrong = async (asked: readonly RunRow[]): Promise<RunRow[]> =>
    asked.map((row, at) => {
      const baseline = { ...row.arms.baseline!, outcomes: { ...row.arms.baseline!.outcomes, orders: 1 } };
      return at === 2 ? { ...row, arms: { ...row.arms, baseline } } : row;
    });
  const differs = (await runAgain(folder, 5, 'key', wrong)).map((run) => run.differs);
  expect(differs).toEqual([[], [], ['baseline: orders'], [], []]);
});
