// The command line with names that would drive a terminal, faults at their places and disks that are full.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRIVES, HOSTILE, shown } from './hostile.ts';
import { freshFolder, put, ROOT, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
describe('nothing drives the terminal', () => {
  it('in a file that is not there, an option that is not, and a scenario with a title and a key of that kind', async () => {
    const faulty = put(folder, 'hostile.yaml', tiny('title: "\\e[31mred\\u202e"\n"\\e]0;pwned\\x07": 1\n'));
    for (const args of [
      ['check', `${HOSTILE}.yaml`],
      ['run', `--${HOSTILE}`],
      ['check', faulty],
    ])
      expect(await shown(folder, ...args)).toMatchObject({ code: 2 });
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
