// The plan of a sweep: ids by content, points that run side by side, parts for shards; and the rows that runs leave.
import { describe, expect, it } from 'vitest';
import { readCity } from '../../src/city/read.ts';
import { runBundle } from '../../src/experiment/sweep/bundle.ts';
import { runId } from '../../src/experiment/sweep/identity.ts';
import { type Plan, planSweep, tasksOf } from '../../src/experiment/sweep/plan.ts';
import { createRunner, runSweep } from '../../src/experiment/sweep/run.ts';
import { summaryOf } from '../../src/experiment/sweep/summary.ts';
import type { RunRow } from '../../src/experiment/sweep/sweep.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { tableOf } from '../support/rows-as-table.ts';
import { HOURS, identify, REACH, sweepFile, sweepOf } from '../support/sweeps.ts';

const planOf = (text: string, sets: string[] = [], mostBeside?: number): Plan =>
  planSweep(sweepOf(text, {}, sets), identify, mostBeside);
const idsOf = ({ points }: Plan): Record<string, string> =>
  Object.fromEntries(points.map(({ id, values }) => [values.join(' '), id]));
const BOTH = sweepFile(`${HOURS}\n${REACH}`);

describe('ids of points', () => {
  const before = idsOf(planOf(BOTH));

  it('are one for each scenario', () => {
    expect(Object.keys(before)).toEqual(['0 0.2', '0 1', '10 0.2', '10 1', '40 0.2', '40 1']);
    expect(new Set(Object.values(before)).size).toBe(6);
  });

  it('stay the same when levels, factors of texts, names, outcomes or seeds are added', () => {
    const more = sweepFile(
      `${HOURS.replace('[0, 10, 40]', '[5, 0, 40, 10, 80]')}\n${REACH}`,
      '  outcomes: [orders]\n'.slice(0, 0),
    );
    const after = idsOf(
      planOf(more, [
        'seeds=9',
        'title=Another',
        'arms.pressure.label=Press',
        'compare.outcome=orders',
        'sweep.outcomes=[orders]',
      ]),
    );
    expect(Object.keys(after)).toHaveLength(10);
    for (const [values, id] of Object.entries(before)) expect(after[values]).toBe(id);
  });

  it('are those of the same scenario, however it is written', () => {
    const range = sweepFile(`hours: { path: arms.pressure.policies.0.hours_per_day, from: 0, to: 40, steps: 5 }`, '');
    const one = idsOf(planOf(range, ['risk.news_reach=0.2']));
    expect([one['0'], one['10'], one['40']]).toEqual([before['0 0.2'], before['10 0.2'], before['40 0.2']]);
  });

  it.each(['sites.count=5', 'seed=other', 'arms.pressure.policies.0.between=[9, 18]', 'time.post_days=21'])(
    'change with %s',
    (set) => {
      const after = Object.values(idsOf(planOf(BOTH, [set])));
      expect(after.filter((id) => Object.values(before).includes(id))).toEqual([]);
    },
  );

  it('change with the version of the model', () => {
    const other = planSweep(sweepOf(BOTH), { ...identify, model: 'other' });
    expect(Object.values(idsOf(other)).filter((id) => Object.values(before).includes(id))).toEqual([]);
  });
});

