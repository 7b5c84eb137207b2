// The command line's manners: help, exit codes, suggestions, colour, readers that leave.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mechanism } from '../../src/engine/kernel/part.ts';
import * as mechanisms from '../../src/engine/mechanism-list.ts';
import { small } from '../support/small.ts';
import { freshFolder, put, ROOT, start, tiny, waterbed } from './waterbed.ts';

const COMMANDS = ['run', 'compare', 'measure', 'check', 'list', 'schema', 'init', 'completion'];
const folder = freshFolder();
symlinkSync(join(ROOT, 'scenarios'), join(folder, 'scenarios'));

describe('help', () => {
  it('is what waterbed alone prints, with exit code 0', async () => {
    const { code, stdout, stderr } = await waterbed(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toContain(`  ${command} `);
    expect((await waterbed(folder, '--help')).stdout).toBe(stdout);
  });

  it.each(COMMANDS)('of %s ends with an example that works', async (command) => {
    const { code, stdout } = await waterbed(folder, command, '--help');
    expect(code).toBe(0);
    const line = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(line).toMatch(/^ {2}\$ /);
    const args =
      line
        .match(/waterbed-sim ([^>)]*)/)?.[1]
        ?.trim()
        .split(' ') ?? [];
    expect(args[0]).toBe(command);
    // The slow tests run these as they are.
    if (['run', 'compare'].includes(command)) return;
    expect(await waterbed(folder, ...args)).toMatchObject({ code: 0 });
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await waterbed(folder, '--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('check', () => {
  const city = 'version: 2\ncity: { grid: { columns: 3, rows: 3, population: 9000 } }\ncustomers: { count: 900 }\n';
  const mix = put(folder, 'mix.yaml', `${city}sites: { count: 3 }\nplatforms: { mix: default, count: 30 }\n`);

  it('counts the platforms of a mix, as written or set, and says where one is wrong', async () => {
    const [written, set, wrong] = await Promise.all([
      waterbed(folder, 'check', mix),
      waterbed(folder, 'check', mix, '--set', 'platforms.count=12'),
      waterbed(folder, 'check', mix, '--set', 'platforms.mix={ defecter: 1 }'),
    ]);
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(written.stdout).toContain(' 3 sites, 30 platforms;');
    expect(set.stdout).toContain(' 3 sites, 12 platforms;');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('platforms.mix.defecter: unknown key');
    expect(wrong.stderr).toContain('did you mean defector');
  });
});

describe('a usage error', () => {
  it.each([
    ['an unknown command, with the nearest one', ['rn', 'x.yaml'], 'Did you mean run?'],
    ['an unknown option, with the nearest one', ['run', 'x.yaml', '--seed', '3'], 'Did you mean --seeds?'],
    ['a missing argument', ['run'], "missing required argument 'scenario'\n(waterbed-sim run --help tells more)"],
    ['years without --stationary', ['check', 'x.yaml', '--years', '3'], 'give --stationary too'],
    ['one argument too many', ['check', 'a.yaml', 'b.yaml'], 'too many arguments'],
    ['a list that there is not', ['list', 'arms'], 'phases, policies, archetypes, outcomes, mechanisms'],
    ['no whole number of seeds', ['run', 'x.yaml', '--seeds', '2.5'], 'Expected a whole number from 1.'],
    ['no jobs at all', ['run', 'x.yaml', '--jobs', '0'], 'Expected a whole number from 1.'],
  ])('is %s: exit code 2, nothing on stdout', async (_, args, text) => {
    const { code, stdout, stderr } = await waterbed(folder, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('colour', () => {
  const coloured = '\x1b[';
  it('is off where nobody sees it, and with NO_COLOR', async () => {
    expect((await start(folder, ['list', 'policies'])).stdout).not.toContain(coloured);
    expect((await start(folder, ['list', 'policies'], { env: { NO_COLOR: '1' } })).stdout).not.toContain(coloured);
  });

  it('is on when asked for', async () => {
    expect((await start(folder, ['list', 'policies'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(coloured);
  });
});

it('a reader that goes away is no error', async () => {
  const binary = join(ROOT, 'bin/waterbed.js');
  const child = spawn('sh', ['-c', `"${process.execPath}" "${binary}" schema | head -c 1`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  for await (const text of child.stderr) stderr += text;
  expect(stderr).toBe('');
});

describe('list', () => {
  it.each(['phases', 'policies', 'archetypes', 'outcomes', 'mechanisms'])(
    '%s prints each entry with a sentence, and the same as JSON',
    async (what) => {
      const rows = JSON.parse((await waterbed(folder, 'list', what, '--json')).stdout) as {
        name: string;
        text: string;
      }[];
      const { stdout } = await waterbed(folder, 'list', what);
      expect(rows.length).toBeGreaterThan(1);
      for (const { name, text } of rows) {
        expect(text).toMatch(/\.$/);
        expect(stdout).toMatch(new RegExp(`^ {0,2}${name} +\\S`, 'm'));
      }
    },
  );
});

it('list mechanisms shows every mechanism with its switches, on by default but one, and what all rest on', async () => {
  const rows = JSON.parse((await waterbed(folder, 'list', 'mechanisms', '--json')).stdout) as Record<string, unknown>[];
  const { stdout } = await waterbed(folder, 'list', 'mechanisms');
  const printed = stdout.replace(/\s+/g, ' ');
  const switches = rows.filter((row) => row.default !== null);
  expect(switches.map(({ name }) => name).sort()).toEqual(Object.keys(small().mechanisms).sort());
  expect(switches.filter((row) => !row.default).map(({ name }) => name)).toEqual(['direct_drop']);
  for (const { name, section, grade, source } of rows) {
    expect(String(grade), String(name)).toMatch(/^([SVPDA](,[SVPDA])*|[SVPDA] direction, [SVPDA] size)$/);
    expect(String(source), String(name)).toMatch(/\w/);
    expect(stdout.slice(0, stdout.search(new RegExp(`^ {0,2}${name} `, 'm')))).toContain(
      `section ${section} of docs/model.md`,
    );
    expect(printed).toContain(`[${grade}; ${source}`);
  }
  for (const { phases, submodel } of Object.values<Mechanism>(mechanisms)) {
    const [name] = Object.keys(phases ?? {});
    const below = rows.flatMap(({ mechanism }) => (mechanism ? [mechanism as Record<string, unknown>] : []));
    const row = [...rows, ...below].find((one) => one.name === name && one.phases);
    expect(row, name).toMatchObject({ text: submodel.text, grade: submodel.grade });
    expect(printed).toContain(`${name} ${submodel.text} [${submodel.grade}; `);
  }
});

it('schema prints what is committed in scenarios/schema.json', async () => {
  expect((await waterbed(folder, 'schema')).stdout).toBe(readFileSync(join(ROOT, 'scenarios/schema.json'), 'utf8'));
});

describe('init', () => {
  it('writes a scenario that check accepts', async () => {
    expect(await waterbed(folder, 'init', 'first.yaml')).toMatchObject({ code: 0, stderr: '' });
    expect((await waterbed(folder, 'check', 'first.yaml')).code).toBe(0);
    const schema = readFileSync(join(folder, 'first.yaml'), 'utf8').match(/\$schema=(.*)/)?.[1];
    expect(existsSync(join(folder, schema ?? ''))).toBe(true);
  });

  it('never writes over a file', async () => {
    put(folder, 'mine.yaml', 'mine');
    expect(await waterbed(folder, 'init', 'mine.yaml')).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe('mine');
    expect((await waterbed(folder, 'init', 'nowhere/mine.yaml')).code).toBe(2);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { code, stdout } = await waterbed(folder, 'completion', shell);
    expect(code).toBe(0);
    expect(stdout).toContain('waterbed');
  });

  it('completes commands, options and lists', async () => {
    expect((await waterbed(folder, 'complete', '--', 'ch')).stdout).toContain('check');
    expect((await waterbed(folder, 'complete', '--', 'run', '--se')).stdout).toContain('--seeds');
    expect((await waterbed(folder, 'complete', '--', 'compare', '--un')).stdout).toContain('--until-ci');
    expect((await waterbed(folder, 'complete', '--', 'list', 'pha')).stdout).toContain('phases');
  });
});

describe('check', () => {
  it('says what each arm does', async () => {
    put(folder, 'sound.yaml', tiny());
    const { code, stdout } = await waterbed(folder, 'check', 'sound.yaml');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok sound: 9 zones, 150 customers, 3 sites, 1 platform; 5 /);
    expect(stdout).toMatch(/^baseline \(baseline\): no policy of its own$/m);
    expect(stdout).toMatch(/^pressure:\n {2}Site operations: 20 officer-hours a day/m);
  });

  it('prints all defaults as JSON', async () => {
    const { ok, scenario } = JSON.parse(
      (await waterbed(folder, 'check', 'sound.yaml', '--json', '--set', 'sites.count=4')).stdout,
    );
    expect(ok).toBe(true);
    expect(scenario).toMatchObject({ sites: { count: 4 }, returns: { probability: 0.5 } });
  });

  it('prints every fault with its place, exit code 2 and no stack', async () => {
    put(folder, 'faulty.yaml', tiny('custmers: { count: 3 }\nareas: { buffer_km: wide }\n'));
    const { code, stdout, stderr } = await waterbed(folder, 'check', 'faulty.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('faulty.yaml:11:1: custmers: ');
    expect(stderr).toContain('did you mean customers');
    expect(stderr).toContain('faulty.yaml:12:');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('finds an outcome that there is not', async () => {
    put(folder, 'orderz.yaml', tiny('compare: { outcome: orderz }\n'));
    const { code, stderr } = await waterbed(folder, 'check', 'orderz.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('orderz.yaml:11:21: compare.outcome: no such outcome, got "orderz"');
    expect(stderr).toContain('did you mean orders');
  });

  it.each([
    ['a file that is not there', 'nowhere.yaml'],
    ['a folder', '.'],
    ['a device', '/dev/zero'],
  ])('of %s is an error, not a stack', async (_, path) => {
    const { code, stderr } = await waterbed(folder, 'check', path);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be read');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('names the faults of zones', async () => {
    put(folder, 'zones.csv', 'code,name\n1,somewhere\n');
    put(folder, 'zoned.yaml', tiny().replace(/^city:.*$/m, 'city: { zones: zones.csv }'));
    const { code, stderr } = await waterbed(folder, 'check', 'zoned.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('zones.csv');
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
