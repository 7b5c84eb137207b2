// What small scenarios give, number by number. A change here is a change of results: it needs a reason in the commit
// (`Results change: yes`). WATERBED_GOLDEN=write writes the file anew and fails that run on purpose.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHANNELS, LOST, N_CELLS, NOTHING, WINDOWS } from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { against, EVENTFUL, EVERY_POLICY, run, small } from '../support/small.ts';

const MARKET = small(
  {
    customers: { count: 500, light_per_month: 6 },
    couriers: { stop_hazard_per_h: 0.01 },
    time: { burn_in_days: 20, pre_days: 15, post_days: 30 },
  },
  against(
    { kind: 'site-operations', announce_day: 12, start_day: 15, ramp_days: 5, hours_per_day: 40, between: [10, 18] },
    { kind: 'street-stops', start_day: 20, hours_per_day: 60, where: 'all' },
  ),
);

const EVERYTHING = small(EVENTFUL, { mechanisms: { direct_drop: true } }, against(...EVERY_POLICY));

it.each([
  ['a small town under pressure', 'engine.txt', MARKET],
  ['a town under all policies at once', 'policies.txt', EVERYTHING],
] as const)('the numbers of %s are those on file, to three decimals', (_, name, scenario) => {
  const file = new URL(`./${name}`, import.meta.url);
  const records = run(scenario);
  const lines = [`candidates ${records[0].nCandidates}`];
  for (const record of records) {
    for (const { id, of } of OUTCOMES) {
      const values = WINDOWS.map((window) => of(record, window));
      lines.push(
        [record.arm, id, ...values.map((value) => (value === null ? 'undefined' : value.toFixed(3)))].join(' '),
      );
    }
  }
  const names = ['nothing', ...CHANNELS, 'lost'];
  const kindOf = (cell: number): number =>
    cell === NOTHING ? 0 : cell === LOST ? names.length - 1 : 1 + Math.floor((cell - 1) / 8);
  const flows = new Map<string, number>();
  for (let from = 0; from < N_CELLS; from++) {
    for (let to = 0; to < N_CELLS; to++) {
      const name = `${names[kindOf(from)]} to ${names[kindOf(to)]}`;
      flows.set(name, (flows.get(name) ?? 0) + records[1].flows[(N_CELLS + from) * N_CELLS + to]);
    }
  }
  for (const [name, count] of flows) lines.push(`flow ${name} ${count.toFixed(0)}`);
  const found = `${lines.join('\n')}\n`;

  if (process.env.WATERBED_GOLDEN === 'write') {
    writeFileSync(file, found);
    throw new Error(
      `tests/golden/${name} was written anew: look at its difference, then run again without WATERBED_GOLDEN`,
    );
  }
  expect(found).toBe(readFileSync(file, 'utf8'));
});
