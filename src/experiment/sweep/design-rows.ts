// Rows of values of a design, one for each point.
import type { DesignChoice, Factor, Value, Values } from './sweep.ts';

export interface Rows {
  readonly length: number;
  readonly valuesOf: (row: number) => Values;
}

/** Rows in the order of the plan, values in that of `factors`. */
export function rowsOf({ kind, settings: { table = [] } }: DesignChoice, factors: readonly Factor[]): Rows {
  switch (kind) {
    case 'factorial': {
      const rows = everyCombination(factors.map(({ levels }) => levels));
      return { length: rows.length, valuesOf: (row) => rows[row]! };
    }
    case 'zip':
      return { length: factors[0]!.levels.length, valuesOf: (row) => factors.map(({ levels }) => levels[row]!) };
    case 'table':
      return { length: table.length, valuesOf: (row) => table[row]! };
    default:
      throw new Error(`design ${kind}: not made here`);
  }
}

/** The last factor changes first. */
const everyCombination = (lists: readonly (readonly Value[])[]): Values[] =>
  lists.reduce<Value[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
