// A sweep on a real Slurm of two nodes and over hosts with GNU parallel: the same table as here, whatever is killed on the
// way. `.ci/slurm start` starts them; where it did not, and outside of CI, these tests are left out.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, put, ROOT, readJson, start } from '../cli/waterbed.ts';

const CONFIG = process.env.SLURM_CONF ?? '/run/waterbed-slurm/slurm.conf';
const env = { SLURM_CONF: CONFIG };
const NODES = ['town1', 'town2'];

/** 200 runs, in 40 runs of the engine. */
const SWEEP = `version: 2
seeds: 20
time: { burn_in_days: 3, pre_days: 5, post_days: 10 }
city: { grid: { columns: 2, rows: 2, population: 4000 } }
customers: { count: 60 }
sites: { count: 2 }
platforms: [ { archetype: three-line-hands-on, count: 1 } ]
arms:
  baseline: {}
  pressure: { policies: [ { kind: site-operations, start_day: 10, hours_per_day: 20 } ] }
sweep:
  factors:
    hours: { path: arms.pressure.policies.0.hours_per_day, from: 0, to: 18, steps: 10 }
  outcomes: [orders, share_delivery]
`;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(look: () => T | undefined, everyMs = 10): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await pause(everyMs);
  }
}

const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, ...env } });

