// Which fields decide the effect of each arm, in words.
import type { ScreenedRestsOn } from '../experiment/sensitivity/rests-on.ts';
import type { AtEnd, RestsOn } from '../experiment/vary.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { lowerFirst } from './answer.ts';
import { differenceUnitOf, scaleOf } from './numbers.ts';

/** What was found by varying one field at a time, or by a screening. */
export type AnyRestsOn = RestsOn | ScreenedRestsOn;

/** A field that decides, and in words the effect at both ends of its plausible range, or what the range makes of it. */
export interface Deciding {
  path: string;
  text: string;
  grade: string;
  found: string;
  /** The same as a part of a sentence. */
  told: string;
}

export interface ArmRestsOn {
  arm: string;
  /** The effect with all fields as they are; of a screening on the mean of all its runs. */
  effect: string;
  deciding: Deciding[];
}

/** What each arm's effect rests on; effects are signed, those of shares in percentage points. */
export function restsOnByArm(restsOn: AnyRestsOn): ArmRestsOn[] {
  const { outcome, effects } = restsOn;
  const unit = OUTCOMES.find(({ id }) => id === outcome)?.unit ?? '';
  const scale = scaleOf(unit);
  const shown = (effect: number | null): string =>
    effect === null ? '–' : signed(effect * scale, decimalsFor(effect * scale, null, 2));
  if ('walks' in restsOn)
    return Object.entries(restsOn.deciding).map(([arm, deciding]) => ({
      arm,
      effect: shown(effects[arm] ?? null),
      deciding: deciding.map(({ path, text, grade, mu_star: size }) => {
        const found = `moves it by ${grouped(size * scale, decimalsFor(size * scale, null, 2))}`;
        return { path, text, grade, found, told: `${path} ${found} (${grade})` };
      }),
    }));
  const { fields, deciding } = restsOn;
  return Object.entries(deciding).map(([arm, paths]) => ({
    arm,
    effect: shown(effects[arm] ?? null),
    deciding: paths.map((path) => {
      const { text, grade, arms } = fields.find((field) => field.path === path)!;
      const found = arms[arm]!.map(({ value, effect }: AtEnd) => `${shown(effect)} at ${value}`).join(', ');
      return { path, text, grade, found, told: `with ${path} ${found} (${grade})` };
    }),
  }));
}

/** What was varied, in a sentence. */
export function variedSentence(restsOn: AnyRestsOn): string {
  const { outcome, replicates } = restsOn;
  const { label, unit } = OUTCOMES.find(({ id }) => id === outcome)!;
  const on = `effects are those on “${lowerFirst(label)}” (${differenceUnitOf(unit)})`;
  if ('walks' in restsOn)
    return `${grouped(restsOn.factors)} fields were varied together over their ranges, on ${grouped(restsOn.walks)} of Morris' walks with ${grouped(replicates)} replicates of each point (waterbed-sim sensitivity); ${on}, on the mean over all of these runs, and sizes of the change that the whole range of a field makes, on the mean over places of all others. A field is named if it is told from noise and moves the effect by a tenth or more; the three that move it most.`;
  const { fields, left_out } = restsOn;
  const refused =
    left_out.length === 0
      ? ''
      : ` Not varied, since an end of the range contradicts another field: ${left_out.join(', ')}.`;
  return `Each of the ${fields.length} fields that have a plausible range was set to both its ends, one at a time, with all others as they are, on ${grouped(replicates)} of the replicates; ${on}. A field is named if it moves the effect by a tenth or more and its 95 % interval over replicates leaves 0 out; the three that move it most. Fields that act together only are not found like this.${refused}`;
}

/** '−4.3; with risk.visitor_rise −2.1 at 0.05, −6.0 at 0.3 (A)'. */
export const armSentence = ({ effect, deciding }: ArmRestsOn): string =>
  deciding.length === 0
    ? `${effect}; no field that was varied decides it.`
    : `${effect}; ${deciding.map(({ told }) => told).join('; ')}.`;
