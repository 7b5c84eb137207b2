// The form of an outcome.
import type { CountName } from '../engine/counts.ts';
import type { ArmRecord, Reported } from '../engine/kernel/record.ts';
import type { Window } from './totals.ts';

export interface Outcome extends Reported {
  /** Key in `results.json`; never renamed. */
  id: string;
  /** Its value in one window; null where it is undefined: a quotient of nothing, or a window without days. */
  of: (record: ArmRecord, window: Window) => number | null;
  /** The count of which the last day is the value, if it is one. */
  level?: CountName;
  /** Made of tables that have windows but no days, so that it has no value in a part of a window. */
  isWhole?: true;
}
