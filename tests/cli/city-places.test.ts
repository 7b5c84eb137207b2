// What a scenario says of its cities: each fault stands where it was written, and a quiet command says no more than faults.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/cli/load.ts';
import { UserError } from '../../src/cli/terminal.ts';
import { freshFolder, put, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const scenario = (name: string, city: string): string =>
  join(folder, put(folder, `${name}.yaml`, tiny().replace(/^city: .*$/m, city)));
const faultsOf = (path: string, ...sets: string[]): string => {
  try {
    load(path, sets);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  throw new Error('nothing was at fault');
};

describe('a fault of a city', () => {
  const grid = (name: string): string => `{ name: ${name}, grid: { columns: 60, rows: 60, population: 100 } }`;
  mkdirSync(join(folder, 'hollow'));
  put(folder, 'nobody.csv', 'code,lat_deg,lon_deg,population,area_km2\na,48.8,2.3,0,1\nb,48.9,2.3,0,1\n');
  writeFileSync(join(folder, 'sheet.xlsx'), 'PK\x03\x04');
  it.each([
    ['missing', 'city: { zones: nope.csv }', '4:16: city.zones: cannot be read (ENOENT', 'got "nope.csv"'],
    ['listed', 'city: [ { zones: nope.csv } ]', '4:18: city.0.zones: cannot be read', 'got "nope.csv"'],
    ['folder', 'city: { geojson: hollow }', '4:18: city.geojson: cannot be read (not a file)', 'got "hollow"'],
    ['here', 'city: { zones: . }', '4:16: city.zones: cannot be read (not a file)', ''],
    ['device', 'city: { zones: /dev/zero }', '4:16: city.zones: cannot be read (not a file)', ''],
    ['sheet', 'city: { zones: sheet.xlsx }', '4:16: city.zones: a zip archive', 'got "sheet.xlsx"'],
    ['nobody', 'city: { zones: nobody.csv }', '4:16: city.zones: nobody lives there', 'got "nobody.csv"'],
    ['quotes', 'city: { zones: “nope.csv” }', '4:16: city.zones: cannot be read', 'write quotes as on the keyboard'],
    ['many', `city: [ ${grid('a')}, ${grid('b')} ]`, '4:7: city: too many zones', 'got 7200'],
    ['twice', `city: [ ${grid('a')}, ${grid('a')} ]`, '4:', 'two cities of one name, got "a"'],
  ])('has line and column in the scenario: %s', (name, city, place, said) => {
    const text = faultsOf(scenario(name, city));
    expect(text.startsWith(`${name}.yaml:${place}`), text).toBe(true);
    expect(text).toContain(said);
    expect(text).toMatch(/\n +\| +\^$/);
  });

  it('names the option that it came of, and the file that is extended', () => {
    const path = scenario('plain', 'city: { grid: { columns: 2, rows: 2, population: 100 } }');
    expect(faultsOf(path, 'city={ grid: null, zones: nope.csv }')).toContain('city.zones: cannot be read');
    scenario('base', 'city: { zones: nope.csv }');
    const over = join(folder, put(folder, 'over.yaml', 'version: 2\nextends: base.yaml\n'));
    expect(faultsOf(over)).toMatch(/^base\.yaml:4:16: city\.zones: /);
  });

  it('stands once for each city, beside faults of files', () => {
    put(folder, 'bad.csv', 'code,lat_deg,lon_deg,population\na,x,2.3,5\nb,48.8,2.3,5\n');
    const text = faultsOf(scenario('both', 'city: [ { zones: nope.csv }, { zones: bad.csv } ]'));
    expect(text).toMatch(/^both\.yaml:4:18: city\.0\.zones: .*\n.*\n.*\^\nbad\.csv:2:3: lat_deg: not a number/);
  });
});

it('--quiet leaves notes and warnings out', async () => {
  put(
    folder,
    'semi.csv',
    'code;lat_deg;lon_deg;population\nA;48,8;2,3;42000\nB;48,82;2,33;38000\nC;48,81;2,31;80000\n',
  );
  const path = scenario('semi', 'city: { zones: semi.csv }');
  const run = ['run', path, '--seeds', '1', '--charts', 'none', '--out', 'quiet'];
  const loud = await waterbed(folder, 'check', path);
  expect(loud.stderr + loud.stdout).toMatch(/Note: .*semicolons[\s\S]*Warning: Zone C holds/);
  expect(await waterbed(folder, ...run, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
});
