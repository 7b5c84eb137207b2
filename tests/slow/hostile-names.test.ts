// Names that would drive a terminal, wherever they may stand; effort beyond measure and a file far too large.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOSTILE, shown } from '../cli/hostile.ts';
import { freshFolder, put, start, tiny, waterbed } from '../cli/waterbed.ts';

const folder = freshFolder();

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
    expect(await shown(folder, 'check', yaml(text))).toMatchObject({ code: 2 });
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
    expect(await shown(folder, ...args)).toMatchObject({ code: 2 });
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
    expect(await shown(folder, 'check', 'zoned.yaml')).toMatchObject({ code: 2 });
  });

  it('in a folder of results', async () => {
    const { code, text } = await shown(
      folder,
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
