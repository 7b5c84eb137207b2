// Inputs without an end, or far too large: refused at the limit, and with little memory.
import { execFileSync, spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, start, tiny } from '../cli/waterbed.ts';

const folder = freshFolder();

/** Peak memory goes to stderr as the process ends. */
const TELL_MEMORY = 'process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+" kB\\n"))';

async function refused(...args: string[]): Promise<string> {
  const { code, stderr } = await start(folder, args, {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_MEMORY)}` },
  });
  expect({ code, stderr }).toMatchObject({ code: 2 });
  const peakKb = Number(/peak (\d+) kB/.exec(stderr)?.[1]);
  expect(peakKb).toBeGreaterThan(10_000);
  expect(peakKb).toBeLessThan(500_000);
  return stderr;
}

const withZones = (key: string, file: string): string =>
  put(folder, `${file}.yaml`, tiny().replace(/^city: .*$/m, `city: { ${key}: ${file} }`));

/** Runs `act` while a named pipe is fed without end by `source`. */
async function withPipe(name: string, source: string, act: () => Promise<void>): Promise<void> {
  execFileSync('sh', ['-c', `mkfifo ${name}`], { cwd: folder });
  const feeder = spawn('sh', ['-c', `${source} > ${name}`], { cwd: folder, stdio: 'ignore' });
  await act().finally(() => feeder.kill());
}

describe('an input without an end', () => {
  it('is refused as a scenario', async () => {
    await withPipe('endless', 'cat /dev/zero', async () => {
      expect(await refused('check', 'endless')).toContain('endless: cannot be read (larger than 64 MB)');
    });
  });

  it.each(['zones', 'geojson'])('is refused as %s', async (key) => {
    await withPipe(`endless.${key}`, 'yes 1,2,3', async () => {
      expect(await refused('check', withZones(key, `endless.${key}`))).toContain('larger than 64 MB');
    });
  });

  it('is refused as counts', async () => {
    await withPipe('endless.csv', 'yes area,target,1,2', async () => {
      expect(await refused('measure', 'wdd', '--counts', 'endless.csv')).toContain('larger than 64 MB');
    });
  });
});

describe('an input far too large', () => {
  it('is refused at once, however little it takes on disk', async () => {
    writeFileSync(join(folder, 'sparse.csv'), '');
    truncateSync(join(folder, 'sparse.csv'), 20_000_000_000);
    expect(await refused('check', withZones('zones', 'sparse.csv'))).toContain('larger than 64 MB');
    expect(await refused('check', '/dev/zero')).toContain('/dev/zero: cannot be read (not a file)');
  });

  it.each([
    ['rows', 'code,lat_deg,lon_deg,population\n', 'a1,48.5,2.5,100\n', 'too many zones'],
    ['commas', 'code,lat_deg,lon_deg,population\n', ',', 'no zones'],
    ['quotes', 'code,lat_deg,lon_deg,population\n', '""', 'wrong number of fields'],
    ['columns', '', 'code;', 'column named twice'],
  ])('is refused below the limit too: %s', async (name, head, part, what) => {
    const file = put(folder, `${name}.csv`, head + part.repeat(Math.floor(30e6 / part.length)));
    expect(await refused('check', withZones('zones', file))).toContain(what);
  });

  it('has at most 100,000 areas in a file of counts', async () => {
    const row = 'a,target,1,2\n';
    const file = put(folder, 'counts.csv', `area,role,before,after\n${row.repeat(2_000_000)}`);
    expect(await refused('measure', 'wdd', '--counts', file)).toContain('too many areas; expected at most 100000');
  });
});
