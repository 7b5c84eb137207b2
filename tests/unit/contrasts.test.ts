// Contrasts of archetypes: studies that load, arms that differ in what is said, what is seen, verdicts, and the page.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ARCHETYPES } from '../../src/archetypes/registry.ts';
import { byArm } from '../../src/experiment/facts/contrast-watches.ts';
import { CONTRAST_STUDIES, CONTRASTS } from '../../src/experiment/facts/contrasts.ts';
import type { Watch } from '../../src/experiment/facts/fact.ts';
import {
  contrastsOf,
  type Grounds,
  type Measured,
  type MeasuredContrast,
  measureContrasts,
  studiesOfContrasts,
} from '../../src/experiment/facts/measure.ts';
import { archetypesPage, contrastsText } from '../../src/report/archetypes-text.ts';
import { formatFaults } from '../../src/scenario/faults.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { cityOf } from '../support/small.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const readText = (path: string): string => readFileSync(path, 'utf8');

function scenarioOf(id: string, sets: readonly string[] = []) {
  const parsed = parseScenario(`${ROOT}scenarios/archetypes/${id}.yaml`, { readText, sets });
  if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
  return parsed.scenario;
}

describe('the list', () => {
  it('has each archetype once, in order but for places, with a scenario of its name', () => {
    const ids = CONTRASTS.map(({ archetype }) => archetype);
    expect([...ids].sort()).toEqual(ARCHETYPES.map(({ id }) => id).sort());
    expect(CONTRAST_STUDIES.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(studiesOfContrasts(contrastsOf(['defector'])).map(({ id }) => id)).toEqual(['defector']);
  });

  it.each(CONTRASTS.map(({ archetype, rows }) => [archetype, rows] as const))(
    '%s stands against a foil in arms of its scenario, on at least 30 seeds',
    (archetype, rows) => {
      const { arms, baseline, seeds, name } = scenarioOf(archetype);
      expect({ baseline, name }).toEqual({ baseline: 'foil', name: archetype });
      expect(seeds).toBeGreaterThanOrEqual(30);
      expect(Object.keys(arms)).toContain('itself');
      for (const { quantity, without } of rows)
        for (const one of [quantity, without]) if (one) expect(one.study).toBe(archetype);
    },
  );

  it('shows something that follows beside each outcome that a field sets', () => {
    for (const { rows } of CONTRASTS)
      if (rows[0]!.input !== undefined) expect(rows.some(({ input }) => input === undefined)).toBe(true);
  });
});

describe('what is measured', () => {
  it('is a difference of arms on the same seeds, gone where nothing differs', async () => {
    const scenario = scenarioOf('relationship-selling', [
      'customers.count=600',
      'time.burn_in_days=7',
      'time.post_days=63',
    ]);
    const grounds: Grounds = { 'relationship-selling': { all: { scenario, city: cityOf(scenario) } } };
    const options = { seeds: 3, nWorkers: 1 };
    const found = await measureContrasts(contrastsOf(['relationship-selling']), grounds, options);
    expect(found!.map(({ outcome }) => outcome)).toEqual(['clients lost per month', 'clients of a platform']);
    expect(found![0]!.measured.value).toBeLessThan(-20);
    expect(found![0]).toMatchObject({ without: null, isGone: true, input: 'churn_per_month' });

    const same = { ...scenario, arms: { ...scenario.arms, itself: scenario.arms.foil! } };
    const alike: Grounds = { 'relationship-selling': { all: { scenario: same, city: cityOf(scenario) } } };
    const none = await measureContrasts(contrastsOf(['relationship-selling']), alike, options);
    for (const { measured, holds } of none!)
      expect({ value: measured.value, holds }).toEqual({ value: 0, holds: false });
  });

  it('has a watch for each arm', () => {
    const made: string[] = [];
    const make = (): Watch => {
      let ticks = 0;
      made.push('watch');
      return { afterTick: () => ticks++, seen: () => ({ ticks }) };
    };
    const { afterTick, seen } = byArm(make)();
    const tick = (arm: string): void =>
      afterTick({ record: { arm } } as Parameters<typeof afterTick>[0], {} as Parameters<typeof afterTick>[1]);
    for (const arm of ['a', 'b', 'a']) tick(arm);
    expect({ made: made.length, seen: seen() }).toEqual({ made: 2, seen: { 'a.ticks': 2, 'b.ticks': 1 } });
  });
});

describe('the texts', () => {
  const measured = (value: number, ci95: [number, number]): Measured => ({
    label: 'itself',
    unit: '%',
    band: [20, null],
    study: 'defector',
    value,
    ci95,
    verdict: value >= 20 ? 'in' : 'out',
    input: null,
  });
  const contrast = (change: Partial<MeasuredContrast>): MeasuredContrast => ({
    archetype: 'defector',
    foil: 'a | b',
    outcome: 'cups',
    asked: '+ 20 %',
    trait: 'bond',
    input: null,
    measured: measured(30, [25, 35]),
    holds: true,
    without: measured(1, [-1, 3]),
    isGone: true,
    reason: null,
    ...change,
  });
  const found = [
    contrast({}),
    contrast({ holds: false, measured: measured(5, [-5, 15]), reason: 'No tea.', input: 'bond' }),
    contrast({ without: null }),
  ];

  it('tell what was asked, what was measured, what is left without the trait, and the count', () => {
    const text = contrastsText(found);
    expect(text).toContain('bond: 1.0 % (−1.0 to 3.0 %), gone');
    expect(text).toContain('does not hold, by input');
    expect(text).toContain('the foil differs by nothing else');
    expect(text).toContain('defector, cups: does not hold. No tea.');
    expect(text.split('\n').at(-1)).toBe('2 of 3 hold and are gone without the trait.');
  });

  it('do not call a row without an interval one that does not hold, nor one without spread by its last bits', () => {
    const alone = { ...measured(-30, [-35, -25]), ci95: null };
    const text = contrastsText([
      contrast({ measured: alone, holds: false, without: null, reason: 'No tea.' }),
      contrast({ without: { ...alone, value: 1 } }),
      contrast({ measured: measured(-100, [-100, -100]) }),
    ]);
    const [first, second, third] = text.split('\n').slice(1);
    expect(first).toMatch(/−30 % +no interval .*the foil differs by nothing else +not told$/);
    expect(second).toContain('bond: 1 % (no interval), not told  ');
    expect(third).toMatch(/ −100 % +the same in all /);
    expect(text).not.toContain('does not hold');
    expect(text).not.toContain('No tea.');
    expect(text.split('\n').at(-1)).toBe(
      '1 of 3 hold and are gone without the trait; 2 cannot be told, for want of an interval.',
    );
  });

  it('are a page whose rows have the same cells', () => {
    const page = archetypesPage(found, contrastsOf(['defector']), CONTRAST_STUDIES, {
      archetypes: ARCHETYPES,
      seeds: 4,
      set: ['sites.count=3'],
      section: ['## After a shock', '', 'It came back.', ''],
    });
    expect(page).toMatch(/ \|\n\n## After a shock\n\nIt came back\.\n$/);
    expect(page).toContain('but for `sites.count=3`');
    const rows = page.split('\n').filter((line) => line.startsWith('| defector | a'));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(10);
  });
});

describe('docs/archetypes.md', () => {
  const page = readText(`${ROOT}docs/archetypes.md`);

  it('has every archetype with its sentence and grade', () => {
    for (const { id, whatMakesItItself, grade } of ARCHETYPES)
      expect(page).toContain(`| \`${id}\` | ${whatMakesItItself} | ${grade} |`);
  });

  it('has the rows of the list, and no others', () => {
    const rows = page.split('\n').flatMap((line) => {
      const cells = line.split(' | ');
      return cells.length === 8 && !line.includes('---') && !line.startsWith('| archetype ')
        ? [[cells[0]!.slice(2), ...cells.slice(1, 4)].join('; ')]
        : [];
    });
    const known = CONTRASTS.flatMap(({ archetype, foil, rows: list }) =>
      list.map(({ outcome, asked }) => [archetype, foil, outcome, asked].join('; ')),
    );
    expect(rows).toEqual(known);
  });

  it('ends with what comes back after a shock, within 5 % for each of them, and its chart in both forms', () => {
    const section = page.slice(page.indexOf('\n## After a shock\n'));
    expect(section).toContain('`scenarios/shocks.yaml`, 20 replicates, 156 weeks');
    const told = section.split('\n').filter((line) => line.startsWith('- '));
    expect(told).toHaveLength(2);
    for (const line of told)
      expect(line).toMatch(
        /Share delivered: [^.]*\.[^:]* in the last quarter, days 1,029 to 1,119, back within 5 %\. Orders/,
      );
    const [, image] = section.match(/!\[Line chart: .*\]\((images\/after-shocks)\.png\)/)!;
    for (const form of ['png', 'svg']) expect(existsSync(`${ROOT}docs/${image}.${form}`)).toBe(true);
  });

  it('says what each rests on', () => {
    for (const { restsOn } of CONTRASTS) expect(page).toContain(restsOn);
  });
});
