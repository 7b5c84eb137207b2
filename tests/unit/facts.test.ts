// Facts: verdicts, studies that load, what is seen of a run, and the texts.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { LINE } from '../../src/engine/entities/platforms.ts';
import { PRODUCT } from '../../src/engine/kernel/record.ts';
import { runReplicate } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { FACTS } from '../../src/experiment/facts/list.ts';
import {
  factsOf,
  type Grounds,
  live,
  type Measured,
  type MeasuredFact,
  measureFacts,
  score,
  studiesOf,
  verdictOf,
} from '../../src/experiment/facts/measure.ts';
import { STUDIES } from '../../src/experiment/facts/studies.ts';
import { cases, channels, platformsSeen, products, purchases, together } from '../../src/experiment/facts/watches.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { seriesTotal } from '../../src/measures/totals.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { factsPage, factsText } from '../../src/report/facts-text.ts';
import { formatFaults } from '../../src/scenario/faults.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import { groundOf, small } from '../support/small.ts';

const SCENARIOS = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const readText = (path: string): string => readFileSync(path, 'utf8');

describe('a verdict', () => {
  it.each([
    [3, [2, 4], [1, 5], 'in'],
    [3, null, [1, 5], 'in'],
    [1, [1, 1], [1, 5], 'in'],
    [3, [0, 6], [1, 5], 'in, interval reaches out'],
    [3, [2, 4], [null, 5], 'in'],
    [3, [2, 4], [3, null], 'in, interval reaches out'],
    [6, [4, 8], [1, 5], 'out, interval reaches in'],
    [6, [0, 12], [1, 5], 'out, interval reaches in'],
    [0, [-5, 5], [1, 2], 'out, interval reaches in'],
    [6, [5.5, 6.5], [1, 5], 'out'],
    [6, null, [1, 5], 'out'],
    [null, null, [1, 5], 'undefined'],
  ] as const)('of %j with %j in %j is: %s', (value, ci95, band, verdict) => {
    expect(verdictOf(value, ci95 as [number, number] | null, band)).toBe(verdict);
  });
});

describe('the list', () => {
  it('names each fact once, each with bands that have an end, from studies that there are', () => {
    const ids = FACTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { band, study } of FACTS.flatMap(({ quantities }) => quantities)) {
      expect(band.some((end) => end !== null)).toBe(true);
      expect(STUDIES.map(({ id }) => id)).toContain(study);
    }
    expect(studiesOf(FACTS)).toEqual(STUDIES);
    expect(factsOf(['SF33', 'SF01']).map(({ id }) => id)).toEqual(['SF01', 'SF33']);
  });

  it.each(STUDIES.flatMap(({ file, runs }) => Object.values(runs).map((sets) => [file, sets] as const)))(
    'runs %s as %j',
    (file, sets) => {
      expect(existsSync(`${SCENARIOS}${file}`)).toBe(true);
      const parsed = parseScenario(`${SCENARIOS}${file}`, { readText, sets });
      expect(parsed.ok ? '' : formatFaults(parsed.faults)).toBe('');
      if (!parsed.ok) return;
      const others = Object.keys(parsed.scenario.arms).filter((arm) => arm !== parsed.scenario.baseline);
      expect(others).toEqual(file.startsWith('pounding') ? ['pounding'] : []);
    },
  );
});

