// What a comparison says of displacement, read back against its numbers.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ArmRecord, CHANNELS, LOST, N_CELLS, NOTHING, orderCell } from '../../src/engine/kernel/record.ts';
import { collect } from '../../src/experiment/collect.ts';
import { compareArms } from '../../src/experiment/compare.ts';
import type { ArmWithFlows, Comparison } from '../../src/experiment/comparison.ts';
import { flowSentence } from '../../src/experiment/flow-sentence.ts';
import { runJob } from '../../src/experiment/job.ts';
import { plan } from '../../src/experiment/plan.ts';
import type { Results } from '../../src/experiment/results.ts';
import { effectSentence } from '../../src/report/answer.ts';
import { comparisonJson } from '../../src/report/comparison-json.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { fakeResults } from '../support/fake-results.ts';
import { contradictions, effectContradictions } from '../support/read-back.ts';
import { cityOf, small } from '../support/small.ts';

const SITE = CHANNELS.indexOf('site');
const DELIVERY = CHANNELS.indexOf('delivery');
const operated = orderCell(SITE, 1, 1, 0);
const otherSite = orderCell(SITE, 0, 1, 0);
const delivered = orderCell(DELIVERY, 0, 0, 0);

type Moves = readonly [from: number, to: number, orders: number][];

/** Results of so many replicates of two arms of which nothing is known but that the primary outcome exists; made once. */
const blank = (n: number): Results =>
  (blanks[n] ??= withoutEvents(fakeResults({ replicates: n, columns: 3, rows: 2, preDays: 1, postDays: 2 })));
const blanks: Results[] = [];
const withoutEvents = (results: Results): Results => ({
  ...results,
  arms: Object.fromEntries(
    Object.entries(results.arms).map(([name, { outcomes, ...rest }]) => [
      name,
      { ...rest, outcomes: { share_delivery: outcomes.share_delivery! } },
    ]),
  ),
  records: Object.fromEntries(
    Object.entries(results.records).map(([name, records]) => [
      name,
      records.map((record) => ({ ...record, events: record.events.map(() => 0) })),
    ]),
  ),
});

/** The comparison of an arm with one list of moves for each replicate; nothing moves in the placebo, unless it is said. */
function compared(moves: readonly Moves[], placebo: readonly Moves[] = moves.map(() => [])): Comparison {
  const results = blank(moves.length);
  const withMoves = (record: ArmRecord, own: Moves): ArmRecord => {
    const flows = new Float64Array(2 * N_CELLS * N_CELLS);
    for (const [from, to, orders] of own) flows[(N_CELLS + from) * N_CELLS + to] += orders;
    return { ...record, flows };
  };
  return compareArms({
    ...results,
    records: {
      ...results.records,
      pressure: results.records.pressure!.map((record, i) => withMoves(record, moves[i]!)),
    },
    placebo: results.records.baseline!.map((record, i) => withMoves(record, placebo[i]!)),
  });
}

const sentenceOf = (comparison: Comparison): string => comparison.arms.pressure!.sentence;
/** The same comparison with another sentence. */
const saying = (comparison: Comparison, sentence: string): Comparison => ({
  ...comparison,
  arms: { pressure: { ...comparison.arms.pressure!, sentence } },
});
/** So many orders and one more in every second replicate. */
const about = (from: number, to: number, orders: number, n = 4): Moves[] =>
  Array.from({ length: n }, (_, i) => [[from, to, orders + (i % 2)]]);
const joined = (...lists: Moves[][]): Moves[] => lists[0]!.map((_, i) => lists.flatMap((list) => list[i]!));

