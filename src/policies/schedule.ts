// What all policies have in common: their timeline, its checks and its words. Knows no policy by name and no effort.
import { z } from 'zod';
import { field } from '../scenario/field.ts';
import { type Complaint, real, whole } from '../scenario/schema/kinds.ts';

export const DESIGN = { grade: 'A', source: 'MODEL 3 and 5; design of the experiment' } as const;
/** Twenty years, the longest run. */
export const MAX_DAYS = 7305;

/** Fields of every policy. */
export const timeline = {
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
  hours_per_day: field(real(0, 100_000), {
    text: 'Officer-hours a day at full effort; nothing happens at 0.',
    unit: 'h/day',
    plausible: '0-160',
    ...DESIGN,
  }),
  between: field(z.tuple([whole(0, 24), whole(0, 24)]).default([0, 24]), {
    text: 'Hours of the day between which officers work.',
    unit: 'h',
    ...DESIGN,
  }),
  where: field(
    z
      .string()
      .max(200)
      .regex(/^(target|buffer|control|all|city:.+)$/, 'target, buffer, control, all or city:NAME')
      .default('target'),
    { text: 'Where officers work: target, buffer, control, all or city:NAME.', unit: '', ...DESIGN },
  ),
};

export const kindOf = <K extends string>(name: K) =>
  field(z.literal(name), { text: 'What kind of policy, as `waterbed list policies` names it.', unit: '', ...DESIGN });

/** What can be wrong between the dates and hours of one policy. */
export const inOrder = ({ announce_day, start_day, end_day, between }: Timeline): Complaint[] => [
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
  ...(between[0] < between[1]
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

/** A policy whose announcement is filled in: its start, when not written. */
export const announced = <P extends Timeline>(policy: P) => ({
  ...policy,
  announce_day: policy.announce_day ?? policy.start_day,
});

type Fields = z.output<z.ZodObject<typeof timeline>>;
type Timeline = Pick<Fields, 'announce_day' | 'start_day' | 'end_day' | 'between'>;

/**
 * Officer-hours on one day: nothing before `start_day` and from `end_day` on; in between full, but for the first
 * `ramp_days`, of which each has the mean over that day of a straight line from nothing to full.
 */
export function hoursOnDay(
  policy: Pick<Fields, 'start_day' | 'end_day' | 'ramp_days' | 'hours_per_day'>,
  day: number,
): number {
  const { start_day, end_day, ramp_days, hours_per_day } = policy;
  if (day < start_day || (end_day !== null && day >= end_day)) return 0;
  const days = day - start_day;
  return days < ramp_days ? (hours_per_day * (days + 0.5)) / ramp_days : hours_per_day;
}

/** Effort, place and dates in words: '80 officer-hours a day between 10 and 18 h in the target area, from day 90 on'. */
export function describeEffort(policy: Fields & { announce_day: number }): string {
  const { hours_per_day, between, where, start_day, end_day, announce_day, ramp_days } = policy;
  const words = [`${hours_per_day} officer-hours a day`];
  if (between[0] > 0 || between[1] < 24) words.push(` between ${between[0]} and ${between[1]} h`);
  words.push(` in ${place(where)}, from day ${start_day}`, end_day === null ? ' on' : ` to day ${end_day - 1}`);
  const asides = [
    ...(ramp_days > 0 ? [`rising over ${ramp_days} ${ramp_days === 1 ? 'day' : 'days'}`] : []),
    ...(announce_day < start_day ? [`announced on day ${announce_day}`] : []),
  ];
  if (asides.length > 0) words.push(` (${asides.join(', ')})`);
  return words.join('');
}

function place(where: string): string {
  if (where === 'all') return 'all zones';
  if (where === 'buffer') return 'the buffer';
  return where.startsWith('city:') ? where.slice(5) : `the ${where} area`;
}
