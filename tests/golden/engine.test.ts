// What small scenarios give, number by number. A change here is a change of results: it needs a reason in the commit
// (`Results change: yes`). WATERBED_GOLDEN=write writes the file anew and fails that run on purpose.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHANNELS, N_CELLS, WINDOWS } from '../../src/engine/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { against, EVERY_POLICY, run, small } from '../support/small.ts';

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

/** A town under all policies at once, in which what is rare happens within weeks. */
const EVERYTHING = small(
  {
    time: { burn_in_days: 14, pre_days: 14, post_days: 56, tick_min: 60 },
    customers: { count: 500, light_per_month: 6, quit_per_year: 0.5, initiation_per_year: 0.5, drift_per_year: 0.2 },
    platforms: [
      { archetype: 'three-line-hands-on', count: 3 },
      { archetype: 'service-quality-bikes', count: 3 },
    ],
    sites: { count: 10 },
    couriers: { stop_hazard_per_h: 0.01 },
    police: { operation_officer_h: 20, ban_officer_h: 40, closure_probability: 0.3 },
    investigation: { scale_h: 150, reference_orders_per_day: 2, tips_per_courier_year: 10, number_cut_officer_h: 20 },
    rebirth: { hazard_per_week: 0.05, platforms_entry_per_year: 12 },
    justice: { fast_track_share: 0.4, sentence_mean_months: 0.5, desistance_per_year: 5 },
    harm: { visits_per_million: 5000 },
    health: { treatment_share: 0.05, least_eur_per_day: 10 },
    violence: { robbery_per_site_year: 10, robbery_per_platform_year: 2, vacancy_events: 5 },
    mechanisms: { direct_drop: true },
  },
  against(...EVERY_POLICY),
);

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
  const names = ['nothing', ...CHANNELS];
  const kindOf = (cell: number): number => (cell === 0 ? 0 : 1 + Math.floor((cell - 1) / 8));
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
