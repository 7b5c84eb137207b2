// Scenario files of older versions: read as the newest, or refused with the reason. Fixtures of each step, before and after.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatFaults } from '../../src/scenario/faults.ts';
import { VERSION } from '../../src/scenario/schema.ts';
import { accepted, LEAST, refused } from '../support/scenario-files.ts';

const fixture = (version: number): string =>
  readFileSync(new URL(`../fixtures/upgrade/version-${version}.yaml`, import.meta.url), 'utf8');

describe('a file of an older version', () => {
  test.each(Array.from({ length: VERSION - 1 }, (_, n) => n + 1))('%i says the same as one of the next', (version) => {
    const [before, after] = [version, version + 1].map((one) => accepted(fixture(one)));
    expect(before).toEqual(after);
    expect(before.version).toBe(VERSION);
  });

  test('and one of the newest extend each other', () => {
    const older = LEAST.replace(`version: ${VERSION}`, 'version: 1');
    for (const [base, over] of [
      [older, LEAST],
      [LEAST, older],
    ]) {
      const scenario = accepted({ 'over.yaml': `${over}seeds: 3\nextends: base.yaml\n`, 'base.yaml': base });
      expect(scenario).toMatchObject({ version: VERSION, seeds: 3 });
    }
  });

  test('is refused where the model has no such thing any more, and told what to write instead', () => {
    const older = LEAST.replace(`version: ${VERSION}`, 'version: 1');
    for (const [rate, got] of [
      ['12', '12'],
      ['"0"', '"0"'],
      ['[0]', '"a list"'],
    ]) {
      const faults = refused(`${older}rebirth:\n  platforms_entry_per_year: ${rate}\n`);
      expect(faults).toHaveLength(1);
      expect(formatFaults(faults)).toContain(
        `test.yaml:6:29: rebirth.platforms_entry_per_year: new platforms open at no rate of their own since version 2: they take vacant niches, got ${got}; expected no such field; remove it, and set organisations.entry_per_week`,
      );
    }
    expect(accepted(`${older}rebirth: { platforms_entry_per_year: null }`).version).toBe(VERSION);
  });

  test('has a field that has gone refused in the newest version too, as one that is not known', () => {
    expect(refused(`${LEAST}rebirth: { platforms_entry_per_year: 0 }`)[0]).toMatchObject({
      what: 'unknown key',
      path: 'rebirth.platforms_entry_per_year',
    });
  });
});
