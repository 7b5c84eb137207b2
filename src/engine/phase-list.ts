// The literal order of phases: what happens in a tick, a day, a week. Printed by `waterbed-sim list phases`.

import type { Phase } from './kernel/phase.ts';
import { calls } from './mechanisms/calls.ts';
import { choose } from './mechanisms/choose.ts';
import { comeBack } from './mechanisms/come-back.ts';
import { customerTurnover } from './mechanisms/customer-turnover.ts';
import { deliver } from './mechanisms/deliver.ts';
import { spendEffort } from './mechanisms/effort.ts';
import { emergencies } from './mechanisms/emergencies.ts';
import { fines } from './mechanisms/fines.ts';
import { harm } from './mechanisms/harm.ts';
import { health } from './mechanisms/health.ts';
import { investigate } from './mechanisms/investigate.ts';
import { jobPlacement } from './mechanisms/job-placement.ts';
import { justice } from './mechanisms/justice.ts';
import { learn } from './mechanisms/learn.ts';
import { nuisance } from './mechanisms/nuisance.ts';
import { numberCuts } from './mechanisms/number-cuts.ts';
import { operations } from './mechanisms/operations.ts';
import { platformEntry } from './mechanisms/platform-entry.ts';
import { priceFeedback } from './mechanisms/price-feedback.ts';
import { rebirth } from './mechanisms/rebirth.ts';
import { recordOccasions } from './mechanisms/record.ts';
import { restaff } from './mechanisms/restaff.ts';
import { rota } from './mechanisms/rota.ts';
import { siteBans } from './mechanisms/site-bans.ts';
import { siteTurnover } from './mechanisms/site-turnover.ts';
import { violence } from './mechanisms/violence.ts';
import { visit } from './mechanisms/visit.ts';
import { wake } from './mechanisms/wake.ts';

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
    name: 'rebirth',
    when: 'week',
    section: '6',
    phase: rebirth,
    text: 'Dark platforms lose clients; some come back.',
  },
  {
    name: 'platform-entry',
    when: 'week',
    section: '6',
    phase: platformEntry,
    text: 'New platforms open and become known near their home.',
  },
  {
    name: 'investigate',
    when: 'week',
    section: '5',
    phase: investigate,
    text: "Officers' hours on a line become knowledge of it; some lines are taken down.",
  },
  {
    name: 'customer-turnover',
    when: 'week',
    section: '6',
    phase: customerTurnover,
    text: 'Every four weeks, some customers stop buying, others begin, and rates drift.',
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
    name: 'site-bans',
    when: 'day',
    section: '5',
    phase: siteBans,
    text: 'Sites whose operator is banned close; some operators turn to delivery.',
  },
  {
    name: 'job-placement',
    when: 'day',
    section: '5',
    phase: jobPlacement,
    text: 'Couriers with a legal job leave the trade more often.',
  },
  {
    name: 'health',
    when: 'day',
    section: '6',
    phase: health,
    text: 'Money for treatment, drug checking and prevention reaches people.',
  },
  {
    name: 'number-cuts',
    when: 'day',
    section: '5',
    phase: numberCuts,
    text: 'Lines lose their number, and with it some of their clients.',
  },
  {
    name: 'restaff',
    when: 'day',
    section: '5',
    phase: restaff,
    text: 'Lines that were cut or have fallen sell again, if someone is there to build them up.',
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
    name: 'fines',
    when: 'tick',
    section: '5',
    phase: fines,
    text: 'Some visitors of sites are fined, and think sites riskier.',
  },
  {
    name: 'deliver',
    when: 'tick',
    section: '4',
    phase: deliver,
    text: 'Orders go to couriers; some are stopped, some lost, the rest handed over.',
  },
  {
    name: 'harm',
    when: 'tick',
    section: '6',
    phase: harm,
    text: 'Each purchase adds to the emergency visits expected in its zone.',
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
    name: 'justice',
    when: 'day-end',
    section: '5',
    phase: justice,
    text: 'Persons enter and leave custody; some of those released give the trade up.',
  },
  {
    name: 'calls',
    when: 'day-end',
    section: '5',
    phase: calls,
    text: 'Residents call about the trade near them; some calls are put on record.',
  },
  {
    name: 'violence',
    when: 'day-end',
    section: '6',
    phase: violence,
    text: 'Territory, robbery and vacated places bring violence, which begets more; some is put on record.',
  },
  {
    name: 'nuisance',
    when: 'day-end',
    section: '6',
    phase: nuisance,
    text: 'Hours of open sites and acts of violence are counted by the people who live near them.',
  },
  {
    name: 'emergencies',
    when: 'day-end',
    section: '6',
    phase: emergencies,
    text: 'Emergency visits and deaths are drawn, and part of the visits is put on record.',
  },
];
