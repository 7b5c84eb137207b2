// Fields that sites and platforms have in common: hours and cost.
import { field } from './field.ts';
import { type Complaint, eur, whole } from './kinds.ts';

const ASSUMED = { grade: 'A', source: 'assumption' } as const;
export const MARGINS = 'MODEL 6, platforms';
export const opens = (value: number) =>
  field(whole(0, 23).default(value), { text: 'Hour of opening.', unit: 'h', ...ASSUMED });
export const closes = () =>
  field(whole(1, 30).default(24), { text: 'Hour of closing; above 24 is past midnight.', unit: 'h', ...ASSUMED });
export const opensBeforeCloses = ({ opens_h, closes_h }: { opens_h: number; closes_h: number }): Complaint[] => {
  if (opens_h >= closes_h)
    return [
      {
        path: ['closes_h'],
        what: 'closes before it opens',
        got: closes_h,
        expected: `more than opens_h ${opens_h}`,
        hint: 'write hours past midnight as 25 to 30',
      },
    ];
  if (closes_h - opens_h > 24)
    return [
      { path: ['closes_h'], what: 'open for more than a day', got: closes_h, expected: `at most ${opens_h + 24}` },
    ];
  return [];
};
export const productCost = () =>
  field(eur(1000).default(32), {
    text: 'What the product costs the seller.',
    unit: 'EUR/g',
    grade: 'D',
    source: MARGINS,
  });
