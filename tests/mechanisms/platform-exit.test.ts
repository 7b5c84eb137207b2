// Exit: who is insolvent. Ablation: what src/engine/mechanisms/platform-exit.ts may be switched off.
import { expect, it, vi } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import { ablation } from '../support/ablation.ts';
import { groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('platform_exit', {
  streams: ['platform-exit'],
  // So cheap that no platform is without cash. How often people leave decides who has priors and who sells on the side on
  // the first day.
  given: {
    mechanisms: { running_costs: false, justice: false, side_selling: false },
    delivery: { stock_g_per_courier: 6, product_cost_eur_per_g: 1 },
  },
  zero: { organisations: { exit_per_week: 0 } },
  event: ['exits_other'],
});

it('closes a platform whose stock does not cover what it owes, and no other', () => {
  const scenario = small({ mechanisms: { platform_exit: true }, organisations: { exit_per_week: 0 } });
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  const { platforms, lines } = world;
  const stockMg = (p: number): number =>
    lines.stockMg.filter((_, line) => lines.platform[line] === p).reduce((sum, mg) => sum + mg, 0);
  const cost = (p: number): number => (stockMg(p) * scenario.delivery.product_cost_eur_per_g) / 10;
  platforms.cashCents[0] = -Math.floor(cost(0));
  platforms.cashCents[1] = -Math.ceil(cost(1)) - 1;
  phase('platform-exit', world)();
  const { active, unborn } = PLATFORM_STATUS;
  expect([...platforms.status.subarray(0, 2)]).toEqual([active, unborn]);
});
