// Outcomes of the market's organisation: concentration, recovery and survival of platforms, prices, purity.
import { euros, grams } from '../units.ts';
import type { Outcome } from './outcome.ts';
import {
  concentration,
  medianRecoveryWeeks,
  ordersOfPlaces,
  ordersOfPlatforms,
  PURE,
  shareOfArchetype,
  shareOfFileBack,
  survival,
  timesDark,
} from './platforms.ts';
import { type Channel, dailyTotal, ratio, seriesTotal } from './totals.ts';

export const PLATFORM_OUTCOMES: readonly Outcome[] = [
  {
    id: 'hhi_platforms',
    role: 'result',
    label: 'Concentration of delivery',
    unit: 'index',
    better: 'none',
    isCount: false,
    text: 'Herfindahl-Hirschman index of delivered orders over platforms, 0 to 1: the sum of their squared shares.',
    isWhole: true,
    of: (record, window) => concentration(ordersOfPlatforms(record, window)),
  },
  {
    id: 'hhi_all',
    role: 'result',
    label: 'Concentration of the trade',
    unit: 'index',
    better: 'none',
    isCount: false,
    text: 'The same of orders at sites, by place, and from platforms together; other sources are left out.',
    isWhole: true,
    of: (record, window) => concentration([...ordersOfPlaces(record, window), ...ordersOfPlatforms(record, window)]),
  },
  {
    id: 'effective_platforms',
    headline: 72,
    role: 'result',
    label: 'Effective number of platforms',
    unit: 'platforms',
    better: 'none',
    isCount: false,
    text: 'Platforms of equal size that would give the same concentration of delivery: 1 / hhi_platforms.',
    isWhole: true,
    of: (record, window) => {
      const hhi = concentration(ordersOfPlatforms(record, window));
      return hhi === null ? null : 1 / hhi;
    },
  },
  {
    id: 'share_remote_brands',
    role: 'result',
    label: 'Share of remote brands',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of delivered orders that platforms of the archetype remote-franchised-brand deliver.',
    isWhole: true,
    of: (record, window) => shareOfArchetype(record, window, 'remote-franchised-brand'),
  },
  {
    id: 'platforms_dark',
    role: 'result',
    label: 'Platforms that went dark',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Times that a platform lost the last of its lines in a takedown or a shock; a number that is cut, or lapses, leaves none dark.',
    isWhole: true,
    of: timesDark,
  },
  {
    id: 'recovery_weeks_p50',
    headline: 74,
    role: 'result',
    label: 'Recovery after going dark, median',
    unit: 'weeks',
    better: 'none',
    isCount: false,
    text: 'Weeks from the day a platform goes dark until it delivers 80 % of what it did in the four weeks before: the median, by Kaplan and Meier, those that close never do; undefined where fewer than half recover.',
    isWhole: true,
    of: medianRecoveryWeeks,
  },
  {
    id: 'rebirth_file_share',
    role: 'result',
    label: 'Client file at a rebirth',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Of the clients whom platforms that come back in the window had as they went dark, the share whom they have again as they come back.',
    isWhole: true,
    of: shareOfFileBack,
  },
  {
    id: 'platform_survival_year',
    role: 'result',
    label: 'Platforms that last a year',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Of the platforms that sell as the window begins, those that have not closed a year later, or by its end if it is shorter; dark ones have not closed.',
    isWhole: true,
    of: survival,
  },
  price('price_delivered_eur_g', 'delivery', 'Price delivered', 'what was delivered', 200),
  price('price_site_eur_g', 'site', 'Price at sites', 'what was sold at sites'),
  purity('purity_delivered', 'delivery', 'Purity delivered', 'what was delivered', 210),
  purity('purity_site', 'site', 'Purity at sites', 'what was sold at sites'),
  {
    id: 'purity_sd',
    role: 'result',
    label: 'Spread of purity between platforms',
    unit: 'points',
    better: 'none',
    isCount: false,
    text: 'Standard deviation of purity over the platforms that sell, mean over weeks.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'purity_spread'), dailyTotal(record, window, 'purity_weeks')),
  },
];

function price(id: string, channel: Channel, label: string, what: string, headline?: number): Outcome {
  return {
    id,
    ...(headline && { headline }),
    role: 'result',
    label,
    unit: 'EUR/g',
    better: 'none',
    isCount: false,
    text: `Mean price of ${what}, weighted by grams.`,
    of: (record, window) =>
      ratio(
        euros(seriesTotal(record, window, 'revenue_cents', channel)),
        grams(seriesTotal(record, window, 'grams_mg', channel)),
      ),
  };
}

function purity(id: string, channel: keyof typeof PURE, label: string, what: string, headline?: number): Outcome {
  return {
    id,
    ...(headline && { headline }),
    role: 'result',
    label,
    unit: 'points',
    better: 'none',
    isCount: false,
    text: `Mean purity of ${what}, weighted by grams.`,
    of: (record, window) =>
      ratio(dailyTotal(record, window, PURE[channel]), seriesTotal(record, window, 'grams_mg', channel)),
  };
}
