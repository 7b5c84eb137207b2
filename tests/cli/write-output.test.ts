// The folder of results: in its place whole or not at all, and never over what is not ours.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/cli/terminal.ts';
import { checkFolder, writeFolder } from '../../src/cli/write-output.ts';
import { digests, freshFolder } from './waterbed.ts';

const manifest = JSON.stringify({ waterbed: '0.1.0' });
const files = (text: string) =>
  new Map<string, string | Uint8Array>([
    ['manifest.json', manifest],
    ['results.json', text],
    ['charts/a.png', new Uint8Array([1, 2])],
  ]);
const textOf = (path: string) => readFileSync(join(path, 'results.json'), 'utf8');

let parent: string;
let out: string;
beforeEach(() => {
  parent = freshFolder();
  out = join(parent, 'results');
});

describe('a folder of results', () => {
  it('is written with its parents, and leaves nothing beside it', () => {
    writeFolder(join(parent, 'a/b/results'), files('new'), false);
    expect(Object.keys(digests(parent))).toEqual(
      ['charts/a.png', 'manifest.json', 'results.json'].map((name) => `a/b/results/${name}`),
    );
  });

  it('is refused when it is there, with or without force what is not ours', () => {
    writeFolder(out, files('old'), false);
    expect(() => writeFolder(out, files('new'), false)).toThrow(UserError);
    expect(textOf(out)).toBe('old');
    expect(readdirSync(parent)).toEqual(['results']);
  });

  it('is replaced whole with force', () => {
    writeFolder(out, new Map([...files('old'), ['stale.txt', 'x']]), false);
    writeFolder(out, files('new'), true);
    expect(Object.keys(digests(out))).toEqual(['charts/a.png', 'manifest.json', 'results.json']);
    expect(textOf(out)).toBe('new');
    expect(readdirSync(parent)).toEqual(['results']);
  });

  it('stays as it was when writing fails', () => {
    writeFolder(out, files('old'), false);
    const impossible = new Map([...files('new'), ['results.json/below-a-file', 'x']]);
    expect(() => writeFolder(out, impossible, true)).toThrow();
    expect(textOf(out)).toBe('old');
    expect(readdirSync(parent)).toEqual(['results']);
  });
});

it('a folder below a file is refused before anything is run', () => {
  writeFileSync(join(parent, 'file'), 'x');
  expect(() => checkFolder(join(parent, 'file/a/b'), false)).toThrow('cannot be written');
});

describe('force never replaces', () => {
  const refused = (path: string, text: string) => expect(() => checkFolder(path, true)).toThrow(text);

  it('a folder that holds no results of ours', () => {
    mkdirSync(out);
    checkFolder(out, true);
    writeFileSync(join(out, 'thesis.txt'), 'x');
    refused(out, 'holds no results of waterbed');
    writeFileSync(join(out, 'manifest.json'), '{ "name": "of something else" }');
    refused(out, 'holds no results of waterbed');
  });

  it('a file or a link', () => {
    writeFileSync(out, 'x');
    refused(out, 'is not a folder');
    mkdirSync(join(parent, 'far'));
    symlinkSync(join(parent, 'far'), join(parent, 'link'));
    refused(join(parent, 'link'), 'is not a folder');
  });

  it('the root, the home folder, the folder it is in, and what holds them', () => {
    refused('/', 'the root of the file system');
    refused(homedir(), 'home folder');
    refused('.', 'the folder you are in');
    refused('..', 'the folder you are in');
  });
});
