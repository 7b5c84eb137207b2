// The literal order of phases: what happens in a tick, a day, a week. Printed by `waterbed list phases`.
import { calls } from './phases/calls.ts';
import { choose } from './phases/choose.ts';
import { comeBack } from './phases/come-back.ts';
import { deliver } from './phases/deliver.ts';
import { spendEffort } from './phases/effort.ts';
import { learn } from './phases/learn.ts';
import { operations } from './phases/operations.ts';
import type { Phase } from './phases/phase.ts';
import { priceFeedback } from './phases/price-feedback.ts';
import { recordOccasions } from './phases/record.ts';
import { rota } from './phases/rota.ts';
import { siteTurnover } from './phases/site-turnover.ts';
import { visit } from './phases/visit.ts';
import { wake } from './phases/wake.ts';

export interface PhaseEntry {
  name: string;
  when: 'week' | 'day' | 'tick' | 'day-end';
  /** What happens, in one sentence. */
  text: string;
  /** Section of docs/model.md. */
  section: string;
  phase: Phase;
}

export const PHASES: readonly PhaseEntry[] = [
  {
    name: 'site-turnover',
    when: 'week',
    section: '6',
    phase: siteTurnover,
    text: 'Sites give up, and others open on vacant places.',
  },
  {
    name: 'price-feedback',
    when: 'day',
    section: '4',
    phase: priceFeedback,
    text: 'Demand follows the mean price paid over four weeks.',
  },
  {
    name: 'effort',
    when: 'day',
    section: '5',
    phase: spendEffort,
    text: "Policies in force spend the day's officer-minutes; street stops become denser.",
  },
  {
    name: 'operations',
    when: 'day',
    section: '5',
    phase: operations,
    text: 'Operated sites are disrupted, some for good; persons are arrested; residents hear of it.',
  },
  {
    name: 'rota',
    when: 'day',
    section: '6',
    phase: rota,
    text: 'Couriers come back or are replaced, and go on shift.',
  },
  {
    name: 'wake',
    when: 'tick',
    section: '4',
    phase: wake,
    text: 'Occasions fall due by the minute, new ones and those that come back.',
  },
  {
    name: 'choose',
    when: 'tick',
    section: '4',
    phase: choose,
    text: 'Each customer chooses a site, a platform, another source, or nothing.',
  },
  {
    name: 'visit',
    when: 'tick',
    section: '4',
    phase: visit,
    text: 'Visitors queue at sites; who finds none or a long queue chooses again.',
  },
  {
    name: 'deliver',
    when: 'tick',
    section: '4',
    phase: deliver,
    text: 'Orders go to couriers; some are stopped, some lost, the rest handed over.',
  },
  {
    name: 'learn',
    when: 'tick',
    section: '4',
    phase: learn,
    text: 'Loyalty, habit and expectations move; neighbours hear of platforms.',
  },
  {
    name: 'come-back',
    when: 'tick',
    section: '4',
    phase: comeBack,
    text: 'Some of the occasions lost will fall due again.',
  },
  {
    name: 'record',
    when: 'tick',
    section: '8',
    phase: recordOccasions,
    text: 'What became of each occasion goes into counts and onto the tape.',
  },
  {
    name: 'calls',
    when: 'day-end',
    section: '5',
    phase: calls,
    text: 'Residents call about the trade near them; some calls are put on record.',
  },
];
