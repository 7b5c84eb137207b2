// What a policy is: data on a timeline that is compiled to effort.
import type { z } from 'zod';
import type { Effort, PolicyAtWork } from '../engine/entities/effort.ts';
import type { MechanismName } from '../engine/parts.ts';
import type { Settings } from '../engine/settings.ts';
import type { WorldView } from '../engine/view.ts';
import type { DailyOffer, Limit, Start } from './limits.ts';

export type Apply = PolicyAtWork['apply'];

/**
 * A channel whose trade a policy presses: at all hours where what it does lasts, as a site that is shut stays shut for
 * days, whenever officers work; else in the hours in which they do.
 */
export interface Pressed {
  channel: 'site' | 'delivery';
  hours: 'all' | 'of officers';
}

/**
 * One kind of policy. `schema` gives the fields of a scenario file; `describe` the one sentence that terminal, report
 * and charts show; `compile` returns the daily `apply`, with all that is constant worked out beforehand.
 */
export interface PolicyKind<P> {
  kind: string;
  /** What the kind is, in one sentence for `waterbed-sim list policies`. */
  summary: string;
  /** Columns of effort that it adds to. */
  writes: readonly (keyof Effort)[];
  /** What it presses in the target: trade that leaves there is displacement. */
  presses: readonly Pressed[];
  grade: string;
  source: string;
  schema: z.ZodType<P>;
  describe: (policy: P) => string;
  compile: (policy: P, world: WorldView) => Apply;
  /** What hours are saved up for until they suffice for one of them; none where each day is spent by itself. */
  saves?: string;
  /** Mechanisms without which all of it comes to nothing. */
  needs?: readonly MechanismName[];
  /** What of its offer of the post window it can be seen not to spend, or to spend in vain; `beside` are all of its arm. */
  foresee?: (policy: P, start: Start, offer: DailyOffer, beside: readonly { kind: string }[]) => Limit[];
  /**
   * Where the model has a least dose: what a policy below it lacks, in words; null if it has enough. `alike` are all
   * policies of the kind that work beside it, itself included.
   */
  underdose?: (policy: P, scenario: Settings, alike: readonly P[]) => string | null;
}
