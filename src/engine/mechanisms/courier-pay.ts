// Courier pay, weekly: a bonus to those who delivered most, equal shares among kin, and what subcontractors have left.
import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK, FOUR_WEEKS } from '../../units.ts';
import { TAKINGS_KEPT } from '../acts/opening-cash.ts';
import type { PieceRateNeeds } from '../acts/piece-rate.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { CONTRACT, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const CONTRACTS = 'MODEL 6, contracts';

const submodel = {
  section: '6',
  text: 'Beside the piece rate the third of a platform who delivered most get a bonus; kin share what the week leaves; of a subcontracted fleet the manager gets the lesser of the margin of four weeks and a part of its mean, couriers the rest.',
  grade: 'S direction, A size',
  source: CONTRACTS,
};

const fields = {
  labour: {
    bonus_share: field(share().default(0.1), {
      text: "Bonus of the third of a platform's persons who delivered most in a week, relative to their pay of that week.",
      unit: 'share',
      plausible: '0.05-0.2',
      grade: 'S direction, A size',
      source: 'MODEL 6, labour; founding article 2024',
    }),
    commission_share: field(share().default(0.6), {
      text: 'Most that the manager of a subcontracted fleet gets in four weeks, relative to their mean margin in the last year.',
      unit: 'share',
      plausible: '0.4-0.8',
      grade: 'S direction, A size',
      source: `${CONTRACTS}; founding article 2024`,
    }),
  },
};

const switches = {
  pay_bonus: toggle('Those who deliver most get a bonus.', 'S direction, A size', 'MODEL 6, labour'),
  contracts: toggle('Kin and subcontracted couriers are paid otherwise than by the order.', 'S', CONTRACTS),
};

const counts = dailyCounts({
  manager_income_cents: {
    text: 'Pay and profit of the managers of platforms that sell, before anything is put by; booked as a week ends.',
    unit: 'cents',
  },
  manager_weeks: { text: 'Platforms that sell as a week ends.', unit: 'platform-weeks' },
});

/** Persons among whom one gets the bonus. */
const A_THIRD = 3;
/** Months of four weeks over which a mean margin is taken: a year. */
const MONTHS = 13;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; counts: typeof counts }> &
  Pick<PieceRateNeeds, 'counts'> & {
    clock: Clock;
    platforms: Pick<
      Platforms,
      | 'count'
      | 'status'
      | 'contract'
      | 'firstCourier'
      | 'nCouriers'
      | 'cashCents'
      | 'marginCents'
      | 'monthMarginCents'
      | 'meanMarginCents'
      | 'fixedCentsPerDay'
      | 'reservationCentsPerDay'
    >;
    couriers: Pick<Couriers, 'state' | 'weekCents' | 'recentCents' | 'earnedCents'>;
  };

/** As a week ends, before its costs are borne. Whatever is paid comes from the platform's cash and its margin. */
const run = ({ clock, counts, platforms, couriers, scenario }: Needs): (() => void) => {
  const { state, weekCents, recentCents } = couriers;
  const { bonus_share: bonus, commission_share: commission } = scenario.labour;
  const { pay_bonus: hasBonus } = scenario.mechanisms;

  return () => {
    if (clock.day === 0) return;
    const isMonthEnd = clock.day % FOUR_WEEKS === 0;
    for (let p = 0; p < platforms.count; p++) {
      const first = platforms.firstCourier[p];
      const end = first + platforms.nCouriers[p];
      for (let post = first; post < end; post++) recentCents[post] = recentCents[post] * TAKINGS_KEPT + weekCents[post];
      if (platforms.status[p] === PLATFORM_STATUS.active) {
        if (platforms.contract[p] === CONTRACT.kin) shareAmongKin(p, first, end);
        else if (hasBonus && platforms.contract[p] === CONTRACT['piece-rate']) payBonus(p, first, end);
        platforms.monthMarginCents[p] += platforms.marginCents[p];
        if (isMonthEnd && platforms.contract[p] === CONTRACT.subcontracted) settle(p, first, end);
        const costs = platforms.fixedCentsPerDay[p] - platforms.reservationCentsPerDay[p];
        add(counts.manager_income_cents, clock.reportedDay, platforms.marginCents[p] - DAYS_PER_WEEK * costs);
        add(counts.manager_weeks, clock.reportedDay, 1);
      }
      if (isMonthEnd) platforms.monthMarginCents[p] = 0;
      weekCents.fill(0, first, end);
    }
  };

  function pay(p: number, post: number, amount: number): void {
    platforms.cashCents[p] -= amount;
    platforms.marginCents[p] -= amount;
    couriers.earnedCents[post] += amount;
    recentCents[post] += amount;
    add(counts.courier_pay_cents, clock.reportedDay, amount);
  }

  function present(first: number, end: number): number {
    let n = 0;
    for (let post = first; post < end; post++) if (state[post] !== COURIER.vacant) n++;
    return n;
  }

  function payBonus(p: number, first: number, end: number): void {
    const most = Math.round(present(first, end) / A_THIRD);
    for (let post = first; post < end; post++) {
      let rank = 0;
      for (let other = first; other < end; other++)
        if (weekCents[other] > weekCents[post] || (weekCents[other] === weekCents[post] && other < post)) rank++;
      if (rank < most) pay(p, post, Math.round(weekCents[post] * bonus));
    }
  }

  /** Equal shares, one of them the manager's, of what the week leaves after its costs. */
  function shareAmongKin(p: number, first: number, end: number): void {
    const left = platforms.marginCents[p] - DAYS_PER_WEEK * platforms.fixedCentsPerDay[p];
    const each = Math.floor(Math.min(left, platforms.cashCents[p]) / (present(first, end) + 1));
    if (each <= 0) return;
    for (let post = first; post < end; post++) if (state[post] !== COURIER.vacant) pay(p, post, each);
  }

  /** What the margin of four weeks has beyond the commission goes to couriers, by what they were paid lately. */
  function settle(p: number, first: number, end: number): void {
    const margin = platforms.monthMarginCents[p];
    const rest = Math.min(margin - commission * platforms.meanMarginCents[p], platforms.cashCents[p]);
    platforms.meanMarginCents[p] += (margin - platforms.meanMarginCents[p]) / MONTHS;
    let sum = 0;
    for (let post = first; post < end; post++) sum += recentCents[post];
    if (rest <= 0 || sum === 0) return;
    for (let post = first; post < end; post++)
      if (recentCents[post] > 0) pay(p, post, Math.floor((rest / sum) * recentCents[post]));
  }
};

export const courierPay = mechanism({
  submodel,
  fields,
  switches,
  counts,
  phases: {
    'courier-pay': { when: 'week', text: 'Couriers get their bonus, kin their shares, subcontractors the rest.', run },
  },
});