const table = (out: string): Buffer => readFileSync(join(out, 'runs.parquet'));
const segments = (out: string): string[] => {
  const folder = join(out, 'segments');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const rows = (out: string): number =>
  segments(out).reduce((n, name) => n + readFileSync(join(out, 'segments', name), 'utf8').split('\n').length - 1, 0);
/** Processes that have written a row; each writes a segment of its own, which is named after it. */
const writers = (out: string): number[] => segments(out).map((name) => Number(/-(\d+)-[^-]+$/.exec(name)![1]));

/** What a process was started with; undefined if it has ended. */
const variable = (pid: number, name: string): string | undefined => {
  try {
    const all = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return all.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  } catch {
    return undefined;
  }
};
const numbersIn = (path: string): string[] => {
  const stat = readFileSync(path, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
const parentOf = (pid: number): number => Number(numbersIn(`/proc/${pid}/stat`)[1]);
const kill = (...pids: number[]): void => {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It has ended.
      expect((error as NodeJS.ErrnoException).code).toBe('ESRCH');
    }
};

let here: Buffer;
let folder: string;
const sweep = (out: string, ...words: string[]) =>
  start(folder, ['sweep', 'sweep.yaml', '--out', out, ...words], { env });

beforeAll(async () => {
  folder = freshFolder();
  put(folder, 'sweep.yaml', SWEEP);
  expect((await sweep('here', '--quiet')).code).toBe(0);
  expect((await start(folder, ['collect', 'here'])).code).toBe(0);
  here = table(join(folder, 'here'));
  expect(rows(join(folder, 'here'))).toBe(200);
});

const isLeftOut = !process.env.CI && !existsSync(CONFIG);

describe.skipIf(isLeftOut)('on Slurm (.ci/slurm start)', () => {
  /** Submits a sweep; its folder and the ids of its jobs. */
  async function submit(name: string, ...words: string[]) {
    const { code, stdout, stderr } = await sweep(name, '--on', 'slurm', '--json', ...words);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { submitted } = JSON.parse(stdout) as { submitted: { shards: number; array: string; collect: string } };
    return { out: join(folder, name), ...submitted };
  }
  const jobs = (out: string): string[] =>
    run('squeue', '--noheader', '--format', '%i %Z')
      .split('\n')
      .filter((line) => line.endsWith(` ${out}`));
  const idle = (out: string) => until(() => (jobs(out).length === 0 ? true : undefined), 300);
  const logs = (out: string): string[] =>
    readdirSync(join(out, 'cluster/logs')).map((name) => readFileSync(join(out, 'cluster/logs', name), 'utf8'));
  const waves = (out: string): string[] => readdirSync(join(out, 'cluster')).filter((name) => name.endsWith('.json'));

  it('leaves the same table, collected by a job after all others', async () => {
    const { out, shards } = await submit('clean', '--shards', '4');
    expect(shards).toBe(4);
    const { stdout } = await sweep('clean', '--on', 'slurm');
    expect(stdout).toMatch(/Slurm: \d tasks? at work, \d waiting; a job collects after them/);
    await idle(out);
    expect(table(out).equals(here)).toBe(true);
    expect(waves(out)).toEqual(['wave-1.json']);
    expect((await sweep('clean', '--on', 'slurm')).stdout).toContain('200 of 200 runs done, 0 missing, 0 failed');
  });

  it('leaves the same table when a run of a part is killed and tried again, and a task is killed and submitted again', async () => {
    const { out, array, shards } = await submit('task-killed', '--shards', '3');
    const first = await until(() => writers(out)[0]);
    kill(first);
    const killed = await until(() => writers(out).find((pid) => pid !== first));
    expect(variable(killed, 'SLURM_ARRAY_JOB_ID')).toBe(array);
    kill(parentOf(killed), killed);
    await idle(out);
    expect(logs(out).join('')).toContain('attempt 1 ended with 137');
    expect(table(out).equals(here)).toBe(true);
    expect(waves(out)).toEqual(['wave-1.json', 'wave-2.json']);
    expect(readJson(out, 'cluster/wave-2.json').shards).toBeLessThan(shards);
  });

  it('leaves the same table when a node dies, and its task goes to another', async () => {
    const { out } = await submit('node-killed', '--shards', '4');
    const writer = await until(() => writers(out)[0]);
    const node = variable(writer, 'SLURMD_NODENAME')!;
    expect(NODES).toContain(node);
    const inTask = readdirSync('/proc')
      .map(Number)
      .filter((pid) => variable(pid, 'SLURMD_NODENAME') === node);
    const script = inTask.find((pid) => !inTask.includes(parentOf(pid)))!;
    const daemon = Number(readFileSync(join(dirname(CONFIG), `${node}.pid`), 'utf8'));
    // The daemon of the node, that of the task, which has another environment, and all processes of the task.
    kill(daemon, parentOf(script), ...inTask);
    expect(rows(out)).toBeLessThan(200);
    run('scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=killed');
    run(join(ROOT, '.ci/slurm'), 'node', node);
    await idle(out);
    expect(logs(out).filter((log) => log.includes('done before'))).toHaveLength(1);
    expect(table(out).equals(here)).toBe(true);
    expect(waves(out)).toEqual(['wave-1.json']);
  });

  it('leaves the same table when it is cancelled and submitted again', async () => {
    const { out, array, collect, shards } = await submit('cancelled', '--shards', '4');
    await until(() => writers(out)[0]);
    run('scancel', array, collect);
    await idle(out);
    expect(existsSync(join(out, 'runs.parquet'))).toBe(false);
    expect(rows(out)).toBeLessThan(200);
    const again = await submit('cancelled', '--shards', '4');
    expect(again.shards).toBeLessThan(shards);
    await idle(out);
    expect(table(out).equals(here)).toBe(true);
  });
});

describe.skipIf(isLeftOut)('over hosts with GNU parallel (.ci/slurm start)', () => {
  it('leaves the same table on this host and one that is reached by ssh, when a part is killed and tried again', async () => {
    put(folder, 'hosts', `1/:\n1/ssh -F ${join(dirname(CONFIG), 'ssh_config')} town3\n`);
    const out = join(folder, 'hosts-killed');
    const ended = sweep('hosts-killed', '--on', 'parallel', '--hosts', 'hosts', '--shards', '4');
    const killed = await until(() => writers(out)[0]);
    kill(killed);
    expect(rows(out)).toBeLessThan(200);
    const { code, stdout } = await ended;
    expect(stdout).toContain('200 of 200 runs done, 0 missing, 0 failed');
    expect(code).toBe(0);
    expect(table(out).equals(here)).toBe(true);
    // Both hosts, and the part that was killed once more.
    expect(writers(out)).toHaveLength(5);
  });
});
