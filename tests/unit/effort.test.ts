// Offered and spent: what becomes of hours and money that find nothing to do, in numbers that can be counted by hand.
import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { createEffort } from '../../src/engine/entities/effort.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import type { WorldView } from '../../src/engine/view.ts';
import { collect } from '../../src/experiment/collect.ts';
import { effortOf, effortSentence, fallsShort } from '../../src/experiment/effort.ts';
import { plan } from '../../src/experiment/plan.ts';
import type { PolicyEffort, Results } from '../../src/experiment/results.ts';
import { warningsOf } from '../../src/experiment/warnings.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { foresee, foreseenText } from '../../src/policies/foreseen.ts';
import { paidTo } from '../../src/policies/funded.ts';
import { startOf } from '../../src/policies/start.ts';
import { closingTable } from '../../src/report/text.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { against, type Changes, cityOf, groundOf, type PolicyInput, run, small } from '../support/small.ts';

/** Four weeks of outcomes after a fortnight, in a town without chance in what police meet: sites neither close nor open. */
const STILL: Changes = {
  time: { burn_in_days: 7, pre_days: 7, post_days: 30, tick_min: 60 },
  customers: { count: 100 },
  mechanisms: { site_turnover: false, platform_entry: false, rebirth: false },
  sites: { count: 1, places_per_site: 1 },
  police: { operation_officer_h: 40, closure_probability: 1 },
};

const recordOf = (scenario: Scenario): ArmRecord => run(scenario)[1]!;
const effortsOf = (scenario: Scenario, record = recordOf(scenario)): PolicyEffort[] =>
  effortOf(scenario, scenario.arms.pressure!.policies, [record]);
/** What became of one policy: offered, spent, then parts by reason. */
const of = (scenario: Scenario, at = 0) => {
  const { unit, ...effort } = effortsOf(scenario)[at]!;
  const isMoney = unit === 'EUR';
  const parts = (list: PolicyEffort['unspent']) =>
    Object.fromEntries(list.map(({ reason, h, eur }) => [reason, Math.round((h ?? eur!) * 1e6) / 1e6]));
  return {
    offered: isMoney ? effort.offered_eur : effort.offered_h,
    spent: isMoney ? effort.spent_eur : effort.spent_h,
    unspent: parts(effort.unspent),
    inVain: parts(effort.without_effect),
  };
};
const pressedBy = (policy: PolicyInput, ...more: Changes[]): Scenario =>
  small(STILL, ...more, against({ start_day: 7, ...policy } as PolicyInput));
const resultsOf = (scenario: Scenario): Results => {
  const alone = { ...scenario, seeds: 1 };
  return collect(alone, cityOf(alone), plan(alone), [{ id: 0, records: run(alone) }]);
};
const outcome = (record: ArmRecord, id: string): number | null =>
  OUTCOMES.find((one) => one.id === id)!.of(record, 'post');

