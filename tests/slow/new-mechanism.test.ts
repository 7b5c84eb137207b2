// A mechanism is one new file of source and two lines, shown in a copy: it compiles, runs, is listed and reported.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, put, ROOT, readJson, tiny } from '../cli/waterbed.ts';

const WEATHER = `// Weather, daily: it rains, or it does not.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own, type Size } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = { section: '6', text: 'Each day is wet by chance.', grade: 'A', source: 'assumption' };

const sections = { weather: { text: 'How often it rains.' } };

const fields = {
  weather: {
    wet_share: field(share().default(0.3), {
      text: 'Share of days on which it rains.',
      unit: 'share',
      grade: 'A',
      source: 'assumption',
    }),
  },
};

const streams = ['weather'] as const;

const counts = dailyCounts({
  days_wet: {
    role: 'check',
    label: 'Wet days',
    unit: 'days',
    better: 'none',
    isCount: false,
    text: 'Days on which it rains.',
  },
});

const columns = ({ nDays }: Size) => ({ weather: { isWet: new Uint8Array(nDays) } });

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  ReturnType<typeof columns> & { clock: Clock };

const run = ({ clock, scenario, streams, counts, weather }: Needs) => () => {
  if (draw(streams.weather, 0, clock.day) < scenario.weather.wet_share) weather.isWet[clock.day] = 1;
  add(counts.days_wet, clock.reportedDay, weather.isWet[clock.day]);
};

export const weather = mechanism({
  submodel,
  sections,
  fields,
  streams,
  counts,
  columns,
  phases: { weather: { when: 'day', text: 'It rains, or it does not.', run } },
});
`;

/** What may be misspelt in it, each with the name that there is not. */
const MISSPELT: [kind: string, right: string, wrong: string, name: string][] = [
  ['stream', 'draw(streams.weather,', 'draw(streams.wether,', 'wether'],
  ['field', 'scenario.weather.wet_share)', 'scenario.weather.wet_shares)', 'wet_shares'],
  ['column', '= 1;', '= 1; weather.isWett[clock.day] = 1;', 'isWett'],
  ['count', 'add(counts.days_wet,', 'add(counts.day_wet,', 'day_wet'],
];

const folder = freshFolder();
const source = (file: string): string => join(folder, 'src/engine', file);
const tsc = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
const waterbed = (of: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(of, 'bin/waterbed.js'), ...args], { cwd: folder, encoding: 'utf8' });

/** Adds a line to a file of the engine, below the first that holds `above`. */
function addLine(file: string, above: string, line: string): void {
  const lines = readFileSync(source(file), 'utf8').split('\n');
  lines.splice(lines.findIndex((one) => one.includes(above)) + 1, 0, line);
  writeFileSync(source(file), lines.join('\n'));
}

beforeAll(() => {
  for (const path of ['src', 'bin', 'scenarios', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(source('mechanisms/weather.ts'), WEATHER);
  addLine('mechanism-list.ts', 'mechanisms/visit.ts', "export { weather } from './mechanisms/weather.ts';");
  addLine('phase-list.ts', 'const ORDER = [', "  'weather',");
});

describe('a new mechanism', () => {
  it('is one file of source and two lines', () => {
    const files = (root: string): string[] =>
      readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const lines = (root: string, file: string): string[] => readFileSync(join(root, 'src', file), 'utf8').split('\n');
    const before = new Set(files(ROOT));
    const touched = files(folder).flatMap((file) => {
      if (!before.has(file)) return [`${file}: new`];
      const was = lines(ROOT, file);
      const is = lines(folder, file);
      const added = is.filter((line) => !was.includes(line)).length;
      return was.join('\n') === is.join('\n') ? [] : [`${file}: ${added} of ${is.length - was.length} lines more`];
    });
    expect(touched.sort()).toEqual([
      'engine/mechanism-list.ts: 1 of 1 lines more',
      'engine/mechanisms/weather.ts: new',
      'engine/phase-list.ts: 1 of 1 lines more',
    ]);
  });

  it('compiles, is listed with its field, outcome and phase, and changes no other number', () => {
    expect(tsc('-p', 'tsconfig.build.json')).toMatchObject({ stdout: '', status: 0 });
    const { properties } = JSON.parse(waterbed(folder, 'schema'));
    expect(properties.weather.properties.wet_share).toMatchObject({
      description: expect.stringContaining('Share of days on which it rains.'),
    });
    expect(waterbed(folder, 'list', 'outcomes')).toContain('days_wet');
    expect(waterbed(folder, 'list', 'phases')).toContain('It rains, or it does not.');

    put(folder, 'wet.yaml', `${tiny()}\nweather: { wet_share: 1 }\n`);
    put(folder, 'plain.yaml', tiny());
    waterbed(folder, 'run', 'wet.yaml', '--quiet');
    waterbed(ROOT, 'run', 'plain.yaml', '--quiet');
    const [wet, plain] = ['wet', 'plain'].map((name) => readJson(folder, `output/${name}/results.json`).arms.baseline);
    const { days_wet: daysWet, ...others } = wet.outcomes;
    expect(daysWet.mean).toBe(readJson(folder, 'output/wet/scenario.json').time.post_days);
    expect(others).toEqual(plain.outcomes);
  });

  it('does not compile with a misspelt stream, field, column or count', () => {
    const wrong = MISSPELT.reduce((text, [kind, right, misspelt]) => {
      expect(text, kind).toContain(right);
      return text.replace(right, misspelt);
    }, WEATHER);
    writeFileSync(source('mechanisms/weather.ts'), wrong);
    const { stdout, status } = tsc('--noEmit', '-p', 'tsconfig.json');
    expect(status).not.toBe(0);
    const named = [...stdout.matchAll(/^src\/engine\/mechanisms\/weather\.ts.*: Property '(\w+)' does not exist/gm)];
    expect(named.map(([, name]) => name)).toEqual(MISSPELT.map(([, , , name]) => name));
  });

  it('does not compile without a place in the order of phases', () => {
    writeFileSync(source('mechanisms/weather.ts'), WEATHER);
    const list = readFileSync(source('phase-list.ts'), 'utf8');
    writeFileSync(source('phase-list.ts'), list.replace("  'weather',\n", ''));
    expect(tsc('--noEmit', '-p', 'tsconfig.json').stdout).toMatch(/^src\/engine\/phase-list\.ts.*error TS2322/m);
  });
});
