// Parts of a sweep, scripts for Slurm and command lines for GNU parallel, as text.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OverHosts, parallelLine } from '../../src/experiment/cluster/parallel.ts';
import { shardsOf } from '../../src/experiment/cluster/shards.ts';
import { commandOf, quoted } from '../../src/experiment/cluster/shell.ts';
import { arrayScript, collectScript, jobsIn, mostTasksIn, type Wave } from '../../src/experiment/cluster/slurm.ts';

const bash = (script: string, ...words: string[]): string =>
  execFileSync('bash', words, { input: script, encoding: 'utf8' });

describe('parts of what is missing', () => {
  it('are as many as wanted, but no more than there are tasks or the scheduler takes, and one at least', () => {
    expect(shardsOf(1000, 12.2, 500)).toBe(13);
    expect(shardsOf(5, 12.2, 500)).toBe(5);
    expect(shardsOf(1000, 700, 500)).toBe(500);
    expect(shardsOf(1000, 0.001, 500)).toBe(1);
  });

  it('are even when whole parts of an earlier cut are missing', () => {
    const part = fc.integer({ min: 2, max: 40 });
    fc.assert(
      fc.property(part, part, fc.nat(), (earlier, wanted, lost) => {
        const n = shardsOf(10_000, wanted, 1000, [earlier]);
        const counts = Array.from({ length: n }, () => 0);
        for (let place = lost % earlier; place < 8000; place += earlier) counts[place % n]!++;
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('words for a shell', () => {
  it('come out of it as they went in', () => {
    const word = fc.string({ unit: 'binary-ascii', minLength: 1 }).filter((text) => !/[\0\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        expect(bash(`printf '%s\\n' ${commandOf(words)}`)).toBe(`${words.join('\n')}\n`);
      }),
      { numRuns: 30 },
    );
    expect(quoted('--array=1-7%2')).toBe('--array=1-7%2');
  });
});

const wave: Wave = {
  name: 'hours & news',
  shards: 7,
  secondsEach: 900,
  atOnce: 3,
  wavesLeft: 2,
  options: ['--partition=short', '--comment=of two "words"'],
  retryFailed: false,
  waterbed: ['/opt/my node', 'waterbed.js'],
};

describe('the script of an array job', () => {
  it('asks for as many tasks as there are parts, four times the time expected and what the user adds', () => {
    const lines = arrayScript(wave).split('\n');
    expect(lines[0]).toBe('#!/bin/bash');
    expect(lines).toContain('#SBATCH --job-name=waterbed-hours-news');
    expect(lines).toContain('#SBATCH --array=1-7%3');
    expect(lines).toContain('#SBATCH --time=60');
    expect(lines).toContain('#SBATCH --partition=short');
    expect(lines).toContain('#SBATCH "--comment=of two \\"words\\""');
    expect(arrayScript({ ...wave, atOnce: null, secondsEach: 3600 })).toMatch(/--array=1-7\n[\s\S]*--time=240\n/);
  });

  /** Runs it with a program in place of waterbed-sim that ends with one status after another. */
  function ran(statuses: number[], more: Partial<Wave> = {}) {
    const program = `set -- ${statuses.join(' ')}; shift $(cat n); echo $(($(cat n) + 1)) > n; echo "$WORDS"; exit $1`;
    const script = arrayScript({ ...wave, ...more, waterbed: ['tried'] });
    const around = `cd "$(mktemp -d)" && echo 0 > n; tried() { WORDS="$*" bash -c ${quoted(program)}; }
export SLURM_ARRAY_TASK_ID=4; (${script}\n); echo "status $?"`;
    return bash(around).trim().split('\n');
  }

  it.each([0, 1, 2, 130])('takes status %i of a part for its end', (status) => {
    expect(ran([status])).toEqual(['shard . --shard 4/7 --jobs 1', `status ${status}`]);
  });

  it('tries a part that was killed again, three times in all', () => {
    const once = ran([137, 0], { retryFailed: true });
    const words = 'shard . --shard 4/7 --jobs 1 --retry-failed';
    expect(once).toEqual([words, 'attempt 1 ended with 137', words, 'status 0']);
    expect(ran([137, 70, 137, 0]).slice(-2)).toEqual(['attempt 3 ended with 137', 'status 137']);
  });
});

describe('the script of a collecting job', () => {
  it('collects, then submits what is missing with the same options and a wave less', () => {
    const program = `tried() { echo "$#: $*"; }\n${collectScript({ ...wave, waterbed: ['tried'] })}`;
    expect(bash(program).trim().split('\n')).toEqual([
      '2: collect .',
      '10: sweep . --on slurm --waves 2 --at-once 3 --slurm-arg=--partition=short --slurm-arg=--comment=of two "words"',
    ]);
  });
});

describe("Slurm's answers", () => {
  it('give the tasks that an array may have: one less than its limit on numbers, which begin with 0', () => {
    expect(mostTasksIn('MaxArrayTasks = 3\nMaxArraySize            = 4001\nMaxJobCount = 10000\n')).toBe(4000);
    expect(mostTasksIn('')).toBe(1000);
  });

  it('are read for the jobs of one folder, but for the one that asks', () => {
    const lines = [
      'R 8_1 waterbed-news /data/my sweep',
      'CG 8_2 waterbed-news /data/my sweep',
      'PD 8_3 waterbed-news /data/my sweep',
      'R 9_1 waterbed-news /data/my sweep 2',
      'R 10 interactive /data/my sweep',
      'PD 11 waterbed-news-collect /data/my sweep',
    ].join('\n');
    expect(jobsIn(lines, '/data/my sweep', undefined)).toEqual({ running: 2, waiting: 1, collects: true });
    expect(jobsIn(lines, '/data/my sweep', '11').collects).toBe(false);
    expect(jobsIn('', '/work', undefined)).toEqual({ running: 0, waiting: 0, collects: false });
  });
});

describe('the command line for GNU parallel', () => {
  const over: OverHosts = {
    folder: '/data/my sweep',
    hosts: null,
    jobs: null,
    retryFailed: false,
    waterbed: ['/opt/my node', 'w.js'],
  };

  it('names parts, hosts and folder, and survives a shell', () => {
    const words = (line: string) => bash(`parallel() { cat; printf '<%s>\\n' "$@"; }\n${line}`).trim().split('\n');
    const shard = "'/opt/my node' w.js shard . --shard {}/2 --jobs 1";
    const always = ['<--workdir>', '</data/my sweep>', '<--retries>', '<3>', '<--line-buffer>'];
    expect(words(parallelLine(over, 2))).toEqual(['1', '2', ...always, `<${shard}>`]);
    expect(words(parallelLine({ ...over, hosts: '/etc/my hosts', jobs: 4, retryFailed: true }, 2))).toEqual([
      ...['1', '2', '<--sshloginfile>', '</etc/my hosts>', '<--jobs>', '<4>'],
      ...always,
      `<${shard} --retry-failed>`,
    ]);
  });
});