describe('officer-hours that wait for a site', () => {
  const ONE_SITE = pressedBy({ kind: 'site-operations', hours_per_day: 20, where: 'all' });

  it('are unspent: 600 are offered, the one operation on the one site takes 40', () => {
    expect(of(ONE_SITE)).toEqual({ offered: 600, spent: 40, unspent: { no_site: 560 }, inVain: {} });
  });

  it('are offered in the outcomes, beside what is spent, in hours and in EUR', () => {
    const record = recordOf(ONE_SITE);
    const ids = ['officer_hours', 'officer_hours_offered', 'cost_eur', 'cost_eur_offered'];
    expect(ids.map((id) => outcome(record, id))).toEqual([40, 600, 40 * 45, 600 * 45]);
  });

  it('are told in a sentence, a warning that names both, and under the closing table', () => {
    const sentence = 'pressure: 600 officer-hours offered, 40 spent; 560 found no open site anywhere.';
    expect(`pressure: ${effortSentence(effortsOf(ONE_SITE)[0]!)}`).toBe(sentence);
    const results = resultsOf(ONE_SITE);
    expect(warningsOf(results, {})).toContain(sentence);
    const text = closingTable(results);
    expect(text).toContain(sentence);
    expect(text).toMatch(/Officer-hours offered, h +0 +600/);
    expect(text).toMatch(/Officer-hours, h +0 +40/);
  });

  it('are what is too few for another operation where they find every site they want', () => {
    const scenario = pressedBy(
      { kind: 'site-operations', hours_per_day: 3.946, where: 'all' },
      { sites: { count: 20 }, police: { closure_probability: 0, disruption_mean_days: 0 } },
    );
    expect(of(scenario)).toEqual({ offered: 118.38, spent: 80, unspent: { remainder: 38.38 }, inVain: {} });
    expect(effortSentence(effortsOf(scenario)[0]!)).toBe(
      '118 officer-hours offered, 80 spent; 38.4 were too few for another operation.',
    );
  });

  it('wait in vain where the area has no zones', () => {
    const nowhere: Changes = { areas: { target: { rule: 'most-sites', share: 0 } } };
    expect(of(pressedBy({ kind: 'site-operations', hours_per_day: 20 }, nowhere)).unspent).toEqual({ no_site: 600 });
    expect(of(pressedBy({ kind: 'street-stops', hours_per_day: 20 }, nowhere)).unspent).toEqual({ no_zone: 600 });
    expect(of(pressedBy({ kind: 'treatment', eur_per_day: 20 }, nowhere)).unspent).toEqual({ no_zone: 600 });
    expect(of(pressedBy({ kind: 'customer-fines', hours_per_day: 20 }, nowhere)).unspent).toEqual({ no_site: 600 });
  });

  it('count where they were saved up in the days before: hours spent may be more than are offered', () => {
    const scenario = small(
      STILL,
      { sites: { count: 20 }, police: { operation_officer_h: 300, closure_probability: 0 } },
      against({ kind: 'site-operations', start_day: 0, hours_per_day: 40, end_day: 8, where: 'all' }),
    );
    // 280 hours before day 7, 40 on it: one operation, and 20 that are too few for another.
    expect(of(scenario)).toEqual({ offered: 40, spent: 300, unspent: { remainder: 20, earlier: -280 }, inVain: {} });
    expect(effortSentence(effortsOf(scenario)[0]!)).toBe(
      '40 officer-hours offered and 280 saved up before, 300 spent; 20 were too few for another operation.',
    );
  });

  it('are those of bans and number cuts alike', () => {
    const ban = pressedBy({ kind: 'site-bans', hours_per_day: 20, where: 'all' }, { police: { ban_officer_h: 100 } });
    expect(of(ban)).toEqual({ offered: 600, spent: 100, unspent: { no_site: 500 }, inVain: {} });
    const cut = pressedBy(
      { kind: 'number-cut', hours_per_day: 20 },
      {
        platforms: [{ archetype: 'service-quality-bikes', count: 1, overrides: { lines: 1 } }],
        investigation: { number_cut_officer_h: 20, number_back_days: { least: 365, most: 365 } },
      },
    );
    expect(of(cut)).toEqual({ offered: 600, spent: 20, unspent: { no_line: 580 }, inVain: {} });
  });
});

describe('hours on lines', () => {
  const ONE_LINE: Changes = { platforms: [{ archetype: 'service-quality-bikes', count: 1, overrides: { lines: 1 } }] };

  it('are unspent where there is no line for them, and in vain below the least of a week', () => {
    const scenario = pressedBy({ kind: 'holder-arrest', hours_per_day: 10, lines: 2 }, ONE_LINE);
    const { offered, spent, unspent, inVain } = of(scenario);
    expect([offered, spent, unspent]).toEqual([300, 150, { no_line: 150 }]);
    // Thirty days from a Monday of the run: four weeks below the least, and two days that no week closes.
    expect(inVain).toEqual({ below_dose: 4 * 7 * 5, unfinished: 2 * 5 });
  });

  it('are not in vain from the least on', () => {
    const scenario = pressedBy({ kind: 'platform-investigation', hours_per_day: 40 / 7 }, ONE_LINE, {
      investigation: { scale_h: 1_000_000 },
    });
    const { inVain } = of(scenario);
    expect(Object.keys(inVain)).toEqual(['unfinished']);
  });

  it('of finances are in vain without a takedown, all of them where investigations are switched off', () => {
    expect(of(pressedBy({ kind: 'finance', hours_per_day: 10 })).inVain).toEqual({ no_takedown: 280, unfinished: 20 });
    const off = pressedBy({ kind: 'finance', hours_per_day: 10 }, { mechanisms: { investigation: false } });
    expect(of(off).inVain).toEqual({ switched_off: 300 });
  });
});

