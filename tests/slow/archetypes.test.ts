// What makes each archetype itself: every row of the table of contrasts, over 30 seeds.
import { describe, expect, it } from 'vitest';
import { contrastsOf, type MeasuredContrast } from '../../src/experiment/facts/measure.ts';
import { freshFolder, waterbed } from '../cli/waterbed.ts';

/** Rows that do not hold in the model, or not by the named trait alone, by archetype and outcome; docs/archetypes.md says why. */
const FAILING: readonly string[] = [
  'remote-franchised-brand: weeks to 80 % of the volume after a takedown, at most 156',
];

describe('each archetype against its foil', async () => {
  const only = contrastsOf().map(({ archetype }) => archetype);
  const args = ['--only', only.join(','), '--seeds', '30', '--jobs', '2', '--json'];
  const { code, stdout } = await waterbed(freshFolder(), 'archetypes', ...args);
  expect(code).toBe(0);
  const { contrasts, seeds }: { contrasts: MeasuredContrast[]; seeds: number } = JSON.parse(stdout);

  it('is measured on 30 seeds, row by row', () => {
    expect(seeds).toBe(30);
    const rows = contrastsOf().flatMap(({ archetype, rows: list }) =>
      list.map(({ outcome }) => `${archetype}: ${outcome}`),
    );
    expect(contrasts.map(({ archetype, outcome }) => `${archetype}: ${outcome}`)).toEqual(rows);
  });

  for (const { archetype, outcome, holds, isGone, measured, without } of contrasts) {
    const name = `${archetype}: ${outcome}`;
    (FAILING.includes(name) ? it.fails : it)(`${name} holds, and is gone without the trait`, () => {
      expect({ holds, isGone }, JSON.stringify({ measured, without })).toEqual({ holds: true, isGone: true });
    });
  }
});
