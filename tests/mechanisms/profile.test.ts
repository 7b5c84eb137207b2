// Ablation of what src/engine/acts/profile.ts says couriers are, and who is found for posts as years pass.
import { describe, expect, it, vi } from 'vitest';
import { CIRCUMSTANCE, drawPerson, PROFILE } from '../../src/engine/acts/profile.ts';
import { heldShareOnTheWay } from '../../src/engine/acts/takedown.ts';
import { createCouriers } from '../../src/engine/entities/couriers.ts';
import { ablation, some } from '../support/ablation.ts';
import { type Changes, groundOf, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('courier_circumstances', {
  streams: [],
  given: {
    labour: { leave_per_week: 0.1 },
    couriers: { stop_hazard_per_h: 0.02, student_share: 0.4, bracelet_share: 0.4 },
  },
  zero: { labour: { leave_per_week: 0.1 }, couriers: { stop_hazard_per_h: 0.02, student_share: 0, bracelet_share: 0 } },
  event: ({ couriers }) => some(couriers.earnedCents, (paid) => paid > 0),
});

const N = 20_000;
/** Persons found on a day, by column. */
function found(day: number, changes: Changes = {}): ReturnType<typeof createCouriers> {
  const scenario = small(changes);
  const couriers = createCouriers(N);
  const { streams } = groundOf(scenario);
  for (let post = 0; post < N; post++) {
    couriers.key[post] = post * 31;
    drawPerson({ scenario, clock: { day }, streams, couriers }, post, 1);
  }
  return couriers;
}
const shareOf = (column: Uint8Array, value: number): number => column.filter((one) => one === value).length / N;
const error = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / N);

describe('those found for posts', () => {
  it('are women more often as years pass, the same persons and more', () => {
    const [now, later] = [found(0), found(Math.round(6 * 365.25))];
    expect(Math.abs(shareOf(now.profile, PROFILE.woman) - 0.1)).toBeLessThan(error(0.1));
    expect(Math.abs(shareOf(later.profile, PROFILE.woman) - 0.13)).toBeLessThan(error(0.13));
    for (let post = 0; post < N; post++) {
      if (now.profile[post] === PROFILE.woman) expect(later.profile[post]).toBe(PROFILE.woman);
      if (now.profile[post] === PROFILE.minor) expect(later.profile[post]).toBe(PROFILE.minor);
    }
  });

  it('study or are under an electronic bracelet by their shares, whatever their profile', () => {
    const { profile, circumstance } = found(0);
    expect(Math.abs(shareOf(circumstance, CIRCUMSTANCE.student) - 0.1)).toBeLessThan(error(0.1));
    expect(Math.abs(shareOf(circumstance, CIRCUMSTANCE.bracelet) - 0.03)).toBeLessThan(error(0.03));
    const women = circumstance.filter((_, post) => profile[post] === PROFILE.woman);
    const students = women.filter((one) => one === CIRCUMSTANCE.student).length / women.length;
    expect(Math.abs(students - 0.1)).toBeLessThan(0.03);
    expect(some(found(0, { mechanisms: { courier_circumstances: false } }).circumstance, (one) => one > 0)).toBe(false);
  });

  it('are held more often under a bracelet, minors no more than the law has it', () => {
    const scenario = small({});
    const { man, minor } = PROFILE;
    expect(heldShareOnTheWay(scenario, man, CIRCUMSTANCE.student)).toBe(0.2);
    expect(heldShareOnTheWay(scenario, man, CIRCUMSTANCE.bracelet)).toBe(0.8);
    expect(heldShareOnTheWay(scenario, minor, CIRCUMSTANCE.bracelet)).toBe(scenario.takedown.minor_remand_share);
  });
});