describe('hours and money beyond what can be done with them', () => {
  it('are in vain where sites are closed and where no platform takes orders', () => {
    const hours: Changes = { sites: { opens_h: 10, closes_h: 20 }, delivery: { opens_h: 12, closes_h: 20 } };
    const fines = pressedBy({ kind: 'customer-fines', hours_per_day: 8, between: [8, 16], where: 'all' }, hours, {
      sites: { count: 3 },
    });
    expect(of(fines).inVain).toEqual({ closed: 60 });
    const stops = pressedBy({ kind: 'street-stops', hours_per_day: 8, between: [8, 16], where: 'all' }, hours);
    expect(of(stops).inVain).toEqual({ closed: 120 });
    expect(foresee(stops, cityOf(stops)).pressure![0]!.limits).toMatchObject([{ reason: 'closed', h: 120 }]);
    const empty = pressedBy({ kind: 'street-stops', hours_per_day: 8 }, { platforms: [] });
    expect(of(empty).inVain).toEqual({ nobody: 240 });
  });

  it('are unspent beyond a job for every courier', () => {
    const scenario = pressedBy(
      { kind: 'job-placement', eur_per_day: 1000 },
      {
        platforms: [{ archetype: 'service-quality-bikes', count: 1, overrides: { lines: 1, couriers_per_line: 4 } }],
        couriers: { placement_eur_per_day: 25 },
      },
    );
    expect(of(scenario)).toMatchObject({ offered: 30_000, spent: 3000, unspent: { enough: 27_000 } });
    expect(foresee(scenario, cityOf(scenario)).pressure![0]!.limits).toMatchObject([{ reason: 'enough', eur: 27_000 }]);
  });

  it('are in vain beyond a place for every customer, and below the least', () => {
    const place = 3652.5;
    const rich = pressedBy(
      { kind: 'treatment', eur_per_day: 1500, where: 'all' },
      {
        health: { treatment_eur_per_person_year: place, least_eur_per_day: 10 },
      },
    );
    // A hundred customers at 10 EUR a day; what zones round away is less than a customer.
    expect(of(rich).inVain.enough).toBeGreaterThanOrEqual(30 * 500);
    expect(of(rich).inVain.enough).toBeLessThan(30 * 700);
    const foreseen = foresee(rich, cityOf(rich)).pressure![0]!;
    expect(foreseen.limits).toMatchObject([{ reason: 'enough' }]);
    expect(foreseenText(foreseen)).toBe(
      '45,000 EUR offered in the post window; about 15,000 of them are more than all people there can take',
    );
    const poor = pressedBy({ kind: 'treatment', eur_per_day: 9, where: 'all' }, { health: { least_eur_per_day: 10 } });
    expect(of(poor)).toMatchObject({ spent: 270, inVain: { below_dose: 270 } });
    const thin = pressedBy(
      { kind: 'violence-interruption', eur_per_day: 1, where: 'all' },
      { violence: { interruption_minimum_share: 0.5 } },
    );
    expect(of(thin)).toMatchObject({ spent: 30, inVain: { below_dose: 30 } });
  });

  it('are unspent where nobody lives', () => {
    const view = {
      zones: { group: new Uint8Array(2) },
      zoneCity: new Uint16Array(2),
      cityNames: ['empty'],
      population: new Float64Array(2),
    } as unknown as WorldView;
    const policy = { ...small(against({ kind: 'treatment', eur_per_day: 10_000_000 })).arms.pressure!.policies[0] };
    const spend = paidTo('drugCheckingCents')(policy as Parameters<ReturnType<typeof paidTo>>[0], view);
    const effort = createEffort({ nPlaces: 1, nZones: 2, nLines: 1 });
    expect(spend(0, effort)).toEqual({ nobody: 1_000_000_000 });
    expect([...effort.drugCheckingCents]).toEqual([0, 0]);
  });
});

