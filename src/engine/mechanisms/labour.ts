// Labour: people leave their posts, vacant posts are filled as people are scarce, and for some weeks a year many are away.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK, dayNumber, isoDate } from '../../units.ts';
import { createVacate, type VacancyNeeds } from '../acts/arrest.ts';
import { CIRCUMSTANCE } from '../acts/profile.ts';
import { createShockFactor, type ShockNeeds } from '../acts/shock-factor.ts';
import { createVacancies, easeOf, type VacanciesNeeds } from '../acts/vacancies.ts';
import { COURIER, type Couriers, type CouriersGiven } from '../entities/couriers.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const LABOUR = 'MODEL 6, labour';

const submodel = {
  section: '6',
  text: 'A person leaves at a rate per week; a vacant post fills at a rate that falls with the root of the other unfilled posts of the city; in the weeks of the yearly dip each person may be away.',
  grade: 'S direction, A size',
  source: LABOUR,
};

const sections = {
  labour: { text: 'How people leave posts and are found for them, and when many are away.' },
};

const fields = {
  labour: {
    leave_per_week: field(share().default(0.017), {
      symbol: 'ℓ',
      text: 'Probability that a person leaves the post in a week, beside arrests and legal jobs.',
      unit: 'per week',
      plausible: '0.01-0.025',
      grade: 'A',
      source: LABOUR,
    }),
    fill_per_week: field(share().default(0.5), {
      symbol: 'f',
      text: 'Probability that a vacant post is filled in a week, when as many posts are unfilled as usual.',
      unit: 'per week',
      plausible: '0.3-0.7',
      grade: 'S direction, A size',
      source: LABOUR,
    }),
    unfilled_share: field(real(0.001, 1).default(0.04), {
      symbol: 'U₀',
      text: 'Unfilled posts at which a post fills at the usual rate, relative to all posts at the start.',
      unit: 'share',
      plausible: '0.02-0.08',
      grade: 'A',
      source: LABOUR,
    }),
    vacant_at_start: field(share().default(0.035), {
      text: 'Share of posts that are vacant at the start.',
      unit: 'share',
      plausible: '0.02-0.06',
      grade: 'A',
      source: `${LABOUR}; near the mean that it comes to`,
    }),
    dip_share: field(share().default(0.3), {
      text: 'Share of couriers who are away for the whole of the yearly dip.',
      unit: 'share',
      plausible: '0.15-0.4',
      grade: 'S direction, A size',
      source: `${LABOUR}; founding article 2024`,
    }),
    dip_weeks: field(whole(0, 52).default(6), {
      text: 'Length of the yearly dip.',
      unit: 'weeks',
      plausible: '4-8',
      grade: 'S direction, A size',
      source: `${LABOUR}; founding article 2024`,
    }),
    dip_starts: field(
      z
        .string()
        .regex(
          /^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))$/,
          'a month and a day of every year, as MM-DD',
        )
        .default('07-15'),
      {
        text: 'Date on which the yearly dip begins, month and day.',
        unit: '',
        grade: 'A',
        source: `${LABOUR}; assumption`,
      },
    ),
  },
};

const switches = {
  labour_turnover: toggle('People leave their posts by themselves; some posts are vacant at the start.', 'A', LABOUR, {
    inPilot: true,
  }),
  labour_dip: toggle('For some weeks a year many couriers are away.', 'S direction, A size', LABOUR),
};

const streams = ['labour-hire', 'labour-leave', 'labour-dip'] as const;

const counts = dailyCounts({
  couriers_leaving: { text: 'Couriers who leave their post by themselves.', unit: 'persons' },
  platform_weeks: { text: 'Platforms that sell, as a week begins.', unit: 'platform-weeks' },
  platform_weeks_vacant: { text: 'Those of them of whose posts one is vacant.', unit: 'platform-weeks' },
});

/** Event number of a post at the start in 'labour-leave'; others are from 0. */
const AT_START = -1;
/** Weeks of a run at most, and years, for the events of a person. */
const WEEKS = 2048;
const YEARS = 64;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  VacancyNeeds &
  VacanciesNeeds &
  ShockNeeds & {
    scenario: CouriersGiven & {
      time: { readonly start_date: string };
      mechanisms: { readonly courier_circumstances: boolean };
    };
    clock: Clock;
    couriers: Pick<Couriers, 'key' | 'nPersons' | 'circumstance'>;
    platforms: Pick<Platforms, 'count' | 'status' | 'firstCourier' | 'nCouriers'>;
    lines: Pick<Lines, 'state'>;
  };

