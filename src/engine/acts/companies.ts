// Cash that managers have laundered through companies: it can be found for longer, by work on finances alone.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import type { Platforms } from '../entities/platforms.ts';
import { type Own, part } from '../kernel/part.ts';

const ARTICLE = 'founding article 2024';

const fields = {
  cash: {
    laundered_share: field(share().default(0.2), {
      text: 'Share of the cash taken out of platforms that goes through companies, where only work on finances finds it.',
      unit: 'share',
      plausible: '0-0.5',
      grade: 'S direction, A size',
      source: ARTICLE,
    }),
    companies_half_life_weeks: field(real(0.1, 1000).default(13), {
      text: 'Time after which half of what went through companies can no longer be found.',
      unit: 'weeks',
      plausible: '4-52',
      grade: 'A',
      source: 'assumption',
    }),
  },
};

const switches = {
  laundering: toggle(
    'Managers launder part of the cash that they take out.',
    'S direction, A size',
    `MODEL 6, cost and cash; ${ARTICLE}`,
  ),
};

export interface CompaniesNeeds extends Own<{ fields: typeof fields; switches: typeof switches }> {
  platforms: Pick<Platforms, 'companyCents'>;
}

/** A function that launders part of what the manager of a platform takes out in a week, and returns that part, cents. */
export function createLaundering({ scenario, platforms }: CompaniesNeeds): (p: number, cents: number) => number {
  const { share, kept } = lawOf(scenario);
  return (p, cents) => {
    platforms.companyCents[p] = platforms.companyCents[p] * kept + share * cents;
    return share * cents;
  };
}

/** Sets what the companies of a platform hold as if so much had been taken out every week before, cents. */
export function openCompanies({ scenario, platforms }: CompaniesNeeds, p: number, centsPerWeek: number): void {
  const { share, kept } = lawOf(scenario);
  platforms.companyCents[p] = (share * Math.max(0, centsPerWeek)) / (1 - kept);
}

const lawOf = ({ cash, mechanisms }: CompaniesNeeds['scenario']): { share: number; kept: number } => ({
  share: mechanisms.laundering ? cash.laundered_share : 0,
  kept: Math.exp(-Math.LN2 / cash.companies_half_life_weeks),
});

export const companies = part({ fields, switches });
