// Shocks: dated events that no policy makes. The list of a scenario file, and of an arm.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { type Complaint, complain, real, share, whole } from '../../fields/kinds.ts';
import { MAX_DAYS } from '../kernel/clock.ts';

const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;

const kindOf = <K extends string>(name: K) =>
  field(z.literal(name), { text: 'What kind of shock.', unit: '', ...DESIGN });

/** Days and strength of a shock that lasts. */
const spell = {
  from_day: field(whole(-MAX_DAYS, MAX_DAYS), { text: 'First day of the shock.', unit: 'day', ...DESIGN }),
  to_day: field(
    whole(-MAX_DAYS, 2 * MAX_DAYS)
      .nullable()
      .default(null),
    {
      text: 'First day without it; null for none.',
      unit: 'day',
      ...DESIGN,
    },
  ),
  factor: field(real(0, 100), { text: 'Factor while it lasts; 1 changes nothing.', unit: 'factor', ...DESIGN }),
};

const inOrder = ({ from_day, to_day }: { from_day: number; to_day: number | null }): Complaint[] =>
  to_day === null || to_day > from_day
    ? []
    : [{ path: ['to_day'], what: 'ends before it starts', got: to_day, expected: `more than from_day ${from_day}` }];

const felled = z
  .strictObject({
    kind: kindOf('platforms-felled'),
    day: field(whole(-MAX_DAYS, MAX_DAYS), {
      text: 'Day on which platforms lose all their lines.',
      unit: 'day',
      ...DESIGN,
    }),
    share: field(share(), { text: 'Share of the platforms that sell on that day.', unit: 'share', ...DESIGN }),
  })
  .meta({ description: 'Platforms lose all lines on one day, and nobody is arrested.' });
const productCost = z
  .strictObject({ kind: kindOf('product-cost'), ...spell })
  .superRefine(complain(inOrder))
  .meta({ description: 'Product costs platforms and sites more or less for a time.' });
const labour = z
  .strictObject({ kind: kindOf('labour'), ...spell })
  .superRefine(complain(inOrder))
  .meta({ description: 'Vacant posts fill faster or slower for a time.' });

export const shocksSchema = z
  .array(z.discriminatedUnion('kind', [felled, productCost, labour]))
  .max(100)
  .default([]);
export type Shock = z.output<typeof shocksSchema>[number];

/** First day of a shock, counted from day 0, and its field. */
export const startOfShock = (shock: Shock): { key: 'day' | 'from_day'; day: number } =>
  shock.kind === 'platforms-felled' ? { key: 'day', day: shock.day } : { key: 'from_day', day: shock.from_day };

/** A shock in one sentence. */
export function describeShock(shock: Shock): string {
  if (shock.kind === 'platforms-felled')
    return `Shock on day ${shock.day}: ${Number((100 * shock.share).toPrecision(6))} % of the platforms that sell lose all their lines, and nobody is arrested.`;
  const { from_day, to_day, factor } = shock;
  const when = `Shock from day ${from_day} ${to_day === null ? 'on' : `to day ${to_day - 1}`}`;
  return shock.kind === 'product-cost'
    ? `${when}: product costs platforms and sites ${factor} times as much.`
    : `${when}: vacant posts fill ${factor} times as often.`;
}
