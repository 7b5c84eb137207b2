// The input of the engine: values of all fields and switches, arms and their policies, platforms by kind.
import type { Platform } from './entities/platforms.ts';
import type { Shock } from './entities/shocks.ts';
import type { PartValues } from './parts.ts';

/** What the engine reads of a policy; its effort comes from the function that compiles it. */
export interface PolicyData {
  readonly kind: string;
}

/** What is an arm's own. */
interface ArmGiven<P extends PolicyData = PolicyData> {
  readonly policies: readonly P[];
  readonly shocks: readonly Shock[];
  /** Values of fields that differ from those of the scenario, by path, in the form that settings have. */
  readonly set?: Readonly<Record<string, unknown>> | undefined;
}

export type Settings<P extends PolicyData = PolicyData> = PartValues & {
  readonly seed: string;
  readonly baseline: string;
  readonly platforms: readonly Platform[];
  /** Policies and shocks of every arm. */
  readonly policies: readonly P[];
  readonly shocks: readonly Shock[];
  readonly arms: Readonly<Record<string, ArmGiven<P>>>;
  readonly audit: {
    /** Widths of the rings around the target in which events are counted, km. */
    readonly buffers_km: readonly number[];
    /** Days within which a removed site or courier counts as replaced. */
    readonly replaced_within_days: number;
  };
};

/** The settings of an arm: those of the scenario with what the arm sets. */
export function settingsOf<S extends Settings>(scenario: S, arm: string): S {
  const changes = Object.entries(scenario.arms[arm].set ?? {});
  return changes.reduce<S>((settings, [path, value]) => withValue(settings, path.split('.'), value) as S, scenario);
}

/** A copy of maps and lists with another value at a path; maps that do not exist are made. */
function withValue(held: unknown, [step, ...rest]: string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(held)) return held.map((one, at) => (String(at) === step ? withValue(one, rest, value) : one));
  const map = (held ?? {}) as Record<string, unknown>;
  return { ...map, [step]: withValue(map[step], rest, value) };
}

/** Whether two arms set the same, so that their worlds are the same until policies or shocks begin. */
export const areAlike = ({ arms }: Pick<Settings, 'arms'>, arm: string, other: string): boolean =>
  keyOf(arms[arm]) === keyOf(arms[other]);

/** What an arm sets, as text. */
export const keyOf = ({ set }: ArmGiven): string => JSON.stringify(Object.entries(set ?? {}).sort());