describe('units of points', () => {
  // With no hours there are no hours of the day with officers, by which calls are drawn in all arms.
  it('hold those that differ in policies of arms beside the reference, and no others', () => {
    const { units } = planOf(BOTH);
    const hours = units.map(({ points }) => points.map(({ values: [h] }) => h));
    expect(hours).toEqual([[0], [0], [10, 40], [10, 40]]);
    for (const path of ['police.officer_eur_per_h', 'arms.pressure.policies.0.between.0'])
      expect(planOf(sweepFile(`other: { path: ${path}, values: [8, 9, 12] }`)).units).toHaveLength(3);
  });

  it('are no larger than they may be', () => {
    expect(planOf(BOTH, [], 1).units.map(({ points }) => points.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('are parted so that each run is in one shard', () => {
    const plan = planOf(BOTH, [], 2);
    const runsIn = (nth: number, of: number): string[] =>
      [...tasksOf(plan, [1, 2, 3], () => false, identify.hash, { nth, of })].flatMap(({ points, replicate }) =>
        points.map(({ id }) => runId(id, replicate, identify.hash)),
      );
    const all = runsIn(1, 1).sort();
    expect(new Set(all).size).toBe(18);
    for (const of of [2, 5, 7, 20])
      expect(
        Array.from({ length: of }, (_, k) => runsIn(k + 1, of))
          .flat()
          .sort(),
      ).toEqual(all);
  });

  it('leave out what is done', () => {
    const plan = planOf(BOTH);
    const done = runId(plan.points[2]!.id, 2, identify.hash);
    const tasks = [...tasksOf(plan, [1, 2], (id) => id === done, identify.hash)];
    expect(tasks.flatMap(({ points }) => points)).toHaveLength(11);
  });
});

describe('points side by side', () => {
  const text = sweepFile(
    'hours: { path: arms.pressure.policies.0.hours_per_day, values: [10, 40] }\nstart: { path: arms.pressure.policies.0.start_day, values: [5, 12] }',
  );
  const sweep = sweepOf(text);
  const plan = planSweep(sweep, identify);
  const every = OUTCOMES.map(({ id }) => id);

  it('leave the rows that each leaves alone, byte for byte, in every outcome', () => {
    expect(plan.units).toHaveLength(1);
    const city = readCity(sweep.scenario.city, () => '');
    const runs = plan.points.map((point) => {
      const parsed = sweep.scenarioAt(point.values);
      if (!parsed.ok) throw new Error('refused');
      return { id: point.id, point, replicate: 2, scenario: parsed.scenario };
    });
    const together = runBundle(runs, city, every);
    const alone = runs.flatMap((run) => runBundle([run], city, every));
    expect(JSON.stringify(together)).toBe(JSON.stringify(alone));
    expect(new Set(together.map(({ arms }) => arms.pressure!.outcomes.orders)).size).toBeGreaterThan(1);
  });

  it('fail alone: the others leave their rows', () => {
    const runner = createRunner({ file: sweep.file, texts: new Map(), isProfiled: false });
    const run = (task: Parameters<typeof runner>[0]) => runner(task).rows;
    const points = plan.points.map((point) => ({ ...point, run: point.id }));
    const good = run({ points, replicate: 1 });
    expect(good.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
    const city = readCity(sweep.scenario.city, () => '');
    const runs = plan.points.map((point, k) => {
      const parsed = sweep.scenarioAt(point.values);
      if (!parsed.ok) throw new Error('refused');
      const { scenario } = parsed;
      const broken = {
        ...scenario,
        arms: { ...scenario.arms, pressure: { ...scenario.arms.pressure!, policies: [{ kind: 'none' } as never] } },
      };
      return { id: point.id, point, replicate: 1, scenario: k === 1 ? broken : scenario };
    });
    const rows = runBundle(runs, city, sweep.outcomes);
    expect(rows.map(({ error }) => error !== undefined)).toEqual([false, true, false, false]);
    expect(JSON.stringify(rows[0])).toBe(JSON.stringify(good[0]));
    expect(rows[1]!.arms).toEqual({});
  });
});

describe('runs of a sweep', () => {
  it('come as rows with effort, and make paired effects by point', async () => {
    const sweep = sweepOf(sweepFile(HOURS));
    const plan = planSweep(sweep, identify);
    const rows: RunRow[] = [];
    const tasks = [...tasksOf(plan, [1, 2], () => false, identify.hash)].map(({ points, replicate }) => ({
      replicate,
      points: points.map((point) => ({ ...point, run: runId(point.id, replicate, identify.hash) })),
    }));
    await runSweep({ file: sweep.file, texts: new Map() }, tasks, {
      nWorkers: 1,
      onRows: (some) => rows.push(...some),
    });
    expect(rows).toHaveLength(6);
    const { outcomes, factors, name } = sweep;
    const table = tableOf(
      { name, factors, outcomes, arms: ['baseline', 'pressure'], replicates: [1, 2], points: plan.points },
      rows,
    );
    expect(table.effort(0, 0, 'pressure')).toMatchObject({ offered_h: 0, spent_h: 0 });
    expect(table.effort(2, 1, 'pressure')?.offered_h).toBe(800);
    const effects = summaryOf(table);
    expect(effects.filter(({ outcome }) => outcome === 'orders').map(({ values, n }) => [values, n])).toEqual([
      [[0], 2],
      [[10], 2],
      [[40], 2],
    ]);
    expect(effects[0]).toMatchObject({ arm: 'pressure', outcome: 'orders', effect: 0, ci95: [0, 0] });
    const [one, two] = [0, 1].map(
      (r) => table.value(2, r, 'pressure', 'orders')! - table.value(2, r, 'baseline', 'orders')!,
    );
    expect(effects.find(({ values, outcome }) => values[0] === 40 && outcome === 'orders')!.effect).toBeCloseTo(
      (one! + two!) / 2,
      9,
    );
  });
});
