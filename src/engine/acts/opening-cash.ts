// The cash with which an organisation begins, put in from outside.
import { field } from '../../fields/field.ts';
import { real } from '../../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { type Own, part } from '../kernel/part.ts';

const CASH = 'MODEL 6, cost and cash';

const sections = {
  cash: { text: "What an organisation keeps of its takings, in months' takings." },
};

const fields = {
  cash: {
    opening_months: field(real(0, 120).default(0.5), {
      text: "Cash with which a site or a platform begins, in months' takings at its full file.",
      unit: 'months',
      plausible: '0.25-1',
      grade: 'A',
      source: `${CASH}; assumption`,
    }),
  },
};

export type OpeningCashNeeds = Own<{ fields: typeof fields }> & { ledger: Pick<Ledger, 'outsideCents'> };

/** Cash and takings of sites by place, or of platforms. */
export interface Organisations {
  cashCents: Float64Array;
  takingsCents: Float64Array;
}

/** Share of past takings that still counts after a week: those of a steady trade add up to four weeks. */
export const TAKINGS_KEPT = 0.75;
/** Days of a steady trade of which a column of takings holds the takings: as a week ends, and as the next begins. */
export const DAYS_AT_END = DAYS_PER_WEEK / (1 - TAKINGS_KEPT);
export const DAYS_AT_START = DAYS_AT_END - DAYS_PER_WEEK;

/** Cash with which an organisation of such takings at the beginning of a week begins, cents. */
export const openingCents = ({ cash }: OpeningCashNeeds['scenario'], takingsCents: number): number =>
  Math.round(((cash.opening_months * DAYS_PER_MEAN_MONTH) / DAYS_AT_START) * takingsCents);

/** Brings the cash of an organisation up to what it begins with; its takings are those expected at its full file. */
export function openCash(
  { scenario, ledger }: OpeningCashNeeds,
  { cashCents, takingsCents }: Organisations,
  at: number,
): void {
  const opening = openingCents(scenario, takingsCents[at]);
  ledger.outsideCents -= opening - cashCents[at];
  cashCents[at] = opening;
}

export const openingCash = part({ sections, fields });
