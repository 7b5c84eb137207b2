// Rows of values of a design, one for each point.
import type { Design, Factor, Value, Values } from './sweep.ts';

/** Rows in the order of the plan, values in that of `factors`. */
export function* designRows(design: Design, factors: readonly Factor[]): Generator<Values> {
  switch (design.kind) {
    case 'factorial':
      yield* everyCombination(factors.map(({ levels }) => levels));
      return;
    case 'zip':
      for (let k = 0; k < factors[0]!.levels.length; k++) yield factors.map(({ levels }) => levels[k]!);
      return;
    case 'table':
      yield* design.rows;
      return;
    default:
      throw new Error(`design ${design.kind}: not made here`);
  }
}

/** The last factor changes first. */
function* everyCombination([first, ...rest]: readonly (readonly Value[])[]): Generator<Value[]> {
  if (first === undefined) yield [];
  else for (const value of first) for (const others of everyCombination(rest)) yield [value, ...others];
}
