// The form of a kind of policy: data with a timeline, compiled to daily effort.
import type { z } from 'zod';
import type { Effort, PolicyAtWork } from '../engine/entities/effort.ts';
import type { MechanismName } from '../engine/parts.ts';
import type { Settings } from '../engine/settings.ts';
import type { WorldView } from '../engine/view.ts';
import type { DailyOffer, Limit, Start } from './limits.ts';

export type Apply = PolicyAtWork['apply'];

/**
 * A channel whose trade a policy puts under pressure: at all hours if its effect lasts (a closed site stays closed for
 * days), else in the hours in which officers work.
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
  /** One sentence for `waterbed-sim list policies`. */
  summary: string;
  /** Columns of effort that it adds to. */
  writes: readonly (keyof Effort)[];
  /** Channels that it puts under pressure in the target; trade that leaves them there is displacement. */
  presses: readonly Pressed[];
  grade: string;
  source: string;
  schema: z.ZodType<P>;
  describe: (policy: P) => string;
  /** `full` gives the effort of a day of full effort, in officer-hours or EUR; a dose by sites follows those of that day. */
  compile: (policy: P, world: WorldView, full: () => number) => Apply;
  /** The piece of work for which hours are saved until they suffice; absent if each day is spent by itself. */
  saves?: string;
  /** Officer-hours of that piece, where the policy may have a dose by sites. */
  pieceH?: (policy: P, scenario: Settings) => number;
  /** Most platforms that may open because of it, given that it has any effort. */
  opensPlatforms?: (policy: P) => number;
  /** In which hours its officers meet nobody, in words: 'hours in which sites are closed'. */
  closedHours?: string;
  /** Mechanisms without which it has no effect. */
  needs?: readonly MechanismName[];
  /** Part of its offer in the post window that is foreseeably not spent or without effect; `beside`: policies of its arm. */
  foresee?: (policy: P, start: Start, offer: DailyOffer, beside: readonly { kind: string }[]) => Limit[];
  /**
   * If the model has a least dose: what a policy below it lacks, in words; null if it has enough. `alike` are all policies
   * of this kind that work beside it, and itself.
   */
  underdose?: (policy: P, scenario: Settings, alike: readonly P[]) => string | null;
}
