// The accounts of effort: what each policy was offered and spent, and how much was not spent or had no effect, and why.

import {
  type ArmRecord,
  EFFORT_WINDOWS,
  effortAt,
  UNSPENT,
  type UnspentReason,
  WITHOUT_EFFECT,
  type WithoutEffectReason,
} from '../kernel/record.ts';
import { EFFORT_COLUMNS, type Effort, type Kept, type Unspent } from './effort.ts';

/** What is spent today, by unit. */
export interface Spent {
  minutes: number;
  cents: number;
}

export interface Accounts {
  /** To be called before the first policy of a day, when the effort columns are cleared. */
  openDay(): void;
  /**
   * To be called after a policy has added its effort of a day: `offered` in thousandths of minutes or cents, `unspent` in
   * minutes or cents. What is neither spent nor in `unspent` is the remainder. Adds to `today` what was spent.
   */
  book(policy: number, window: number, offered: number, unspent: Unspent, today: Spent): void;
  /** An amount in a cell of a column (all of it when not given) has no effect, for a reason. */
  waste(column: Kept, cell: number, reason: WithoutEffectReason, amount?: number): void;
  /** To be called when the week's effort has had its effect. */
  closeWeek(): void;
}

export function createAccounts(effort: Effort, record: ArmRecord): Accounts {
  const columns = (Object.entries(effort) as [keyof Effort, Effort[keyof Effort]][])
    .filter(([name]) => EFFORT_COLUMNS[name].isSpent !== false)
    .map(([name, now]) => ({
      name,
      now,
      /** The column before the present policy added to it. */
      before: now.slice(),
      isMoney: name.endsWith('Cents'),
      keptFor: EFFORT_COLUMNS[name].keptFor ?? null,
      /** Amounts by cell for each window and policy that added something, keyed by window * nPolicies + policy. */
      by: new Map<number, Float64Array>(),
    }));
  type Column = (typeof columns)[number];
  const byName = Object.fromEntries(columns.map((column) => [column.name, column])) as Record<Kept, Column>;

  const forget = (period: 'day' | 'week'): void => {
    for (const { keptFor, by } of columns) if (keptFor === period) for (const amounts of by.values()) amounts.fill(0);
  };

  return {
    openDay() {
      forget('day');
      for (const { before } of columns) before.fill(0);
    },

    book(policy, window, offered, unspent, today) {
      if (offered === 0) return;
      let spent = 0;
      for (const column of columns) {
        const added = addedBy(column, window * record.nPolicies + policy);
        today[column.isMoney ? 'cents' : 'minutes'] += added;
        spent += added;
      }
      const at = effortAt(record, window, policy);
      record.effort[at] += offered;
      record.effort[at + 1] += spent * 1000;
      let left = offered - spent * 1000;
      for (const [r, reason] of UNSPENT.entries()) {
        const amount = (unspent[reason] ?? 0) * 1000;
        record.effort[at + FIRST_UNSPENT + r] += amount;
        left -= amount;
      }
      record.effort[at + FIRST_UNSPENT + REMAINDER] += left;
    },

    waste(column, cell, reason, amount) {
      const { by } = byName[column];
      let total = 0;
      for (const amounts of by.values()) total += amounts[cell];
      if (total === 0) return;
      const share = (amount ?? total) / total;
      for (const [key, amounts] of by) {
        const at = effortAt(record, Math.floor(key / record.nPolicies), key % record.nPolicies);
        record.effort[at + FIRST_WITHOUT_EFFECT + WITHOUT_EFFECT.indexOf(reason)] += amounts[cell] * share * 1000;
      }
    },

    closeWeek: () => forget('week'),
  };

  /** Notes what the present policy added to a column. */
  function addedBy({ now, before, keptFor, by }: Column, key: number): number {
    let sum = 0;
    for (let cell = 0; cell < now.length; cell++) {
      const added = now[cell] - before[cell];
      if (added === 0) continue;
      sum += added;
      before[cell] = now[cell];
      if (keptFor === null) continue;
      let amounts = by.get(key);
      if (!amounts) by.set(key, (amounts = new Float64Array(now.length)));
      amounts[cell] += added;
    }
    return sum;
  }
}

/** Number of the window of a reported day. */
export const effortWindowOf = ({ preDays }: Pick<ArmRecord, 'preDays'>, reportedDay: number): number =>
  reportedDay < 0
    ? EFFORT_WINDOWS.indexOf('before')
    : reportedDay < preDays
      ? EFFORT_WINDOWS.indexOf('pre')
      : EFFORT_WINDOWS.indexOf('post');

const FIRST_UNSPENT = 2;
const FIRST_WITHOUT_EFFECT = FIRST_UNSPENT + UNSPENT.length;
const REMAINDER = UNSPENT.indexOf('remainder' satisfies UnspentReason);
