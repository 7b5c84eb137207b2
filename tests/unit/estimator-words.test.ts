// What estimators say in words: of what, and of which roles. A sentence speaks of nothing that is not there.
import { describe, expect, it } from 'vitest';
import { type AreaCount, type AreaRole, ROLES } from '../../src/measures/estimators/estimator.ts';
import { ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { countedAs } from '../../src/measures/estimators/sentences.ts';

type Pair = [before: number, after: number];
const FULL: Record<AreaRole, Pair> = {
  target: [207, 110],
  buffer: [178, 157],
  control: [308, 318],
  buffer_control: [150, 140],
};
const of = (pairs: Partial<Record<AreaRole, Pair>>, factors: Pick<AreaCount, 'weight' | 'harm'> = {}): AreaCount[] =>
  ROLES.flatMap((role) => {
    const pair = pairs[role];
    return pair ? [{ area: role, role, before: pair[0], after: pair[1], ...factors }] : [];
  });
const without = (...roles: AreaRole[]) =>
  Object.fromEntries(Object.entries(FULL).filter(([role]) => !roles.includes(role as AreaRole)));
const zeros = (...roles: AreaRole[]) => ({ ...FULL, ...Object.fromEntries(roles.map((role) => [role, [0, 0]])) });

const sentences = (counts: AreaCount[]): string[] =>
  ESTIMATORS.flatMap((estimator) => {
    const estimate = estimator.estimate(counts);
    return estimate.value === null ? [] : [estimator.sentence(estimate, counts)];
  });
const sentence = (id: string, counts: AreaCount[]): string => {
  const estimator = ESTIMATORS.find((one) => one.id === id)!;
  return estimator.sentence(estimator.estimate(counts), counts);
};

describe('sentences of estimators', () => {
  it.each([
    ['no buffer', without('buffer', 'buffer_control')],
    ['a buffer of zeros', zeros('buffer', 'buffer_control')],
    ['a buffer of zeros, without its control', { ...without('buffer_control'), buffer: [0, 0] as Pair }],
  ])('speak of no buffer where there is %s', (_, pairs) => {
    const said = sentences(of(pairs));
    expect(said.length).toBeGreaterThanOrEqual(6);
    for (const one of said) expect(one).not.toMatch(/buffer|displacement|diffusion|their controls/i);
  });

  it('speak of no control where there is none', () => {
    const said = sentences(of(without('control', 'buffer_control')));
    expect(said.length).toBe(5);
    for (const one of said) expect(one).not.toMatch(/control/);
  });

  it('say of a control without events that it has none', () => {
    expect(sentence('wdd', of({ target: [207, 110], control: [0, 0] }))).toContain(
      'relative to a control without events',
    );
    expect(sentence('did', of({ target: [207, 110], control: [0, 0] }))).toContain('control areas without events');
    expect(sentence('wdd', of(zeros('control')))).toContain('Target and buffer together');
    expect(sentence('wdd', of(zeros('buffer')))).toMatch(
      /^The target changed .* its control and to the control of a buffer/,
    );
  });

  it.each([
    ['events', {}],
    ['events', { harm: 1, weight: 1 }],
    ['harm', { harm: 3 }],
    ['weighted events', { weight: 0.25 }],
    ['weighted harm', { harm: 3, weight: 0.25 }],
  ] as const)('say %s of counts with %j where these enter, and events where not', (what, factors) => {
    const counts = of(FULL, factors);
    const words = ['weighted', 'harm'].filter((word) => what.includes(word));
    for (const estimator of ESTIMATORS) {
      const said = estimator.sentence(estimator.estimate(counts), counts);
      const isWeighed = estimator.weighs.length > 0;
      expect(countedAs(counts, estimator)).toBe(isWeighed ? what : 'events');
      for (const word of ['weighted', 'harm'])
        expect(said.toLowerCase().includes(word), said).toBe(isWeighed && words.includes(word));
      if (isWeighed && what.endsWith('harm')) expect(said).not.toMatch(/events|happened/i);
    }
  });

  it('call events what no weight or harm reaches: of a role that is not used, or of an area without events', () => {
    const onBuffer = of(FULL).map((one) => (one.role === 'buffer' ? { ...one, harm: 5 } : one));
    expect(sentence('did', onBuffer)).toContain('−107 events');
    expect(sentence('wdd', onBuffer)).toContain('units of harm');
    const onZeros = of(zeros('buffer')).map((one) => (one.role === 'buffer' ? { ...one, harm: 5 } : one));
    expect(sentence('wdd', onZeros)).toContain(' events');
  });
});
