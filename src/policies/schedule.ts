// Common parts of all policies: the timeline, its checks and its description.
import { z } from 'zod';
import { MAX_DAYS } from '../engine/kernel/clock.ts';
import { field } from '../fields/field.ts';
import { type Complaint, real, whole } from '../fields/kinds.ts';
import { CENTS_PER_EUR, MIN_PER_H } from '../units.ts';

export const DESIGN = { grade: 'A', source: 'MODEL 3 and 5; design of the experiment' } as const;

/** Dates of every policy. */
export const dates = {
  label: field(z.string().min(1).max(200).optional(), {
    text: 'Name of the policy in charts and tables.',
    unit: '',
    ...DESIGN,
  }),
  announce_day: field(whole(-MAX_DAYS, MAX_DAYS).optional(), {
    text: 'Day from which the policy is known; the start day when not written.',
    unit: 'day',
    ...DESIGN,
  }),
  start_day: field(whole(-MAX_DAYS, MAX_DAYS).default(0), {
    text: 'First day of effort; day 0 is the first reported.',
    unit: 'day',
    ...DESIGN,
  }),
  end_day: field(
    whole(-MAX_DAYS, 2 * MAX_DAYS)
      .nullable()
      .default(null),
    { text: 'First day without effort; null for none.', unit: 'day', ...DESIGN },
  ),
  ramp_days: field(whole(0, MAX_DAYS).default(0), {
    text: 'Days over which effort rises in a straight line from nothing to full.',
    unit: 'days',
    ...DESIGN,
  }),
  active_days: field(whole(1, MAX_DAYS).nullable().default(null), {
    text: 'Days for which effort lasts in each turn of a policy that repeats; null for one without end.',
    unit: 'days',
    ...DESIGN,
  }),
  repeat_every_days: field(whole(1, MAX_DAYS).nullable().default(null), {
    text: 'Days from the start of one turn to the start of the next; null for no turns.',
    unit: 'days',
    ...DESIGN,
  }),
};

/** Fields of a policy paid for in officer-hours, at any place and time. */
export const officers = {
  ...dates,
  hours_per_day: field(real(0, 100_000), {
    text: 'Officer-hours a day at full effort; nothing happens at 0.',
    unit: 'h/day',
    plausible: '0-160',
    ...DESIGN,
  }),
};

/** Field of a policy whose officers work in an area. */
export const area = {
  where: field(
    z
      .string()
      .max(200)
      .regex(/^(target|buffer|control|all|city:.+)$/, 'target, buffer, control, all or city:NAME')
      .default('target'),
    { text: 'Where officers work: target, buffer, control, all or city:NAME.', unit: '', ...DESIGN },
  ),
};

/** Fields of a policy whose officers work in an area and between hours. */
export const timeline = {
  ...officers,
  between: field(z.tuple([whole(0, 24), whole(0, 24)]).default([0, 24]), {
    text: 'Hours of the day between which officers work.',
    unit: 'h',
    ...DESIGN,
  }),
  ...area,
};

/** Fields of a policy that is paid for in money and not in officer-hours. */
export const funding = {
  ...dates,
  eur_per_day: field(real(0, 10_000_000), {
    text: 'EUR a day at full effort; nothing happens at 0.',
    unit: 'EUR/day',
    plausible: '0-7200',
    ...DESIGN,
  }),
};

export const kindOf = <K extends string>(name: K) =>
  field(z.literal(name), {
    text: 'What kind of policy, as `waterbed-sim list policies` names it.',
    unit: '',
    ...DESIGN,
  });

/** What can be wrong between the dates and hours of one policy. */
export const datesInOrder = ({
  announce_day,
  start_day,
  end_day,
  active_days,
  repeat_every_days,
  between,
}: Timeline): Complaint[] => [
  ...(announce_day === undefined || announce_day <= start_day
    ? []
    : [
        {
          path: ['announce_day'],
          what: 'announced after the start',
          got: announce_day,
          expected: `at most start_day ${start_day}`,
        },
      ]),
  ...(end_day === null || end_day > start_day
    ? []
    : [
        {
          path: ['end_day'],
          what: 'ends before it starts',
          got: end_day,
          expected: `more than start_day ${start_day}`,
        },
      ]),
  ...(active_days === null || repeat_every_days === null || active_days <= repeat_every_days
    ? []
    : [
        {
          path: ['active_days'],
          what: 'a turn outlasts the time to the next',
          got: active_days,
          expected: `at most repeat_every_days ${repeat_every_days}`,
        },
      ]),
  ...((active_days === null) === (repeat_every_days === null)
    ? []
    : [
        {
          path: [active_days === null ? 'repeat_every_days' : 'active_days'],
          what: active_days === null ? 'turns without a length' : 'a length without turns',
          got: active_days ?? repeat_every_days,
          expected: 'both active_days and repeat_every_days, or neither',
        },
      ]),
  ...(between === undefined || between[0] < between[1]
    ? []
    : [
        {
          path: ['between'],
          what: 'ends before it begins',
          got: between,
          expected: 'two hours of one day in order',
          hint: 'write a night as two policies',
        },
      ]),
];

