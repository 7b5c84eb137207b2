// Marketing, weekly: platforms spend a part of their margin, in the weeks of a yearly offer more of it.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { share, whole } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK, dayNumber, euros, isoDate } from '../../units.ts';
import {
  type AppealGiven,
  type AppealNeeds,
  boundAppeal,
  CLIENT_WEEKS_PER_ORDER,
  factorOf,
  spentShare,
} from '../acts/appeal.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const MARKETING = 'MODEL 6, marketing';

const submodel = {
  section: '6',
  text: 'A platform spends a part of its margin, which feeds a stock that decays week by week; A = 1 + 0.05·ln(1 + B) multiplies the rate of occasions of those who know it, relative to the mean at the start.',
  grade: 'S direction, A size',
  source: `${MARKETING}; Nerlove & Arrow 1962`,
};

const fields = {
  marketing: {
    offer_starts: field(
      z
        .string()
        .regex(
          /^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))$/,
          'a month and a day of every year, as MM-DD',
        )
        .default('12-01'),
      {
        text: 'Date on which the yearly offer begins, month and day.',
        unit: '',
        grade: 'A',
        source: `${MARKETING}; assumption`,
      },
    ),
    offer_weeks: field(whole(0, 52).default(0), {
      text: 'Length of the yearly offer, of samples, gifts and lower prices; 0 for none.',
      unit: 'weeks',
      plausible: '0-4',
      grade: 'S direction, A size',
      source: `${MARKETING}; founding article 2024`,
    }),
    offer_share: field(share().default(0.15), {
      text: "Part of a week's margin that the offer costs beside other marketing, times the factor of its kind.",
      unit: 'share',
      plausible: '0.05-0.4',
      grade: 'A',
      source: `${MARKETING}; assumption`,
    }),
  },
};

const counts = dailyCounts({
  marketing_cents: { text: 'What platforms spent on marketing, cents.', unit: 'cents' },
});

type Needs = Own<{ fields: typeof fields; counts: typeof counts }> &
  AppealNeeds & {
    scenario: AppealGiven & { time: { readonly start_date: string } };
    clock: Clock;
    platforms: Pick<
      Platforms,
      'count' | 'status' | 'marketingFactor' | 'marketingStock' | 'purchases' | 'marginCents' | 'cashCents'
    >;
    ledger: Pick<Ledger, 'outsideCents'>;
  };

/** Who makes a loss spends nothing. An offer is a spend: it moves neither the price nor what is handed over. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, ledger, scenario } = world;
  const { marketing, mechanisms, time } = scenario;
  const { marketingStock, purchases } = platforms;
  const first = dayNumber(time.start_date) - clock.burnInDays;

  /** Whether the first day of the week behind lies in a yearly offer. */
  const isOffered = (): boolean => {
    const day = first + clock.day - DAYS_PER_WEEK;
    const year = Number(isoDate(day).slice(0, 4));
    for (let y = year - 1; y <= year; y++) {
      const since = day - dayNumber(`${y}-${marketing.offer_starts}`);
      if (since >= 0 && since < marketing.offer_weeks * DAYS_PER_WEEK) return true;
    }
    return false;
  };

  return () => {
    if (!mechanisms.marketing || clock.day === 0) return;
    const offered = isOffered() ? marketing.offer_share : 0;
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] === PLATFORM_STATUS.unborn) marketingStock[p] = 0;
      else {
        const part = spentShare(scenario, platforms.marketingFactor[p], offered);
        const spent = Math.round(part * Math.max(0, platforms.marginCents[p]));
        platforms.cashCents[p] -= spent;
        ledger.outsideCents += spent;
        platforms.marginCents[p] -= spent;
        add(counts.marketing_cents, clock.reportedDay, spent);
        const clientWeeks = Math.max(1, purchases[p] * CLIENT_WEEKS_PER_ORDER);
        marketingStock[p] = marketing.kept_per_week * marketingStock[p] + euros(spent) / clientWeeks;
      }
      platforms.appeal[p] = factorOf(scenario, marketingStock[p]);
    }
    boundAppeal(world);
  };
};

export const marketing = mechanism({
  submodel,
  fields,
  counts,
  phases: {
    marketing: { when: 'week', text: 'Platforms spend a part of the margin of the week behind on marketing.', run },
  },
});
