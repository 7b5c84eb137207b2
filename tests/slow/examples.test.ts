// The examples with which help of `run` and `compare` ends, as they are written, charts and all.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshFolder, ROOT, waterbed } from '../cli/waterbed.ts';

const folder = freshFolder();
symlinkSync(join(ROOT, 'scenarios'), join(folder, 'scenarios'));

it.each(['run', 'compare'])('the example of %s works', async (command) => {
  const { stdout } = await waterbed(folder, command, '--help');
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  const args = line.match(/^ {2}\$ waterbed-sim (.*)$/)?.[1]?.split(' ') ?? [];
  expect(args[0]).toBe(command);
  expect(await waterbed(folder, ...args)).toMatchObject({ code: 0 });
});
