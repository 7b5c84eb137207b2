// The command line with names that would drive a terminal, disks that are full and effort beyond measure.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, ROOT, start, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const HOSTILE = '\x1b[31mred\x1b]0;pwned\x07\x9b2J\u202etxt';
const DRIVES = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** Exit code and both streams, which hold nothing that a terminal obeys, even where it takes colours. */
async function shown(...args: string[]): Promise<{ code: number | null; text: string }> {
  const { code, stdout, stderr } = await start(folder, args, { env: { NO_COLOR: '1' } });
  const text = stdout + stderr;
  expect(text).not.toMatch(DRIVES);
  expect(text).not.toMatch(/^ +at /m);
  return { code, text };
}

describe('nothing drives the terminal', () => {
  const yaml = (text: string): string => put(folder, 'hostile.yaml', text);
  const escapes = '\\e[31mred\\e]0;pwned\\x07\\x9b2J';
  it.each([
    ['a path of zones', tiny().replace(/^city:.*$/m, `city: { zones: "${escapes}.csv" }`)],
    ['a name of a city', tiny().replace('city: {', `city: { name: "${escapes}",`)],
    ['a title', tiny(`title: "${escapes}"\n`)],
    ['a label of an arm', tiny().replace('pressure: {', `pressure: { label: "${escapes}",`)],
    ['a name of an arm', tiny().replace('pressure:', `"${escapes}":`)],
    ['an unknown key', tiny(`"${escapes}": 1\n`)],
    ['a value as it is', tiny(`title: ${HOSTILE.replaceAll('\u202e', '')}\n`)],
    ['a change of direction in a value', tiny('baseline: "a\u202ecod"\n')],
    ['an outcome', tiny(`compare: { outcome: "\u202e${'x'.repeat(5)}" }\n`)],
    ['a file to extend', `extends: "${escapes}.yaml"\n`],
  ])('in %s of a scenario', async (_, text) => {
    expect(await shown('check', yaml(text))).toMatchObject({ code: 2 });
  });

  it.each([
    ['a file that is not there', ['check', `${HOSTILE}.yaml`]],
    ['an unknown command', [HOSTILE]],
    ['an unknown option', ['run', `--${HOSTILE}`]],
    ['a value of an option', ['run', 'a.yaml', '--seeds', HOSTILE]],
    ['a value to set', ['check', 'sound.yaml', '--set', `seeds=${HOSTILE}`]],
    ['a path to set', ['check', 'sound.yaml', '--set', `${HOSTILE}=1`]],
    ['a file of counts', ['measure', 'wdd', '--counts', HOSTILE]],
    ['a file to write', ['init', `nowhere/${HOSTILE}.yaml`]],
  ])('in %s', async (_, args) => {
    put(folder, 'sound.yaml', tiny());
    expect(await shown(...args)).toMatchObject({ code: 2 });
  });

  it.each([
    ['cells and headers of zones', 'zones', `code,${HOSTILE},lat_deg,lon_deg,population\n${HOSTILE},a,b,c,d\n`],
    [
      'properties of GeoJSON',
      'geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { code: HOSTILE, population: HOSTILE }, geometry: null }],
      }),
    ],
  ])('in %s', async (_, kind, text) => {
    put(folder, `zones.${kind}`, text);
    put(folder, 'zoned.yaml', tiny().replace(/^city:.*$/m, `city: { ${kind}: zones.${kind} }`));
    expect(await shown('check', 'zoned.yaml')).toMatchObject({ code: 2 });
  });

  it('in a folder of results', async () => {
    const { code, text } = await shown(
      'run',
      put(folder, 'sound.yaml', tiny()),
      '--seeds',
      '1',
      '--jobs',
      '1',
      '--charts',
      'none',
      '--out',
      `out${HOSTILE}`,
    );
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('Written to out␛[31m') });
    expect(existsSync(join(folder, `out${HOSTILE}`))).toBe(true);
  });

  it('but JSON says what there is, in escapes of its own', async () => {
    const { stdout } = await waterbed(
      folder,
      'check',
      put(folder, 'titled.yaml', tiny('title: "a\u202eb\\tc"\n')),
      '--json',
    );
    expect(stdout).not.toMatch(DRIVES);
    expect(JSON.parse(stdout).scenario.title).toBe('a\u202eb\tc');
  });
});

