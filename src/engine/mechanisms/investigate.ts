// Investigate, weekly: officer-hours on a line add to what the police know of it, which may lead to a takedown.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK, MIN_PER_H, WEEKS_PER_YEAR } from '../../units.ts';
import { exposureOf, learnt, takedownProbability } from '../acts/knowledge.ts';
import { createMeanArrests, createTakedown, type TakedownNeeds } from '../acts/takedown.ts';
import type { Accounts } from '../entities/accounts.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { LINE, type Lines, type Platforms } from '../entities/platforms.ts';
import { mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const INVESTIGATION = 'MODEL 5, investigation';

const submodel = {
  section: '5',
  text: 'Knowledge of a line K ← kept·K + H^a·X^b·(1 + bonus·tips) a week, H officer-hours and X its exposure; it is taken down with probability 1 − exp(−(K ÷ scale)²).',
  grade: 'S direction, A size',
  source: 'MODEL 5, investigation',
};

const sections = {
  investigation: { text: 'How knowledge of a line grows, week by week, until it is taken down.' },
};

const fields = {
  investigation: {
    least_hours_per_week: field(real(0, 10_000).default(40), {
      symbol: 'least',
      text: 'Officer-hours on a line in a week below which nothing is learnt.',
      unit: 'h/week',
      grade: 'A',
      source: INVESTIGATION,
    }),
    kept_per_week: field(share().default(0.97), {
      symbol: 'kept',
      text: 'Share of the knowledge of a line that is still good a week later.',
      unit: 'share per week',
      grade: 'A',
      source: INVESTIGATION,
    }),
    hours_exponent: field(real(0.1, 2).default(0.75), {
      symbol: 'a',
      text: 'Power of officer-hours in what a week adds; below 1, more hours on one line yield less each.',
      unit: '',
      grade: 'A',
      source: INVESTIGATION,
    }),
    exposure_exponent: field(real(0, 2).default(0.5), {
      symbol: 'b',
      text: 'Power of exposure in what a week adds.',
      unit: '',
      grade: 'A',
      source: INVESTIGATION,
    }),
    reference_orders_per_day: field(real(0.1, 10_000).default(30), {
      symbol: 'reference',
      text: 'Orders a day at which a line has exposure 1; busier lines are more exposed.',
      unit: 'orders/day',
      grade: 'S direction, A size',
      source: `${INVESTIGATION}; founding article 2024`,
    }),
    open_channel_factor: field(real(0, 100).default(2), {
      text: 'Exposure of a platform that anyone can order from, relative to one that takes clients on recommendation.',
      unit: 'relative',
      plausible: '1.2-3',
      grade: 'A',
      source: INVESTIGATION,
    }),
    undercover_factor: field(real(0, 100).default(1.5), {
      text: 'Exposure of an open platform from which officers buy, relative to one that is only watched.',
      unit: 'relative',
      plausible: '1-2',
      grade: 'A',
      source: 'MODEL 5, undercover purchase; assumption',
    }),
    exposure_part: field(real(0, 100).default(0.5), {
      text: 'Exposure under a manager who does part of the work, relative to one who does it all.',
      unit: 'relative',
      grade: 'A',
      source: INVESTIGATION,
    }),
    exposure_remote: field(real(0, 100).default(0.25), {
      text: 'Exposure under a manager who works from afar, relative to one who does all the work.',
      unit: 'relative',
      grade: 'A',
      source: INVESTIGATION,
    }),
    tips_per_courier_year: field(real(0, 1000).default(1), {
      text: 'Mean number of tips on a line in a year, for each of its couriers at work.',
      unit: 'tips/(courier year)',
      plausible: '0-5',
      grade: 'S direction, A size',
      source: INVESTIGATION,
    }),
    indiscreet_share: field(share().default(0.2), {
      text: 'Share of couriers who are indiscreet.',
      unit: 'share',
      plausible: '0.1-0.4',
      grade: 'A',
      source: `${INVESTIGATION}; assumption`,
    }),
    indiscreet_factor: field(real(1, 1000).default(4), {
      text: 'Tips that an indiscreet courier brings about, relative to a discreet one; the mean over all stays.',
      unit: 'relative',
      plausible: '2-10',
      grade: 'A',
      source: `${INVESTIGATION}; more with indiscreet couriers`,
    }),
    tip_bonus: field(real(0, 100).default(0.5), {
      symbol: 'bonus',
      text: 'Share that one tip adds to what is learnt in its week.',
      unit: 'relative',
      grade: 'A',
      source: INVESTIGATION,
    }),
    scale_h: field(real(1, 1e6).default(820), {
      symbol: 'scale',
      text: 'Knowledge of a line at which a week of work ends in a takedown with probability 63 % (1 - 1/e).',
      unit: 'effective h',
      grade: 'A',
      source: INVESTIGATION,
    }),
  },
};

const switches = {
  investigation: toggle('Officers learn of lines and take them down.', 'S direction, A size', 'MODEL 5, investigation'),
  tips: toggle(
    'Tips about lines, more from indiscreet couriers, speed investigations up.',
    'A',
    'MODEL 5, investigation',
  ),
};

const streams = ['investigation', 'tips', 'indiscretion'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> &
  TakedownNeeds & {
    platforms: Pick<
      Platforms,
      'manager' | 'isOpenChannel' | 'leakage' | 'firstLine' | 'nLines' | 'firstCourier' | 'nCouriers'
    >;
    lines: Pick<
      Lines,
      | 'count'
      | 'platform'
      | 'key'
      | 'state'
      | 'knowledge'
      | 'workedMin'
      | 'undercoverMin'
      | 'holderMin'
      | 'financeMin'
      | 'recentOrders'
    >;
    couriers: Pick<Couriers, 'line' | 'key' | 'state' | 'nPersons'>;
    accounts: Pick<Accounts, 'waste' | 'closeWeek'>;
  };

/**
 * K ← kept·K + H^a·X^b·(1 + bonus·tips), H the officer-hours on the line in the week behind, and takedown with
 * probability 1 − exp(−(K ÷ scale)²) of lines worked on. Tips come from the couriers at work, more from the indiscreet.
 * Sister lines learn of each other by the platform's leakage. Draws are keyed by (line, week).
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, streams, platforms, lines, accounts, scenario } = world;
  const { investigation } = scenario;
  const isOn = scenario.mechanisms.investigation;
  const hasTips = scenario.mechanisms.tips && investigation.tips_per_courier_year > 0;
  const takeDown = createTakedown(world);
  const meanArrests = createMeanArrests(world);
  const tipsPerWeek = createTipsPerWeek(world);
  const gain = new Float64Array(lines.count);

  return () => {
    const week = Math.floor(clock.day / DAYS_PER_WEEK);
    const financeMin = lines.financeMin[0];
    lines.financeMin[0] = 0;
    gain.fill(0);
    let isAny = false;
    let nTakedowns = 0;
    for (let line = 0; line < lines.count; line++) {
      lines.knowledge[line] *= investigation.kept_per_week;
      if (!isWorked(line)) {
        accounts.waste('investigationMin', line, 'below_dose');
        accounts.waste('holderMin', line, 'below_dose');
        continue;
      }
      isAny = true;
      const hours = (lines.workedMin[line] + lines.holderMin[line]) / MIN_PER_H;
      gain[line] = learnt(investigation, hours, exposure(line));
      if (!hasTips) continue;
      const tips = poissonQuantile(tipsPerWeek(line), draw(streams.tips, lines.key[line], week));
      gain[line] *= 1 + investigation.tip_bonus * tips;
    }
    if (isAny) {
      for (let line = 0; line < lines.count; line++) if (gain[line] > 0) learn(line);
      for (let line = 0; line < lines.count; line++) {
        if (!isWorked(line) || lines.state[line] === LINE.fallen) continue;
        const pTakedown = takedownProbability(investigation, lines.knowledge[line]);
        const isHolderArrest = lines.holderMin[line] > lines.workedMin[line];
        const expected = pTakedown * meanArrests(line, isHolderArrest);
        add(counts.arrests_couriers_expected, clock.reportedDay, expected);
        if (draw(streams.investigation, lines.key[line], week) >= pTakedown) continue;
        takeDown(line, isHolderArrest, financeMin);
        nTakedowns++;
      }
    }
    if (nTakedowns === 0) accounts.waste('financeMin', 0, 'no_takedown');
    accounts.closeWeek();
    lines.workedMin.fill(0);
    lines.undercoverMin.fill(0);
    lines.holderMin.fill(0);
  };

  /** Whether a line has not fallen and the week's hours on it reach the least. */
  function isWorked(line: number): boolean {
    const hours = (lines.workedMin[line] + lines.holderMin[line]) / MIN_PER_H;
    return isOn && hours > 0 && hours >= investigation.least_hours_per_week && lines.state[line] !== LINE.fallen;
  }

  function exposure(line: number): number {
    const x = exposureOf(world, line);
    if (platforms.isOpenChannel[lines.platform[line]] === 0) return x;
    const undercover = lines.undercoverMin[line] / (lines.workedMin[line] + lines.holderMin[line]);
    return x * (1 + (investigation.undercover_factor - 1) * undercover);
  }

  function learn(line: number): void {
    const p = lines.platform[line];
    for (let l = platforms.firstLine[p]; l < platforms.firstLine[p] + platforms.nLines[p]; l++) {
      if (l === line) lines.knowledge[l] += gain[line];
      else if (lines.state[l] !== LINE.fallen) lines.knowledge[l] += platforms.leakage[p] * gain[line];
    }
  }
};

/**
 * Expected tips on a line in a week: a rate for each of its couriers at work on average, times a factor for the share of
 * indiscreet ones. Whether a person is indiscreet is drawn once.
 */
function createTipsPerWeek({ couriers, platforms, lines, scenario, streams }: Needs): (line: number) => number {
  const { indiscreet_share: share, indiscreet_factor: factor, tips_per_courier_year } = scenario.investigation;
  const discreetPerWeek = tips_per_courier_year / WEEKS_PER_YEAR / (1 + share * (factor - 1));
  return (line) => {
    const p = lines.platform[line];
    let mean = 0;
    for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++) {
      if (couriers.line[post] !== line || couriers.state[post] !== COURIER.working) continue;
      const isIndiscreet = draw(streams.indiscretion, couriers.key[post], couriers.nPersons[post]) < share;
      mean += isIndiscreet ? factor * discreetPerWeek : discreetPerWeek;
    }
    return mean;
  };
}

export const investigate = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  phases: {
    investigate: {
      when: 'week',
      text: "Officers' hours on a line become knowledge of it; some lines are taken down.",
      run,
    },
  },
});
