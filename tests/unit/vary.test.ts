// What an effect rests on: fields at both ends of their ranges, and what is said of them.
import { describe, expect, it } from 'vitest';
import { type RestsOn, type Variable, type Varied, vary } from '../../src/experiment/vary.ts';
import { armSentence, restsOnByArm, variedSentence } from '../../src/report/rests-on.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { cityOf, small } from '../support/small.ts';

const options = { replicates: 3, nWorkers: 1, signal: new AbortController().signal, onDone: () => {} };
const variable = (path: string, ...ends: [number, Scenario][]): Variable => ({
  path,
  text: '',
  unit: '',
  grade: 'A',
  value: 0,
  ends: ends.map(([value, scenario]) => ({ value, scenario })),
});
const pressed = (hours: number): Scenario =>
  small({
    arms: {
      baseline: {},
      pressure: { policies: [{ kind: 'site-operations', start_day: 10, hours_per_day: hours }] },
    },
    compare: { outcome: 'orders' } as never,
  });

describe('vary', () => {
  it('finds no shift where nothing is varied, and the whole effect where that is taken away', async () => {
    const scenario = pressed(120);
    const variables = [variable('nothing', [0, scenario]), variable('strength', [0, pressed(0)], [240, pressed(240)])];
    const found = (await vary(scenario, cityOf(scenario), variables, ['left'], options))!;
    const effect = found.effects.pressure!;
    expect(effect).not.toBe(0);
    const [nothing, strength] = found.fields as [Varied, Varied];
    expect(nothing.arms.pressure).toEqual([{ value: 0, effect, shift: 0, ci95: [0, 0] }]);
    expect(strength.arms.pressure![0]!.effect).toBeCloseTo(0, 12);
    expect(strength.arms.pressure![0]!.shift).toBeCloseTo(-effect, 10);
    expect(strength.arms.pressure!.map(({ value }) => value)).toEqual([0, 240]);
    expect(found.deciding.pressure).not.toContain('nothing');
    expect(found.left_out).toEqual(['left']);
  });

  it('is stopped by its signal', async () => {
    const scenario = pressed(40);
    const signal = AbortSignal.abort();
    expect(
      await vary(scenario, cityOf(scenario), [variable('nothing', [0, scenario])], [], { ...options, signal }),
    ).toBeUndefined();
  });
});

describe('what an effect rests on', () => {
  const field = (path: string): Varied => ({
    path,
    text: 'Some field.',
    unit: '',
    grade: 'A',
    value: 1,
    arms: {
      a: [
        { value: 0.5, effect: -0.02, shift: 0.02, ci95: [0.01, 0.03] },
        { value: 2, effect: -0.06, shift: -0.02, ci95: [-0.03, -0.01] },
      ],
    },
  });
  const found: RestsOn = {
    outcome: 'share_delivery',
    replicates: 4,
    effects: { a: -0.04 },
    fields: [field('x.y')],
    deciding: { a: ['x.y'] },
    left_out: [],
  };

  it('is said with the effect at both ends, shares in percentage points', () => {
    const [arm] = restsOnByArm(found);
    expect(armSentence(arm!)).toBe('−4; with x.y −2 at 0.5, −6 at 2 (A).');
    expect(variedSentence(found)).toContain('Each of the 1 fields');
  });

  it('is said to be nothing where no field decides', () => {
    expect(armSentence(restsOnByArm({ ...found, deciding: { a: [] } })[0]!)).toContain('no field that was varied');
  });
});