describe('the sentences of an arm', () => {
  it('say of platforms whose lines were hit what others delivered for them, and where it came back or is open', () => {
    const said = (...nets: [away: number, back: number][]): string => {
      const results = blank(nets.length);
      const comparison = compareArms({
        ...results,
        records: {
          ...results.records,
          pressure: results.records.pressure!.map((record, i) => ({
            ...record,
            flows: new Float64Array(2 * N_CELLS * N_CELLS),
            sellerMoves: Float64Array.of(0, 0, 0, ...nets[i]!, 30),
          })),
        },
      });
      expect(contradictions(comparison, 'pressure')).toEqual([]);
      return sentenceOf(comparison);
    };
    expect(said([90, 10], [85, 5], [91, 10], [80, 1])).toMatch(
      /Of what stayed delivered, 80 \(7\d to 8\d\) went from platforms whose lines were hit to others\./,
    );
    expect(said([10, 90], [5, 85], [10, 91], [1, 80])).toContain(' came to platforms whose lines were hit.');
    expect(said([90, 10], [10, 90], [91, 10], [0, 80])).toContain('to others, which cannot be told from zero.');
    // What moves between platforms alike is in the table only.
    expect(said([0, 0], [0, 0], [0, 0], [0, 0])).not.toContain('delivered');
    expect(said([9, 3])).toContain('Net deliveries that went from platforms whose lines were hit to others: 6.');
  });

  const all = joined(
    about(operated, NOTHING, 900),
    about(operated, LOST, 120),
    about(operated, delivered, 400),
    about(operated, otherSite, 50),
    about(otherSite, NOTHING, 300),
    about(delivered, LOST, 80),
    about(NOTHING, delivered, 30),
    [[[operated, orderCell(SITE, 1, 1, 1), 3]], [], [], []],
  );
  const comparison = compared(all, about(operated, delivered, 5));

  it('say what left, where it went, what became of other sites, what was lost elsewhere, and what luck does', () => {
    expect(sentenceOf(comparison)).toBe(
      [
        'On balance, 1,472 orders left fixed sites in the target (95 % interval 1,468 to 1,476; mean of 4 replicates).',
        'Of them, 901 (900 to 901) were not bought at all, 401 (400 to 401) went to deliveries, 121 (120 to 121) were wanted but not served and 51 (50 to 51) went to fixed sites outside the target.',
        'Fixed sites outside the target sold 250 orders fewer (250 to 250); 301 (300 to 301) were bought neither there nor elsewhere: a diffusion of benefits.',
        'Also lost elsewhere: 81 (80 to 81) deliveries wanted but not served. Gained elsewhere: 31 (30 to 31) deliveries newly bought.',
        'With other luck on the way alone (placebo), 5.5 would leave on balance (4.6 to 6.4).',
      ].join(' '),
    );
    expect(contradictions(comparison, 'pressure')).toEqual([]);
  });

  it('call a fall at other sites a diffusion of benefits, never one of deliveries or of orders that were lost', () => {
    const said = (...lists: Moves[][]): string => sentenceOf(compared(joined(about(operated, NOTHING, 900), ...lists)));
    expect(said(about(otherSite, NOTHING, 300))).toContain('diffusion of benefits');
    for (const to of [NOTHING, LOST])
      for (const inTarget of [0, 1]) {
        const gone = said(about(orderCell(DELIVERY, inTarget, 0, 0), to, 300));
        expect(gone).not.toContain('diffusion');
        expect(gone).toContain('Also lost elsewhere: 301 (300 to 301) deliveries');
      }
    expect(said(about(otherSite, LOST, 300))).not.toContain('diffusion');
    expect(said(about(otherSite, delivered, 300))).not.toContain('diffusion');
    // The operated sites' own trade in the evening is not that of other sites.
    expect(said(about(orderCell(SITE, 1, 0, 0), NOTHING, 300))).toMatch(/^On balance, 1,201 orders left/);
    // More came from the target than stayed away.
    expect(said(about(otherSite, NOTHING, 300), about(operated, otherSite, 500))).not.toContain('diffusion');
    expect(said([[[otherSite, NOTHING, 900]], [], [], [[NOTHING, otherSite, 40]]])).not.toContain('diffusion');
  });

  it('say that a fall at other sites is no diffusion of benefits where policies do not keep to sites in the target', () => {
    const arm = comparison.arms.pressure as ArmWithFlows;
    const fall = '301 (300 to 301) were bought neither there nor elsewhere';
    expect(flowSentence({ ...arm, keeps_to_target: false })).toContain(
      `${fall}, no diffusion of benefits as policies do not keep to the target.`,
    );
    expect(flowSentence({ ...arm, channels: ['delivery'] })).toContain(`${fall}.`);
  });

  it('claim no side that the interval of the net move does not tell, however many moved', () => {
    const back = about(delivered, operated, 400);
    const open = compared(joined(about(operated, delivered, 380), back, [[], [], [[operated, delivered, 70]], []]));
    expect(sentenceOf(open)).toMatch(
      /^On balance, −2\.5 orders left .*, which cannot be told from zero\. Not told from zero: to deliveries\./,
    );
    expect(contradictions(open, 'pressure')).toEqual([]);
    const gained = compared(joined(about(operated, delivered, 380), back));
    expect(sentenceOf(gained)).toMatch(/^On balance, fixed sites in the target gained 20 orders/);
    expect(sentenceOf(gained)).toContain('the other way, 20 (20 to 20) came from deliveries.');
    expect(contradictions(gained, 'pressure')).toEqual([]);
  });

  it('claim nothing of one replicate', () => {
    const one = compared(about(operated, delivered, 380, 1));
    expect(sentenceOf(one)).toMatch(/^One replicate: numbers without an interval, of which nothing can be claimed\./);
    expect(contradictions(one, 'pressure')).toEqual([]);
  });

  it('say that nothing moved only where nothing did', () => {
    expect(sentenceOf(compared(about(operated, operated, 380)))).toBe(
      'No order moved: the arm does what the reference does.',
    );
    expect(sentenceOf(compared([[[delivered, otherSite, 1]], []]))).not.toContain('No order moved');
  });

  it('are true of any moves', () => {
    const cell = fc.nat({ max: N_CELLS - 1 });
    const drift = fc.record({
      from: cell,
      to: cell,
      orders: fc.constantFrom(0, 1, 3, 40, 2000),
      spread: fc.constantFrom(0, 1, 5, 500),
    });
    const few = fc.constantFrom(operated, otherSite, delivered, NOTHING, LOST);
    const common = fc.record({
      from: few,
      to: few,
      orders: fc.constantFrom(10, 200, 3000),
      spread: fc.constantFrom(0, 3, 50),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(drift, { maxLength: 25 }),
        fc.array(common, { maxLength: 8 }),
        fc.array(drift, { maxLength: 6 }),
        fc.infiniteStream(fc.nat({ max: 1000 })),
        (n, drifts, commons, luck, noise) => {
          const movesOf = (list: { from: number; to: number; orders: number; spread: number }[]): Moves[] =>
            Array.from({ length: n }, () =>
              list.map(({ from, to, orders, spread }): [number, number, number] => [
                from,
                to,
                orders + Math.round((spread * (noise.next().value as number)) / 1000),
              ]),
            );
          const any = compared(movesOf([...drifts, ...commons]), movesOf(luck));
          expect(contradictions(any, 'pressure'), sentenceOf(any)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('would be caught where they were false', () => {
    const sentence = sentenceOf(comparison);
    const changes: [from: string, to: string][] = [
      ['1,472 orders left', '1,482 orders left'],
      ['1,472 orders left fixed sites in the target', 'fixed sites in the target gained 1,472 orders'],
      ['interval 1,468 to 1,476', 'interval 1,468 to 1,486'],
      [' replicates).', ' replicates), which cannot be told from zero.'],
      ['went to deliveries', 'were not bought at all'],
      ['401 (400 to 401) went to deliveries, ', ''],
      ['went to fixed sites outside the target', 'came from fixed sites outside the target'],
      ['sold 250 orders fewer', 'sold 250 orders more'],
      ['wanted but not served.', 'not bought.'],
      ['Also lost', 'Gained'],
      ['4.6 to 6.4', '−4.6 to 6.4'],
      ['; 301 (300 to 301) were bought neither there nor elsewhere', ''],
      ['deliveries newly bought.', 'deliveries newly bought: a diffusion of benefits.'],
      ['With other luck', 'This is no more than luck moves. With other luck'],
      [' With other luck', ' Not told from zero: to deliveries. With other luck'],
    ];
    for (const [from, to] of changes) {
      expect(sentence).toContain(from);
      expect([to, contradictions(saying(comparison, sentence.replace(from, to)), 'pressure')]).not.toEqual([to, []]);
    }
    const inAll = structuredClone(comparison);
    inAll.arms.pressure!.keeps_to_target = false;
    expect(contradictions(inAll, 'pressure')).not.toEqual([]);
    const still = saying(comparison, 'No order moved: the arm does what the reference does.');
    expect(contradictions(still, 'pressure')).not.toEqual([]);
    // Nor may the file say of a class what its matrix does not hold.
    const shifted = structuredClone(comparison);
    shifted.arms.pressure!.matrix![delivered]![LOST]! += 7;
    expect(contradictions(shifted, 'pressure')).not.toEqual([]);
  });
});

describe('a comparison of arms in a small town', () => {
  const townOf = (seed: string): Scenario =>
    small({
      seed,
      seeds: 3,
      customers: { count: 300, light_per_month: 10 },
      couriers: { stop_hazard_per_h: 0.02 },
      police: { operation_officer_h: 10 },
      risk: { news_reach: 1 },
      arms: {
        baseline: {},
        'sites-target': {
          policies: [{ kind: 'site-operations', start_day: 10, hours_per_day: 40, between: [10, 18] }],
        },
        'sites-all': { policies: [{ kind: 'site-operations', start_day: 10, hours_per_day: 60, where: 'all' }] },
        couriers: { policies: [{ kind: 'street-stops', start_day: 10, hours_per_day: 300, between: [12, 22] }] },
        both: {
          policies: [
            { kind: 'site-operations', start_day: 10, hours_per_day: 20, between: [10, 18] },
            { kind: 'street-stops', start_day: 10, hours_per_day: 300, where: 'all' },
          ],
        },
        nothing: {},
      },
    });
  const resultsOf = (scenario: Scenario): Results => {
    const city = cityOf(scenario);
    const jobs = plan(scenario);
    const outcomes = jobs.map((job) => runJob(scenario, city, job, { placebo: true }, () => {}));
    return collect(scenario, city, jobs, outcomes);
  };
  let comparisons: Comparison[] = [];
  beforeAll(() => {
    comparisons = ['waterbed', 'another'].map((seed) => {
      const results = resultsOf(townOf(seed));
      return JSON.parse(comparisonJson(results, compareArms(results), null));
    });
  });

  it('says nothing of displacement that its file contradicts', () => {
    for (const comparison of comparisons)
      for (const arm of Object.keys(comparison.arms))
        expect(contradictions(comparison, arm), `${arm}: ${comparison.arms[arm]!.sentence}`).toEqual([]);
    const told = comparisons.flatMap(({ arms }) => Object.values(arms).map(({ sentence }) => sentence)).join('\n');
    for (const part of ['orders left', 'Of them, ', 'Not told from zero', 'No order moved'])
      expect(told).toContain(part);
    for (const { arms } of comparisons)
      for (const arm of ['sites-all', 'couriers', 'both', 'nothing'])
        expect(arms[arm]!.sentence).not.toContain(': a diffusion of benefits');
  });

  it('says nothing of an effect that its file contradicts, and would be caught if it did', () => {
    let nTold = 0;
    for (const { arms } of comparisons)
      for (const { effects } of Object.values(arms))
        for (const [id, effect] of Object.entries(effects)) {
          const sentence = effectSentence(id, effect, 'No policy');
          expect(effectContradictions(sentence, effect), sentence).toEqual([]);
          if (effect.diff === null || !/ (more|less|fewer), mean/.test(sentence)) continue;
          const turned = sentence.replace(/ (more|less|fewer), mean/, (_, side) =>
            side === 'more' ? ' less, mean' : ' more, mean',
          );
          if (effect.diff !== 0) expect(effectContradictions(turned, effect)).not.toEqual([]);
          const sure = sentence.replace(', so that the direction stays open', '');
          if (sure !== sentence) expect(effectContradictions(sure, effect)).not.toEqual([]);
          else nTold++;
        }
    expect(nTold).toBeGreaterThan(20);
  });
});
