// What a scenario file says of a policy: its fields, its timeline and its sentence. Knows no engine and no effort.
import { z } from 'zod';
import { field } from '../scenario/field.ts';
import { type Complaint, complain, real, whole } from '../scenario/schema/kinds.ts';

const DESIGN = { grade: 'A', source: 'MODEL 3 and 5; design of the experiment' } as const;
/** Twenty years, the longest run. */
export const MAX_DAYS = 7305;

const timeline = {
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
  between: field(z.tuple([real(0, 24), real(0, 24)]).default([0, 24]), {
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

const kind = <K extends string>(name: K) =>
  field(z.literal(name), { text: 'What kind of policy: site-operations or street-stops.', unit: '', ...DESIGN });

const inOrder = ({ announce_day, start_day, end_day, between }: Timeline): Complaint[] => [
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

/** Officers who disrupt fixed sites, operation by operation. */
export const siteOperationsFields = z
  .strictObject({
    kind: kind('site-operations'),
    ...timeline,
    pick: field(z.enum(['largest', 'random']).default('largest'), {
      text: 'Which sites come first: those with most visits, or any.',
      unit: '',
      ...DESIGN,
    }),
  })
  .meta({ description: 'Operations against fixed sites.' });

/** Officers in the street who stop couriers on their way. */
export const streetStopsFields = z
  .strictObject({ kind: kind('street-stops'), ...timeline })
  .meta({ description: 'Stops of couriers in the street.' });

const announced = <P extends Timeline>(policy: P) => ({
  ...policy,
  announce_day: policy.announce_day ?? policy.start_day,
});

export const siteOperationsSchema = siteOperationsFields
  .superRefine(complain(inOrder))
  .transform(announced<z.output<typeof siteOperationsFields>>);
export const streetStopsSchema = streetStopsFields
  .superRefine(complain(inOrder))
  .transform(announced<z.output<typeof streetStopsFields>>);
/** Any policy; the kind says which fields there are. */
export const policySchema = z.discriminatedUnion('kind', [siteOperationsSchema, streetStopsSchema]);

export type SiteOperations = z.output<typeof siteOperationsSchema>;
export type StreetStops = z.output<typeof streetStopsSchema>;
export type Policy = z.output<typeof policySchema>;
type Timeline = Pick<z.output<typeof streetStopsFields>, 'announce_day' | 'start_day' | 'end_day' | 'between'>;

/**
 * Officer-hours on one day: nothing before `start_day` and from `end_day` on; in between full, but for the first
 * `ramp_days`, of which each has the mean over that day of a straight line from nothing to full.
 */
export function hoursOnDay(
  policy: Pick<Policy, 'start_day' | 'end_day' | 'ramp_days' | 'hours_per_day'>,
  day: number,
): number {
  const { start_day, end_day, ramp_days, hours_per_day } = policy;
  if (day < start_day || (end_day !== null && day >= end_day)) return 0;
  const days = day - start_day;
  return days < ramp_days ? (hours_per_day * (days + 0.5)) / ramp_days : hours_per_day;
}

/** The sentence for site operations that terminal, report and charts show. */
export const describeSiteOperations = (policy: SiteOperations): string =>
  `${policy.label ?? 'Site operations'}: ${effort(policy)}, ${policy.pick === 'largest' ? 'largest sites first' : 'sites at random'}.`;

/** The sentence for street stops. */
export const describeStreetStops = (policy: StreetStops): string =>
  `${policy.label ?? 'Street stops'}: ${effort(policy)}.`;

export const describePolicy = (policy: Policy): string =>
  policy.kind === 'site-operations' ? describeSiteOperations(policy) : describeStreetStops(policy);

function effort(policy: Policy): string {
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
