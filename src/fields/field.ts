// The notes that every scenario field must have: text, unit, grade, source.
import type { z } from 'zod';

/**
 * S stated in the founding article, V a published study, P an official figure seen through the press,
 * D arithmetic on those, A an assumption. Two grades where direction and size differ: 'S direction, A size'.
 */
export interface FieldNotes {
  /** One sentence, in words a criminologist uses. */
  text: string;
  /** Letter in the equations of docs/model.md. */
  symbol?: string;
  /** Unit as printed ('EUR', 'min', 'share', 'days', ''), the same as in the field's name. */
  unit: string;
  /** Plausible range for sensitivity analysis, in the unit. Hard limits are in the type. */
  plausible?: string;
  grade: string;
  /** Where the number comes from: MODEL section and study with its year, or 'assumption'. */
  source: string;
  /** Of switches: at work in the pilot too, as a mechanism of the market is. */
  inPilot?: true;
}

/** Attaches the notes to a Zod type; help, JSON Schema, parameter tables and reports read them there. */
export function field<T extends z.ZodType>(type: T, notes: FieldNotes): T {
  return type.meta({ description: notes.text, ...notes }) as T;
}
