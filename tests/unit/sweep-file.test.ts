// The file of a sweep: what is read, and what is refused at which place.
import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../src/scenario/faults.ts';
import { HOURS, parseText, REACH, sweepFile, sweepOf } from '../support/sweeps.ts';

const faultsOf = (text: string, files: Record<string, string> = {}): string[] => {
  const parsed = parseText(text, files);
  return parsed.ok
    ? []
    : formatFaults(parsed.faults)
        .split('\n')
        .filter((line) => !/^ /.test(line));
};

describe('the file of a sweep', () => {
  it('gives factors with what is known of their fields', () => {
    const { factors, name, outcomes, design } = sweepOf(sweepFile(`${HOURS}\n${REACH}`));
    expect(name).toBe('sweep');
    expect(design.kind).toBe('factorial');
    expect(outcomes).toEqual(['orders', 'share_delivery', 'officer_hours']);
    expect(factors.map(({ id, unit, levels, range }) => ({ id, unit, levels, range }))).toEqual([
      { id: 'hours', unit: 'h/day', levels: [0, 10, 40], range: null },
      { id: 'reach', unit: 'share', levels: [0.2, 1], range: null },
    ]);
    expect(factors[1]!.text).not.toBe('');
  });

  it('makes steps of a range, even by difference or by ratio', () => {
    const levels = (factor: string) =>
      sweepOf(sweepFile(`one: { path: risk.news_reach, ${factor} }`)).factors[0]!.levels;
    expect(levels('from: 0, to: 1, steps: 11')).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(levels('from: 0.001, to: 1, steps: 4, log: on')).toEqual([0.001, 0.01, 0.1, 1]);
  });

  it('sets all paths of a factor, and nothing else', () => {
    const sweep = sweepOf(sweepFile('both: { paths: [risk.news_reach, choice.share_delivery], values: [0.25, 0.5] }'));
    const parsed = sweep.scenarioAt([0.25]);
    if (!parsed.ok) throw new Error('refused');
    const { scenario } = sweep;
    expect(parsed.scenario).toEqual({
      ...scenario,
      risk: { ...scenario.risk, news_reach: 0.25 },
      choice: { ...scenario.choice, share_delivery: 0.25 },
    });
  });

  it('reads points from a table beside it', () => {
    const text = sweepFile(
      'hours: { path: arms.pressure.policies.0.hours_per_day }\nreach: { path: risk.news_reach }',
      '  design: table\n  table: points.csv\n',
    );
    const { design } = sweepOf(text, { 'points.csv': 'reach,hours\n0.2,10\n1,40\n' });
    expect(design.settings.table).toEqual([
      [10, 0.2],
      [40, 1],
    ]);
    expect(faultsOf(text, { 'points.csv': 'reach,hour\n0.2,10\n' })).toEqual([
      'points.csv:1:7: no such factor, got "hour"; expected columns hours, reach, one for each factor; did you mean hours',
    ]);
    expect(faultsOf(text, { 'points.csv': 'reach,hours\n0.2,10\n7,10\n' })).toEqual([
      'points.csv:3:1: sweep.factors.reach: risk.news_reach: out of range, got 7; expected a number from 0 to 1 (share)',
    ]);
  });

  it.each([
    [
      HOURS.replace('hours_per_day', 'hour_per_day'),
      /^sweep.yaml:5:20: sweep.factors.hours.path: no such field, got "arms.pressure.policies.0.hour_per_day"; .*did you mean arms.pressure.policies.0.hours_per_day$/,
    ],
    [
      HOURS.replace('pressure', 'presure'),
      /no such field, got "arms.presure"; expected one of baseline, pressure; did you mean arms.pressure.policies.0.hours_per_day/,
    ],
    [HOURS.replace('.0.', '.3.'), /no such element: the list has elements 0 to 0/],
    [REACH.replace('risk.news_reach', 'news_reach'), /did you mean risk.news_reach/],
    [REACH.replace('risk.news_reach', 'risk'), /risk is no single field/],
    [REACH.replace('risk.news_reach', 'seed'), /a field that no sweep varies/],
    [
      REACH.replace('0.2, 1', '0.2, 1.5'),
      /^sweep.yaml:5:51: sweep.factors.reach: risk.news_reach: out of range, got 1.5/,
    ],
    [
      'reach: { path: risk.news_reach, from: 0, to: 3, steps: 3 }',
      /^sweep.yaml:5:\d+: sweep.factors.reach: risk.news_reach: out of range, got 3/,
    ],
    ['reach: { path: risk.news_reach, from: 0, to: 1 }', /a range without steps/],
    ['reach: { path: risk.news_reach, from: 1, to: 0, steps: 3 }', /an empty range/],
    ['reach: { path: risk.news_reach, from: 0, to: 1, steps: 3, log: on }', /no logarithm/],
    ['reach: { values: [1] }', /no path/],
    ['arm: { path: risk.news_reach, values: [1] }', /a name that a column of the results has, got "arm"/],
    ['reach: { path: risk.news_reach, values: [1, 1] }', /the same value twice/],
    ['n: { path: sites.count, from: 4, to: 9, steps: 3 }', /sites.count: not a whole number, got 6.5/],
  ])('refuses %s', (factor, fault) => {
    const faults = faultsOf(sweepFile(factor));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it('refuses a key that a factor has not', () => {
    const [first] = faultsOf(sweepFile(REACH.replace('values: [0.2, 1]', 'from: 0, to: 1, steps: 3, stpes: 3')));
    expect(first).toMatch(/unknown key, got "stpes"; expected a known key; did you mean steps/);
  });

  it('refuses an outcome that is not there, and tells the one that was meant', () => {
    expect(faultsOf(sweepFile(REACH).replace('officer_hours', 'officer_hour'))).toEqual([
      expect.stringMatching(
        /^sweep.yaml:6:38: sweep.outcomes.2: no such outcome, got "officer_hour"; .*did you mean officer_hours$/,
      ),
    ]);
  });

  it('tells faults of factors, outcomes and the scenario at once', () => {
    const text = sweepFile(REACH.replace('news_reach', 'reach'))
      .replace('orders', 'order')
      .concat('sites: { cuont: 4 }\n');
    expect(faultsOf(text)).toHaveLength(3);
  });

  it('is refused without a sweep, and where a scenario is wanted', () => {
    expect(faultsOf('version: 2\nextends: town.yaml\n')[0]).toMatch(/sweep: missing/);
  });

  it('takes changes into its own section too', () => {
    const sweep = sweepOf(sweepFile(REACH), {}, ['sweep.factors.reach.values=[0.5]', 'sites.count=5']);
    expect(sweep.factors[0]!.levels).toEqual([0.5]);
    expect(sweep.scenario.sites.count).toBe(5);
  });
});