describe('where a fault was written', () => {
  it('is told of an outcome that there is not', async () => {
    const path = put(folder, 'sub/outcome.yaml', tiny('compare: { interval: t, outcome: ordrs }\n'));
    expect((await waterbed(folder, 'compare', path)).stderr).toContain(
      `${path}:11:34: compare.outcome: no such outcome, got "ordrs"`,
    );
    put(folder, 'above.yaml', `extends: ${path}\nseeds: 3\n`);
    expect((await waterbed(folder, 'check', 'above.yaml')).stderr).toContain(`${path}:11:34: compare.outcome`);
  });

  it('is told of an outcome of the command line', async () => {
    const path = put(folder, 'sound.yaml', tiny());
    expect((await waterbed(folder, 'compare', path, '--outcome', 'ordrs')).stderr).toMatch(
      /^--outcome ordrs: compare\.outcome: /,
    );
    expect((await waterbed(folder, 'check', path, '--set', 'compare.outcome=ordrs')).stderr).toMatch(
      /^--set compare\.outcome=ordrs: compare\.outcome: /,
    );
  });

  it('is told of arms with which nothing can be compared', async () => {
    const path = put(folder, 'alone.yaml', tiny().replace(/^ {2}pressure:.*\n/m, ''));
    expect(await waterbed(folder, 'compare', path)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${path}:9:3: arms: baseline is the only arm`),
    });
  });
});

describe.runIf(existsSync('/dev/full'))('a full disk behind standard output', () => {
  /** Exit code and stderr of a command line, run by a shell. */
  async function inShell(line: string): Promise<{ code: number | null; stderr: string }> {
    const child = spawn(
      'sh',
      ['-c', line.replace('waterbed', `"${process.execPath}" "${join(ROOT, 'bin/waterbed.js')}"`)],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
  }

  it.each(['list outcomes', 'list outcomes --json', 'schema', '--help', 'check sound.yaml', 'completion bash'])(
    'is told in one line for %s, exit code 2',
    async (args) => {
      put(folder, 'sound.yaml', tiny());
      const { code, stderr } = await inShell(`waterbed ${args} > /dev/full`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^standard output: cannot be written \(.*\)\n$/);
    },
  );

  it('behind stderr too changes no exit code', async () => {
    put(folder, 'sound.yaml', tiny());
    expect(await inShell('waterbed check sound.yaml 2> /dev/full')).toMatchObject({ code: 0 });
    expect(await inShell('waterbed check nowhere.yaml 2> /dev/full')).toMatchObject({ code: 2 });
    expect(await inShell('waterbed check sound.yaml > /dev/full 2> /dev/full')).toMatchObject({ code: 2 });
  });
});

it('as much money a day as is allowed, where nobody lives, is a run that ends', async () => {
  const arms =
    'arms: { baseline: {}, rich: { policies: [ { kind: prevention, eur_per_day: 10000000, start_day: 1, where: control } ] } }\n';
  const lonely = tiny()
    .replace(/^city:.*$/m, 'city: { grid: { columns: 5, rows: 3, cell_km: 100, population: 1 } }')
    .replace(/^arms:[\s\S]*/m, arms);
  expect(
    await waterbed(folder, 'run', put(folder, 'lonely.yaml', lonely), '--seeds', '1', '--charts', 'none'),
  ).toMatchObject({ code: 0 });
});

it('a scenario of tens of megabytes is refused as too large', async () => {
  put(folder, 'huge.yaml', `${tiny()}description: ${'x'.repeat(60_000_000)}\n`);
  const { code, stderr } = await start(folder, ['check', 'huge.yaml'], {
    env: { NODE_OPTIONS: '--max-old-space-size=300' },
  });
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('the file is too large') });
});
