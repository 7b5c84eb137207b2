// The kinds of value that scenario fields have.
import { z } from 'zod';
import { type FieldNotes, field } from './field.ts';

/** A number from `low` to `high`, both included; NaN and Infinity are never numbers. */
export const real = (low: number, high: number) => z.number().min(low).max(high);
export const whole = (low: number, high: number) => z.int().min(low).max(high);
export const share = () => real(0, 1);
export const eur = (high = 10_000) => real(0, high);

/** A switch. The parser brings `On`, `OFF` and the like to lower case. */
export const onOff = (isOn: boolean) =>
  z
    .union([z.boolean(), z.enum(['on', 'off'])])
    .transform((on) => on === true || on === 'on')
    .default(isOn);

/**
 * The switch of a mechanism. The grade says how its effect is known: its direction and its size.
 * Those of the market are also `inPilot`, from which the constants of the choice are corrected.
 */
export const toggle = (
  text: string,
  grade: string,
  source: string,
  { isOn = true, ...notes }: { isOn?: boolean; inPilot?: true } = {},
) => field(onOff(isOn), { text, unit: '', grade, source, ...notes });

/** A map with known keys only; it may be left out if every key has a default. */
export const section = <S extends z.ZodRawShape>(text: string, shape: S) =>
  z
    .strictObject(shape)
    .meta({ description: text })
    .prefault({} as never);

/** The same quantity for low, middle and high income. */
export const byClass = (type: () => z.ZodNumber, defaults: readonly [number, number, number], notes: FieldNotes) => {
  const one = (income: string, value: number) =>
    field(type().default(value), { ...notes, text: notes.text.replace(/\.$/, `, ${income} income.`) });
  return section(notes.text, {
    low: one('low', defaults[0]),
    middle: one('middle', defaults[1]),
    high: one('high', defaults[2]),
  });
};

/** Reports a fault between fields; `what` and `expected` are printed as given, `path` is relative to the checked value. */
export interface Complaint {
  path: (string | number)[];
  what: string;
  got?: unknown;
  expected: string;
  hint?: string;
}

/** A Zod refinement from a function that reports complaints. */
export const complain =
  <T>(find: (value: T) => Complaint[]) =>
  (value: T, context: z.RefinementCtx): void => {
    for (const { path, what, ...params } of find(value))
      context.addIssue({ code: 'custom', path, message: what, params });
  };

/** Whether shares sum to one, within 1e-9. */
export const sumsToOne = (shares: readonly number[]): boolean =>
  Math.abs(shares.reduce((sum, s) => sum + s, 0) - 1) < 1e-9;