/** The policy with its day of announcement, by default its start. */
export const announced = <P extends Timeline>(policy: P) => ({
  ...policy,
  announce_day: policy.announce_day ?? policy.start_day,
});

type Dates = z.output<z.ZodObject<typeof dates>>;
type Hours = z.output<z.ZodObject<typeof timeline>>;
type Funds = z.output<z.ZodObject<typeof funding>>;
type Timeline = Omit<Dates, 'label' | 'ramp_days'> & { between?: Hours['between'] };
/** Full effort as written: one of them. */
export interface Amount {
  hours_per_day?: number | undefined;
  per_site_month?: number | undefined;
  eur_per_day?: number;
}
type Turns = Pick<Dates, 'start_day' | 'end_day' | 'ramp_days'> &
  Partial<Pick<Dates, 'active_days' | 'repeat_every_days'>>;

/** Officer-hours on one day; `full` on a day of full effort. */
export const hoursOnDay = (
  policy: Turns & { hours_per_day?: number | undefined },
  day: number,
  full = policy.hours_per_day ?? 0,
): number => effortOnDay(policy, full, day);

/** Whole cents on one day. */
export const centsOnDay = (policy: Turns & Pick<Funds, 'eur_per_day'>, day: number): number =>
  Math.round(effortOnDay(policy, policy.eur_per_day * CENTS_PER_EUR, day));

/**
 * What a policy is offered on one day, in whole thousandths of officer-minutes or of cents; `full` officer-hours or EUR on
 * a day of full effort.
 */
export const offeredOnDay = (policy: Turns & Amount, day: number, full: number): number =>
  Math.round(1000 * effortOnDay(policy, full * ('eur_per_day' in policy ? CENTS_PER_EUR : MIN_PER_H), day));

/**
 * Effort on one day, in the unit of `full`: 0 before `start_day`, from `end_day` on and between turns; else full. Over the
 * first `ramp_days` of each turn it rises linearly from 0; a day has the mean of the line over that day.
 */
function effortOnDay(policy: Turns, full: number, day: number): number {
  const { start_day, end_day, ramp_days, active_days = null, repeat_every_days = null } = policy;
  if (day < start_day || (end_day !== null && day >= end_day)) return 0;
  const days = repeat_every_days === null ? day - start_day : (day - start_day) % repeat_every_days;
  if (active_days !== null && days >= active_days) return 0;
  return days < ramp_days ? (full * (days + 0.5)) / ramp_days : full;
}

/** Full effort, in officer-hours a day, EUR a day or pieces of work per site and month; a policy with 0 does nothing. */
export const fullEffort = ({ eur_per_day, hours_per_day, per_site_month = 0 }: Amount): number =>
  eur_per_day ?? hours_per_day ?? per_site_month;

/**
 * Effort, place and dates in words: '80 officer-hours a day between 10 and 18 h in the target area, from day 90 on',
 * '500 EUR a day, from day 90 to day 120 (28 days in every 56)'. Hours and place are named if the policy has them; a dose
 * by sites counts `piece`s: '0.23 operations a month for each site in all zones, from day 90 on'.
 */
export function describeEffort(
  policy: Dates & { announce_day: number } & Partial<Pick<Hours, 'between' | 'where'>> & Amount,
  piece = 'piece of work',
): string {
  const { between, where, start_day, end_day, announce_day, ramp_days, active_days, repeat_every_days } = policy;
  const words = [
    policy.eur_per_day !== undefined
      ? `${policy.eur_per_day} EUR a day`
      : policy.per_site_month !== undefined
        ? `${policy.per_site_month} ${piece}s a month for each site`
        : `${policy.hours_per_day} officer-hours a day`,
  ];
  if (between && (between[0] > 0 || between[1] < 24)) words.push(` between ${between[0]} and ${between[1]} h`);
  if (where) words.push(where === 'deliveries' ? ' in proportion to deliveries' : ` in ${placeName(where)}`);
  words.push(`, from day ${start_day}`, end_day === null ? ' on' : ` to day ${end_day - 1}`);
  const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`;
  const asides = [
    ...(active_days === null || repeat_every_days === null
      ? []
      : [`${days(active_days)} in every ${repeat_every_days}`]),
    ...(ramp_days > 0 ? [`rising over ${days(ramp_days)}`] : []),
    ...(announce_day < start_day ? [`announced on day ${announce_day}`] : []),
  ];
  if (asides.length > 0) words.push(` (${asides.join(', ')})`);
  return words.join('');
}

/** 'the target area'. */
export function placeName(where: string): string {
  if (where === 'all') return 'all zones';
  if (where === 'buffer') return 'the buffer';
  return where.startsWith('city:') ? where.slice(5) : `the ${where} area`;
}
