// Effort, daily: policies in force spend their officer-minutes and money, which gives the density of street stops.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real } from '../../fields/kinds.ts';
import { cents, H_PER_DAY, MIN_PER_H } from '../../units.ts';
import { type Accounts, effortWindowOf } from '../entities/accounts.ts';
import type { Couriers } from '../entities/couriers.ts';
import { clearEffort, type Effort, type PolicyAtWork } from '../entities/effort.ts';
import type { Lines, PlatformsGiven } from '../entities/platforms.ts';
import { REFERENCE_STOP_HOURS, type Zones } from '../entities/zones.ts';
import { type Clock, isOpenAt } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { type ArmRecord, add } from '../kernel/record.ts';

const POLICE = 'MODEL 5';

const submodel = {
  section: '5',
  text: 'Officer-minutes and cents of the day are put where the policies in force want them; hours of stops make stops denser, in proportion to area.',
  grade: 'A',
  source: 'MODEL 5',
};

const sections = {
  police: { text: 'What police hours buy.' },
};

const fields = {
  police: {
    officer_eur_per_h: field(real(0, 10_000).default(45), {
      text: 'Cost of an officer-hour.',
      unit: 'EUR/h',
      grade: 'A',
      source: POLICE,
    }),
  },
};

const streams = ['policy-rank'] as const;

const counts = dailyCounts({
  officer_minutes: {
    role: 'input',
    label: 'Officer-hours',
    unit: 'h',
    better: 'lower',
    isCount: false,
    id: 'officer_hours',
    per: 60,
    headline: 110,
    text: 'Officer-hours spent by all policies, those of every arm included; the background has hours of its own.',
  },
  officer_minutes_offered: {
    role: 'input',
    label: 'Officer-hours offered',
    unit: 'h',
    better: 'none',
    isCount: false,
    id: 'officer_hours_offered',
    per: 60,
    text: 'Officer-hours that all policies had to spend by their dates, those of every arm included, whether or not they found work.',
  },
  cost_cents: {
    role: 'input',
    label: 'Cost of the policies',
    unit: 'EUR',
    better: 'lower',
    isCount: false,
    id: 'cost_eur',
    per: 100,
    headline: 120,
    text: 'What all policies cost, those of every arm included: officer-hours at their price, and money paid directly.',
  },
  cost_cents_offered: {
    role: 'input',
    label: 'Cost of what was offered',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    id: 'cost_eur_offered',
    per: 100,
    text: 'What all policies would cost if all that they were offered had been spent, those of every arm included.',
  },
});

type Needs = Own<{ fields: typeof fields; counts: typeof counts }> & {
  clock: Clock;
  scenario: PlatformsGiven;
  policies: readonly PolicyAtWork[];
  city: Pick<City, 'areaKm2'>;
  zones: Pick<Zones, 'count' | 'stopDensity'>;
  lines: Pick<Lines, 'count' | 'workedMin' | 'undercoverMin' | 'holderMin' | 'financeMin'>;
  couriers: Pick<Couriers, 'count'>;
  effort: Effort;
  accounts: Pick<Accounts, 'openDay' | 'book' | 'waste'>;
  record: Pick<ArmRecord, 'preDays'>;
};

const run = (world: Needs): (() => void) => {
  const { clock, counts, effort, accounts, policies, zones, lines, couriers, city, record, scenario } = world;
  const { opens_h, closes_h } = scenario.delivery;
  const { stopMin, investigationMin, undercoverMin, holderMin, financeMin } = effort;
  const referencePerKm2Min = (REFERENCE_STOP_HOURS * MIN_PER_H) / H_PER_DAY;
  const centsPerMin = cents(scenario.police.officer_eur_per_h) / MIN_PER_H;

  return () => {
    const day = clock.reportedDay;
    const window = effortWindowOf(record, day);
    const offered = { minutes: 0, cents: 0 };
    const spent = { minutes: 0, cents: 0 };
    clearEffort(effort);
    accounts.openDay();
    for (let k = 0; k < policies.length; k++) {
      const { isMoney, offeredOn, apply } = policies[k];
      const offer = offeredOn(day);
      offered[isMoney ? 'cents' : 'minutes'] += offer / 1000;
      accounts.book(k, window, offer, apply(day, effort), spent);
    }
    for (let zone = 0; zone < zones.count; zone++) {
      for (let at = zone * H_PER_DAY; at < (zone + 1) * H_PER_DAY; at++)
        zones.stopDensity[at] = stopMin[at] / (referencePerKm2Min * city.areaKm2[zone]);
    }
    for (let at = 0; at < stopMin.length; at++) {
      if (stopMin[at] === 0) continue;
      if (couriers.count === 0) accounts.waste('stopMin', at, 'nobody');
      else if (!isOpenAt(at % H_PER_DAY, opens_h, closes_h)) accounts.waste('stopMin', at, 'closed');
    }
    for (let line = 0; line < lines.count; line++) {
      lines.workedMin[line] += investigationMin[line];
      lines.undercoverMin[line] += undercoverMin[line];
      lines.holderMin[line] += holderMin[line];
    }
    lines.financeMin[0] += financeMin[0];
    add(counts.officer_minutes, day, spent.minutes);
    add(counts.cost_cents, day, Math.round(spent.minutes * centsPerMin) + spent.cents);
    add(counts.officer_minutes_offered, day, Math.round(offered.minutes * 1000) / 1000);
    add(counts.cost_cents_offered, day, Math.round(offered.minutes * centsPerMin + offered.cents));
  };
};

export const effort = mechanism({
  submodel,
  sections,
  fields,
  streams,
  counts,
  phases: {
    effort: {
      when: 'day',
      text: "Policies in force spend the day's officer-minutes; street stops become denser.",
      run,
    },
  },
});
