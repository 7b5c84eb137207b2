// Reads the table of all runs of a sweep back, for pictures and measures.
import { join } from 'node:path';
import type { Effort, Factor, SweepTable, Value } from '../sweep/sweep.ts';
import { EFFORTS, type Layout, name, RUNS, text, typeOf, withDatabase } from './runs.ts';

/** A sweep as its folder describes it. */
export interface Described extends Layout {
  name: string;
  factors: readonly Factor[];
}

/** The runs in a folder's `runs.parquet`. Points without a run are not there. */
export async function readTable(
  folder: string,
  { name: title, factors, arms, outcomes }: Described,
): Promise<SweepTable> {
  const source = `read_parquet(${text(join(folder, RUNS))})`;
  const columns = factors.map(({ id }) => name(id)).join(', ');
  return withDatabase('', async (database) => {
    const rowsOf = async (query: string) => (await database.runAndReadAll(query)).getRows();
    const failed = await rowsOf(`SELECT point, replicate, error FROM ${source} WHERE error IS NOT NULL`);
    const replicates = (await rowsOf(`SELECT DISTINCT replicate FROM ${source} ORDER BY 1`)).map(([one]) =>
      Number(one),
    );
    const places = await rowsOf(
      `SELECT point, ${columns && `${columns}, `} min(file_row_number) AS first
       FROM read_parquet(${text(join(folder, RUNS))}, file_row_number = true) GROUP BY ALL ORDER BY first`,
    );
    const points = places.map(([id, ...values]) => ({
      id: String(id),
      values: factors.map((factor, nth) => valueIn(factor, values[nth])),
    }));
    const pointAt = placesOf(points.map(({ id }) => id));
    const replicateAt = placesOf(replicates);
    const armAt = placesOf(arms);
    const outcomeAt = placesOf(outcomes);
    const runs = points.length * replicates.length;
    const values = new Float64Array(runs * arms.length * outcomes.length).fill(Number.NaN);
    const efforts = new Float64Array(runs * arms.length * EFFORTS.length).fill(Number.NaN);

    const armAtOf = (point: number, replicate: number, arm: string): number =>
      (point * replicates.length + replicate) * arms.length + armAt.get(arm)!;
    const stream = await database.stream(
      `SELECT point, replicate, arm, outcome, value, ${EFFORTS.join(', ')} FROM ${source} WHERE error IS NULL`,
    );
    for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
      const [point, replicate, arm, outcome, value, ...effort] = chunk.getColumns() as [
        string[],
        number[],
        ...string[][],
      ];
      for (let row = 0; row < chunk.rowCount; row++) {
        const at = armAtOf(pointAt.get(point[row]!)!, replicateAt.get(Number(replicate[row]))!, arm![row]!);
        values[at * outcomes.length + outcomeAt.get(outcome![row]!)!] = numberOf(value![row]);
        for (let nth = 0; nth < EFFORTS.length; nth++) efforts[at * EFFORTS.length + nth] = numberOf(effort[nth]![row]);
      }
    }
    return {
      name: title,
      factors,
      outcomes,
      arms,
      replicates,
      points,
      value: (point, replicate, arm, outcome) => {
        const value = values[armAtOf(point, replicate, arm) * outcomes.length + outcomeAt.get(outcome)!]!;
        return Number.isNaN(value) ? null : value;
      },
      effort: (point, replicate, arm) => {
        const at = armAtOf(point, replicate, arm) * EFFORTS.length;
        if (Number.isNaN(efforts[at])) return null;
        return Object.fromEntries(EFFORTS.map((part, nth) => [part, efforts[at + nth]!])) as unknown as Effort;
      },
      failed: failed.map(([point, replicate, error]) => ({
        point: String(point),
        replicate: Number(replicate),
        error: String(error),
      })),
    };
  });
}

const numberOf = (value: unknown): number => (value === null ? Number.NaN : Number(value));

const placesOf = <T>(items: readonly T[]): Map<T, number> => new Map(items.map((item, at) => [item, at]));

/** A value as the design has it: in a column of texts numbers and truths are texts too. */
const valueIn = (factor: Factor, value: unknown): Value =>
  typeOf(factor) === 'VARCHAR'
    ? (factor.levels.find((level) => String(level) === value) ?? String(value))
    : (value as Value);
