// Which fields decide the effect of each arm, in words.
import type { AtEnd, RestsOn } from '../experiment/vary.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { lowerFirst } from './answer.ts';
import { differenceUnitOf, scaleOf } from './numbers.ts';

/** A field that decides, with the effect at both ends of its plausible range. */
export interface Deciding {
  path: string;
  text: string;
  grade: string;
  /** As written: '0.05', and the effect there. */
  ends: { value: string; effect: string }[];
}

export interface ArmRestsOn {
  arm: string;
  /** The effect with all fields as they are. */
  effect: string;
  deciding: Deciding[];
}

/** What each arm's effect rests on; effects are signed, those of shares in percentage points. */
export function restsOnByArm({ outcome, effects, fields, deciding }: RestsOn): ArmRestsOn[] {
  const unit = OUTCOMES.find(({ id }) => id === outcome)?.unit ?? '';
  const scale = scaleOf(unit);
  const shown = (effect: number | null): string =>
    effect === null ? '–' : signed(effect * scale, decimalsFor(effect * scale, null, 2));
  return Object.entries(deciding).map(([arm, paths]) => ({
    arm,
    effect: shown(effects[arm] ?? null),
    deciding: paths.map((path) => {
      const { text, grade, arms } = fields.find((field) => field.path === path)!;
      const ends = arms[arm]!.map(({ value, effect }: AtEnd) => ({ value: String(value), effect: shown(effect) }));
      return { path, text, grade, ends };
    }),
  }));
}

/** What was varied, in a sentence. */
export function variedSentence({ outcome, replicates, fields, left_out }: RestsOn): string {
  const { label, unit } = OUTCOMES.find(({ id }) => id === outcome)!;
  const refused =
    left_out.length === 0
      ? ''
      : ` Not varied, since an end of the range contradicts another field: ${left_out.join(', ')}.`;
  return `Each of the ${fields.length} fields that have a plausible range was set to both its ends, one at a time, with all others as they are, on ${grouped(replicates)} of the replicates; effects are those on “${lowerFirst(label)}” (${differenceUnitOf(unit)}). A field is named if it moves the effect by a tenth or more and its 95 % interval over replicates leaves 0 out; the three that move it most. Fields that act together only are not found like this.${refused}`;
}

/** '−4.3; with risk.visitor_rise −2.1 at 0.05, −6.0 at 0.3 (A)'. */
export const armSentence = ({ effect, deciding }: ArmRestsOn): string =>
  deciding.length === 0
    ? `${effect}; no field that was varied decides it.`
    : `${effect}; ${deciding
        .map(
          ({ path, grade, ends }) =>
            `with ${path} ${ends.map((end) => `${end.effect} at ${end.value}`).join(', ')} (${grade})`,
        )
        .join('; ')}.`;