/**
 * Weekly: first vacant posts are filled, then people leave, so that a post stays vacant for a week at least. Only lines
 * that sell hire or lose people: one that has fallen begins again with people for all its posts.
 */
const turnover = (world: Needs): (() => void) => {
  const { clock, counts, couriers, platforms, lines, streams, scenario } = world;
  const { labour, mechanisms } = scenario;
  const vacate = createVacate(world);
  const { usual, cityOf, count } = createVacancies(world);
  const factor = createShockFactor(world, 'labour');
  const sells = (post: number): boolean => lines.state[couriers.line[post]] === LINE.up;

  return () => {
    const week = clock.day / DAYS_PER_WEEK;
    const unfilled = count();
    countPlatforms();
    for (let post = 0; post < couriers.count; post++) {
      if (!sells(post)) continue;
      const entity = couriers.key[post];
      const state = couriers.state[post];
      if (state === COURIER.vacant) {
        const home = cityOf(post);
        const ease = easeOf(usual[home], unfilled[home] - 1);
        if (draw(streams['labour-hire'], entity, week) < labour.fill_per_week * factor() * ease)
          couriers.untilDay[post] = clock.day;
      } else if (mechanisms.labour_turnover && state !== COURIER.custody) {
        const isStart = clock.day === 0;
        const event = isStart ? AT_START : couriers.nPersons[post] * WEEKS + week;
        const p = isStart ? labour.vacant_at_start : leaveOf(post);
        if (draw(streams['labour-leave'], entity, event) >= p) continue;
        vacate(post);
        if (!isStart) add(counts.couriers_leaving, clock.reportedDay, 1);
      }
    }
  };

  /** Probability that a person leaves in a week: ℓ on the mean, more for those who study. */
  function leaveOf(post: number): number {
    const { student_share, student_leave_factor: factor } = scenario.couriers;
    if (!mechanisms.courier_circumstances) return labour.leave_per_week;
    const own = couriers.circumstance[post] === CIRCUMSTANCE.student ? factor : 1;
    return (labour.leave_per_week * own) / (1 + student_share * (factor - 1));
  }

  function countPlatforms(): void {
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      let isVacant = 0;
      for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++)
        if (couriers.state[post] === COURIER.vacant && sells(post)) isVacant = 1;
      add(counts.platform_weeks, clock.reportedDay, 1);
      add(counts.platform_weeks_vacant, clock.reportedDay, isVacant);
    }
  }
};

/**
 * On the first day of a dip, or of a run that begins within one, some of those at work go away until its end. A platform
 * that opens within one begins with people for all its posts.
 */
const dip = ({ clock, couriers, platforms, streams, scenario }: Needs): (() => void) => {
  const { labour, mechanisms, time } = scenario;
  const first = dayNumber(time.start_date) - clock.burnInDays;
  const firstYear = Number(isoDate(first).slice(0, 4));
  const isUnborn = (post: number): boolean => platforms.status[couriers.platform[post]] === PLATFORM_STATUS.unborn;

  return () => {
    if (!mechanisms.labour_dip) return;
    const year = Number(isoDate(first + clock.day).slice(0, 4));
    for (let y = year - 1; y <= year; y++) {
      const from = dayNumber(`${y}-${labour.dip_starts}`) - first;
      const until = from + labour.dip_weeks * DAYS_PER_WEEK;
      if (clock.day !== Math.max(0, from) || clock.day >= until) continue;
      for (let post = 0; post < couriers.count; post++) {
        if (couriers.state[post] !== COURIER.working || isUnborn(post)) continue;
        const event = couriers.nPersons[post] * YEARS + y - firstYear + 1;
        if (draw(streams['labour-dip'], couriers.key[post], event) >= labour.dip_share) continue;
        couriers.state[post] = COURIER.away;
        couriers.untilDay[post] = until;
      }
    }
  };
};

export const labour = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  phases: {
    labour: { when: 'week', text: 'Vacant posts are filled, and people leave theirs.', run: turnover },
    'labour-dip': { when: 'day', text: 'As the yearly dip begins, many couriers go away for its weeks.', run: dip },
  },
});