describe('roundings to whole minutes and cents', () => {
  it('are told where a day has less than half a minute, and where it is rounded up', () => {
    expect(of(pressedBy({ kind: 'finance', hours_per_day: 0.008 }))).toMatchObject({
      offered: 0.24,
      spent: 0,
      unspent: { remainder: 0.24 },
    });
    const up = pressedBy({ kind: 'finance', hours_per_day: 0.01 });
    expect(of(up)).toMatchObject({ offered: 0.3, spent: 0.5, unspent: { remainder: -0.2 } });
    expect(effortSentence(effortsOf(up)[0]!)).toContain('of those spent, 0.47 were on finances in weeks');
    expect(effortSentence(effortsOf(up)[0]!)).toContain('0.20 were added by rounding');
  });
});

describe('equal hours that are offered', () => {
  it('and spent unequally are told in one warning with both', () => {
    const scenario = small(STILL, {
      arms: {
        baseline: {},
        stops: { label: 'Stops', policies: [{ kind: 'street-stops', start_day: 7, hours_per_day: 20, where: 'all' }] },
        sites: {
          label: 'Sites',
          policies: [{ kind: 'site-operations', start_day: 7, hours_per_day: 20, where: 'all' }],
        },
      },
    });
    expect(warningsOf(resultsOf(scenario), {}).find((text) => text.startsWith('Arms'))).toBe(
      'Arms are offered equal officer-hours and EUR but spend unequal officer-hours (Sites 40 of 600 offered, Stops 600) and EUR (Sites 1,800 of 27,000 offered, Stops 27,000): differences between them come from how much is spent as well as from how it is used.',
    );
  });

  it('fall short only beyond two in a hundred', () => {
    const effort = (h: number): PolicyEffort => ({
      ...effortsOf(pressedBy({ kind: 'finance', hours_per_day: 0 }))[0]!,
      offered_h: 100,
      unspent: [{ reason: 'no_site', h, text: '' }],
    });
    expect([effort(2), effort(2.1), effort(-5)].map(fallsShort)).toEqual([false, true, false]);
  });
});

describe('what is there at the start', () => {
  it('is foreseen as it is built', () => {
    const scenario = small({ seeds: 1, sites: { count: 7 } });
    const { platforms, sites, lines } = buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
    startOf(scenario, cityOf(scenario)).mean('all', (zones, land) => {
      for (const zone of zones) {
        const open = sites.isOpen.filter((isOpen, place) => isOpen === 1 && sites.zone[place] === zone).length;
        const here = lines.platform.filter((p) => p < platforms.nAtStart && platforms.homeZone[p] === zone).length;
        expect([land.sites[zone], land.lines[zone]]).toEqual([open, here]);
      }
      return 0;
    });
  });

  it('says before a run what a run finds: sites that are shut for good by one operation or ban each', () => {
    const scenario = pressedBy(
      { kind: 'site-bans', hours_per_day: 20, where: 'all' },
      { police: { ban_officer_h: 100 } },
    );
    expect(foreseenText(foresee(scenario, cityOf(scenario)).pressure![0]!)).toBe(
      '600 officer-hours offered in the post window; about 500 of them find no open site, unless others open: 1 stands there at the start',
    );
    const few = pressedBy({ kind: 'site-operations', hours_per_day: 1, where: 'all' });
    expect(foreseenText(foresee(few, cityOf(few)).pressure![0]!)).toBe(
      '30 officer-hours offered in the post window; about 30 of them are too few for one operation, which takes 40',
    );
  });
});
