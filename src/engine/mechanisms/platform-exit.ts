// Platform exit, weekly: insolvent platforms close, others now and then.
import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { type ClosePlatformNeeds, createClosePlatform } from '../acts/close-platform.ts';
import { createProductCost } from '../acts/product-cost.ts';
import { createSellFile, type SellFileNeeds } from '../acts/sell-file.ts';
import type { ShockNeeds } from '../acts/shock-factor.ts';
import { PLATFORM_STATUS, type PlatformsGiven } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const EXIT = 'MODEL 6, exit';

const submodel = {
  section: '6',
  text: 'A platform closes at once when its cash and its stock at cost are below zero, else with a probability a week times the factor of its kind.',
  grade: 'A',
  source: EXIT,
};

const sections = {
  organisations: { text: 'How platforms close, and how others take their place.' },
};

const fields = {
  organisations: {
    exit_per_week: field(share().default(0.008), {
      symbol: 'x',
      text: 'Probability that a solvent platform closes in a week, times the factor of its kind.',
      unit: 'per week',
      plausible: '0.004-0.015',
      grade: 'A',
      source: EXIT,
    }),
  },
};

const switches = {
  platform_exit: toggle('Platforms close: at once when insolvent, else now and then.', 'S direction, A size', EXIT),
};

const streams = ['platform-exit'] as const;

const counts = dailyCounts({
  exits_insolvent: {
    role: 'result',
    label: 'Insolvent platforms closed',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Platforms that closed because they owed more than their stock had cost.',
  },
  exits_other: {
    role: 'result',
    label: 'Solvent platforms closed',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Platforms that closed although they were solvent.',
  },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ClosePlatformNeeds &
  SellFileNeeds &
  ShockNeeds & { scenario: Pick<PlatformsGiven, 'delivery'>; clock: Clock };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, lines, streams, scenario } = world;
  const close = createClosePlatform(world);
  const sellFile = createSellFile(world);
  const costPerMg = createProductCost(world, scenario.delivery.product_cost_eur_per_g);
  const { exit_per_week: perWeek } = scenario.organisations;

  /** Cash and stock, at what it costs today, cents. */
  const worthCents = (p: number): number => {
    let stockMg = 0;
    for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
      stockMg += lines.stockMg[line];
    return platforms.cashCents[p] + stockMg * costPerMg();
  };

  return () => {
    if (!scenario.mechanisms.platform_exit || clock.day === 0) return;
    const week = clock.day / DAYS_PER_WEEK;
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      const isInsolvent = worthCents(p) < 0;
      const chance = Math.min(1, perWeek * platforms.exitFactor[p]);
      if (!isInsolvent && draw(streams['platform-exit'], platforms.key[p], week) >= chance) continue;
      if (!isInsolvent) sellFile(p);
      close(p, isInsolvent ? 'insolvent' : 'with_cash');
      add(isInsolvent ? counts.exits_insolvent : counts.exits_other, clock.reportedDay, 1);
    }
  };
};

export const platformExit = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  phases: {
    'platform-exit': { when: 'week', text: 'Insolvent platforms close, others now and then.', run },
  },
});
