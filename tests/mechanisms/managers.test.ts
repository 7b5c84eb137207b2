// Who manages a platform: women are arrested less often with it.
import { describe, expect, it } from 'vitest';
import { createManagerArrest } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { type Changes, differences, EVENTFUL, groundOf, run, small } from '../support/small.ts';

function town(count: number, takedown: Changes['takedown'] = {}): World {
  const scenario = small({ platforms: [{ archetype: 'three-line-hands-on', count }], takedown });
  return buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
}

describe('managers who are women', () => {
  it('are their share of all', () => {
    const { platforms } = town(400, { women_managers_share: 0.3 });
    const women = platforms.isWomanManager.subarray(0, 400).reduce((a, b) => a + b, 0);
    expect(Math.abs(women / 400 - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 400));
  });

  it('are arrested with a takedown half as often as men', () => {
    const world = town(2);
    world.platforms.isWomanManager.set([0, 1]);
    const arrested = createManagerArrest(world);
    const [man, woman] = [arrested(0), arrested(1)];
    expect(woman / man).toBeCloseTo(0.5, 12);
    expect(0.9 * man + 0.1 * woman).toBeCloseTo(0.8, 12);
  });

  it('make no difference where they are arrested as often', () => {
    const of = (women_managers_share: number) =>
      run(small(EVENTFUL, { takedown: { women_managers_share, woman_factor: 1 } }))[0];
    const [none, all] = [of(0), of(1)];
    expect(differences(none, all).filter((table) => table !== 'daily')).toEqual([]);
  });
});