describe('what is seen of a run', () => {
  const scenario = small({ time: { burn_in_days: 5, pre_days: 0, post_days: 40 }, arms: { baseline: {} } });
  const { city } = groundOf(scenario, 1);

  it('holds all that was sold, and the most to the tenth that buys most', () => {
    const watch = purchases();
    const [record] = runReplicate(scenario, city, 1, compilePolicy, { afterTick: watch.afterTick });
    const again = new Map<number, number>();
    runReplicate(scenario, city, 1, compilePolicy, {
      afterTick: ({ occasions: o }, { reportedDay }) => {
        if (reportedDay < 0) return;
        for (let i = 0; i < o.count; i++)
          if (o.fate[i] === FATE.fulfilled) again.set(o.customer[i], (again.get(o.customer[i]) ?? 0) + o.amountMg[i]);
      },
    });
    const grams = OUTCOMES.find(({ id }) => id === 'grams')!.of(record!, 'post')!;
    const { gramsPerUserYear, topDecileShare } = watch.seen();
    expect(gramsPerUserYear).toBeCloseTo(((grams / again.size) * DAYS_PER_YEAR) / 40, 6);
    expect(topDecileShare).toBeGreaterThan(0.1);
    expect(topDecileShare).toBeLessThan(1);
  });

  it('is what the record has of hybrids, their sites and other sites, and of a product that is not there', () => {
    const hybrids = small({
      time: { burn_in_days: 5, pre_days: 0, post_days: 40 },
      arms: { baseline: {} },
      platforms: [{ archetype: 'hybrid-site-platform', count: 2 }],
    });
    const watch = together(channels(), products(), platformsSeen());
    const [record] = runReplicate(hybrids, groundOf(hybrids, 1).city, 1, compilePolicy, watch);
    const seen = watch.seen() as Record<string, number>;
    const of = (measure: 'orders' | 'revenue_cents', channel: 'site' | 'delivery') =>
      seriesTotal(record!, 'post', measure, channel);
    expect(seen.hybridDelivered).toBe(of('orders', 'delivery'));
    expect(seen.hybridAtSite).toBeGreaterThan(0);
    expect(seen.hybridAtSite).toBeLessThan(of('orders', 'site'));
    const takings = (of('revenue_cents', 'site') + of('revenue_cents', 'delivery')) / 100;
    expect(seen.hybridEur! + seen.streetEur!).toBeCloseTo(takings, 6);
    expect(seen.visitsUnknown).toBeNull();
    expect(seen.variety).toBeGreaterThanOrEqual(1);
    expect(seen.variety).toBeLessThanOrEqual(3);
    expect(seen.restocksPerLineWeek).toBeGreaterThan(0);
    expect(seen.fileP95).toBeGreaterThanOrEqual(seen.fileP50!);
  });

  it('counts what a courier sold on the side as a purchase of its own, and the harm of orders without it', () => {
    const { afterTick, seen } = products();
    const occasions = {
      count: 5,
      fate: [FATE.fulfilled, FATE.fulfilled, FATE.fulfilled, FATE.lost, FATE.fulfilled],
      choice: [CHOICE.delivery, CHOICE.delivery, CHOICE.site, CHOICE.delivery, CHOICE.delivery],
      product: [PRODUCT.main, PRODUCT.main, PRODUCT.main, PRODUCT.main, PRODUCT.unknown],
      // What stands there of an order at a site is of an earlier tick.
      isSoldAside: [0, 1, 1, 1, 0],
      visits: [1, 10, 3, 100, 6],
    };
    afterTick({ occasions } as unknown as World, { reportedDay: 0 } as Parameters<typeof afterTick>[1]);
    expect(seen()).toEqual({ variety: 25 / (9 + 4), visitsUnknown: 6, visitsKnown: 2 });
  });

  it('is the same in every run of a study, and what facts are made of', async () => {
    const year = factsOf(['SF01', 'SF52']);
    const grounds: Grounds = { year: { all: { scenario, city } } };
    expect(live(grounds, { study: 'year', replicate: 2 })).toEqual(live(grounds, { study: 'year', replicate: 2 }));
    const done: number[] = [];
    const found = await measureFacts(year, grounds, { seeds: 2, nWorkers: 1, onDone: (_, n) => done.push(n) });
    expect(done).toEqual([1, 2]);
    expect(found!.map(({ id }) => id)).toEqual(['SF01', 'SF52']);
    expect(found![0]!.quantities[0]!.value).toBeGreaterThan(0);
    expect(found![0]!.quantities[0]!.ci95).not.toBeNull();
  });

  it('says which study failed', async () => {
    const broken = { year: { all: { scenario, city: { ...city, nZones: -1 } } } };
    await expect(measureFacts(factsOf(['SF01']), broken, { seeds: 1, nWorkers: 1 })).rejects.toThrow(
      'study year, replicate 1',
    );
  });

  it('counts a case from the first day of work to the fall of the line, and to the trial of who is arrested', () => {
    const { afterTick, seen } = cases();
    const lines = { count: 2, workedMin: new Float64Array(2), state: new Uint8Array(2) };
    const platforms = {
      count: 1,
      firstLine: [0],
      nLines: [2],
      jailFrom: new Int32Array([-1]),
    };
    const world = { lines, platforms } as unknown as World;
    for (let day = 0; day < 500; day++) {
      if (day === 10) lines.workedMin[1] = 60;
      if (day === 17) lines.workedMin[1] = 0;
      if (day === 80) {
        lines.state[1] = LINE.fallen;
        platforms.jailFrom[0] = 400;
      }
      afterTick(world, { day, tick: 0, nDays: 500 } as Parameters<typeof afterTick>[1]);
    }
    expect(seen().weeksToTakedown).toBe(10);
    expect(seen().monthsToTrial).toBeCloseTo(390 / (DAYS_PER_YEAR / 12), 9);
  });
});

describe('the texts', () => {
  const quantity = (change: Partial<Measured>): Measured => ({
    label: 'cups',
    unit: 'cups',
    band: [1, 5],
    study: 'year',
    value: 3,
    ci95: [2, 4],
    verdict: 'in',
    input: null,
    ...change,
  });
  const fact = (id: string, change: Partial<MeasuredFact>): MeasuredFact => ({
    id,
    name: 'Tea',
    figure: 'a | b',
    grade: 'S',
    source: 'here',
    role: 'calibrate',
    isIn: true,
    quantities: [quantity({})],
    reason: null,
    ...change,
  });
  const facts = [
    fact('SF98', { role: 'input', quantities: [quantity({ input: 'a.b' })] }),
    fact('SF99', { isIn: false, reason: 'No tea.', quantities: [quantity({ value: 9, ci95: null, verdict: 'out' })] }),
    fact('SF97', { quantities: [quantity({ band: [null, 4] })] }),
  ];

  it('tell values, bands, verdicts, fields that set them, reasons and the count', () => {
    expect(score(facts)).toEqual({ isIn: 1, of: 2 });
    const text = factsText(facts);
    expect(text).toMatch(/^SF98 +input +cups, cups +3\.0 +2\.0 to 4\.0 +1 to 5 +in, by input a\.b$/m);
    expect(text).toMatch(/^SF99 +calibrate +cups, cups +9 +1 to 5 +out$/m);
    expect(text).toMatch(/^SF97 .* at most 4 +in$/m);
    expect(text).toContain('SF99 (Tea) is out. No tea.');
    expect(text.split('\n').at(-1)).toBe('1 of 2 are in, of those that are neither identity nor input.');
  });

  it('are a page with a table whose rows have the same cells', () => {
    const page = factsPage(facts, studiesOf(FACTS), { seeds: 4, set: ['sites.count=3'] });
    expect(page).toContain('with their defaults, but for `sites.count=3`.');
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.includes('scenarios/'));
    for (const row of rows.slice(0, -1)) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(10);
  });
});
