// Conduct of sellers in the scenarios shipped, for which prices at the start are those of the scenario: is it plausible?
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { load } from '../../src/cli/load.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { createGround } from '../../src/engine/ground.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import { ROOT } from '../cli/waterbed.ts';

const files = readdirSync(join(ROOT, 'scenarios')).filter((file) => file.endsWith('.yaml'));

it.each(files)('%s needs no implausible conduct', (file) => {
  const { scenario, city } = load(join(ROOT, 'scenarios', file), []);
  const world = buildWorld(createGround(scenario, city, 1), scenario.baseline, 1, createClock(scenario.time));
  expect(world.prices.conduct.length).toBeGreaterThan(0);
  for (const conduct of world.prices.conduct) {
    expect(conduct).toBeGreaterThanOrEqual(0.4);
    expect(conduct).toBeLessThanOrEqual(0.7);
  }
});
