// GeoJSON that is small as a file and large as values.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, ROOT, tiny } from '../cli/waterbed.ts';

const folder = freshFolder();
const scenario = (name: string, city: string): string =>
  join(folder, put(folder, `${name}.yaml`, tiny().replace(/^city: .*$/m, city)));

describe('GeoJSON below 64 MB that would take gigabytes as values', () => {
  const PEAK = `const { resourceUsage } = process; process.on('exit', () => process._rawDebug('peak ' + resourceUsage().maxRSS))`;
  const position = '[2.345678,48.856789],';
  it.each([
    ['positions', `{"type":"FeatureCollection","features":[{"geometry":{"coordinates":[[${position.repeat(1e6)}`],
    ['brackets', '['.repeat(40e6)],
    ['one long text', `{"type":"FeatureCollection","features":["${'a'.repeat(50e6)}"]}`],
  ])('is refused with what to do, below 500 MB: %s', (name, text) => {
    const file = `${name.replaceAll(' ', '-')}.geojson`;
    put(folder, file, text);
    const path = scenario(name, `city: { geojson: ${file} }`);
    put(folder, 'peak.cjs', PEAK);
    const bin = join(ROOT, 'bin/waterbed.js');
    let stderr = '';
    try {
      execFileSync(process.execPath, ['-r', join(folder, 'peak.cjs'), bin, 'check', path], { stdio: 'pipe' });
    } catch (error) {
      stderr = String((error as { stderr: Buffer }).stderr);
      expect((error as { status: number }).status).toBe(2);
    }
    expect(stderr).toContain(`${file}:1:1: too large; expected at most 24 million characters`);
    expect(stderr).toContain('ogr2ogr -simplify 0.0001');
    expect(Number(stderr.match(/peak (\d+)/)?.[1])).toBeLessThan(500e3);
  });
});
