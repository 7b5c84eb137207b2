// The literal order of phases: what happens in a week, a day, a tick. Printed by `waterbed-sim list phases`.
import type { PhaseNotes } from './kernel/phase.ts';
import { PARTS_PHASES, type PhaseName, SECTION_OF } from './parts.ts';
import type { World } from './world.ts';

const ORDER = [
  'courier-pay',
  'marketing',
  'running-costs',
  'withdraw',
  'recovery',
  'platform-exit',
  'site-turnover',
  'file-rental',
  'rebirth',
  'price-competition',
  'purity-competition',
  'platform-entry',
  'site-founding',
  'investigate',
  'number-lapse',
  'wages',
  'labour',
  'side-selling',
  'defection',
  'customer-turnover',
  'price-feedback',
  'shocks',
  'effort',
  'background',
  'direct-drop',
  'operations',
  'site-bans',
  'job-placement',
  'health',
  'number-cuts',
  'prosecute',
  'labour-dip',
  'restaff',
  'rota',
  'lines-down',
  'wake',
  'seek',
  'choose',
  'visit',
  'fines',
  'deliver',
  'side-sales',
  'harm',
  'trace',
  'learn',
  'seek-again',
  'come-back',
  'record',
  'justice',
  'calls',
  'violence',
  'nuisance',
  'emergencies',
  'client-files',
  'costs',
] as const satisfies readonly PhaseName[];

/** A phase without a place in the order does not compile. */
const complete: Exclude<PhaseName, (typeof ORDER)[number]> extends never ? typeof ORDER : never = ORDER;

/** Does not compile if the world lacks something that a phase needs. */
const phases: Readonly<Record<PhaseName, PhaseNotes<World>>> = PARTS_PHASES;

export interface PhaseEntry extends PhaseNotes<World> {
  name: PhaseName;
  /** Section of docs/model.md. */
  section: string;
}

export const PHASES: readonly PhaseEntry[] = complete.map((name) => ({
  name,
  section: SECTION_OF[name],
  ...phases[name],
}));
