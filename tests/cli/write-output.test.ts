// The folder of results: in its place whole or not at all, and never over what is not ours.
import fs, {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../src/cli/exchange.ts';
import { UserError } from '../../src/cli/terminal.ts';
import { checkFolder, claimFolder, writeFolder } from '../../src/cli/write-output.ts';
import { faultsOf } from '../support/whole-folder.ts';
import { digests, freshFolder } from './waterbed.ts';

const manifest = JSON.stringify({ waterbed: '0.1.0', files: ['results.json', 'charts/a.png'] });
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

describe('what a run left that was killed', () => {
  const left = () => readdirSync(parent).filter((name) => name !== 'results');
  const claim = (force = true) => claimFolder(out, force)();

  it('is cleared, once the user’s own files are in the folder', () => {
    writeFolder(out, files('new'), false);
    writeFolder(join(parent, '.results.old-0a1b2c3d'), files('old'), false);
    writeFileSync(join(parent, '.results.old-0a1b2c3d/thesis.txt'), 'mine');
    mkdirSync(join(parent, '.results.new-00000001'));
    writeFileSync(join(parent, '.results.new-00000001/half.json'), '{');
    claim();
    expect(left()).toEqual([]);
    expect(textOf(out)).toBe('new');
    expect(faultsOf(out, ['thesis.txt'])).toEqual([]);
  });

  it('goes back to its place if that is empty', () => {
    writeFolder(join(parent, '.results.old-0a1b2c3d'), files('old'), false);
    expect(() => claim(false)).toThrow('is there already');
    expect(left()).toEqual([]);
    expect(textOf(out)).toBe('old');
  });

  it('is cleared by a run that is refused too', () => {
    writeFolder(out, files('new'), false);
    writeFolder(join(parent, '.results.old-0a1b2c3d'), files('old'), false);
    writeFileSync(join(parent, '.results.new-00000001'), 'a lock moved aside');
    expect(() => claim(false)).toThrow('is there already');
    expect(left()).toEqual([]);
  });

  it('is left alone where it belongs to another folder', () => {
    for (const name of ['.results-2.old-0a1b2c3d', '.results.older-0a', '.results.old-2024'])
      mkdirSync(join(parent, name));
    claim();
    expect(left()).toHaveLength(3);
  });

  it('is a lock that a dead process holds no longer, and a living one does', () => {
    const free = claimFolder(out, false);
    const lock = readFileSync(join(parent, '.results.lock'), 'utf8');
    expect(() => claimFolder(out, false)).toThrow(`process ${process.pid} is writing there`);
    free();
    for (const stale of ['', lock.replace(/"pid":\d+/, '"pid":4194999'), lock.replace(/"began":"/, '"began":"1')]) {
      writeFileSync(join(parent, '.results.lock'), stale);
      utimesSync(join(parent, '.results.lock'), 0, 0);
      claim();
      expect(left()).toEqual([]);
    }
    writeFileSync(join(parent, '.results.lock'), lock.replace(/"host":"/, '"host":"another-'));
    expect(claim).toThrow('on another-');
    writeFileSync(join(parent, '.results.lock'), '');
    expect(claim).toThrow('has just begun');
  });
});

it('a dead lock that another process takes over first stays that one’s', () => {
  const path = join(parent, '.results.lock');
  const free = claimFolder(out, false);
  const living = readFileSync(path, 'utf8');
  free();
  writeFileSync(path, living.replace(/"began":"/, '"began":"1'));
  const { renameSync } = fs;
  const patch = (rename: typeof renameSync) => {
    fs.renameSync = rename;
    syncBuiltinESMExports();
  };
  patch((from, to) => {
    patch(renameSync);
    writeFileSync(path, living);
    renameSync(from, to);
  });
  expect(() => claimFolder(out, false)).toThrow('has just begun');
  expect(readFileSync(path, 'utf8')).toBe(living);
  expect(readdirSync(parent)).toEqual(['.results.lock']);
});

it('a folder is claimed with the folders above it, which go again if nothing is written', () => {
  claimFolder(join(parent, 'a/b/results'), false)();
  expect(readdirSync(parent)).toEqual([]);
});

it('two folders change places in one step, or nothing is done', () => {
  mkdirSync(join(parent, 'one'));
  mkdirSync(out);
  writeFileSync(join(parent, 'one/file'), 'x');
  const isDone = exchange(join(parent, 'one'), out);
  expect([readdirSync(join(parent, 'one')).length, readdirSync(out).length]).toEqual(isDone ? [0, 1] : [1, 0]);
});

it.each([true, false])('links and empty folders of the user stay too, with Perl: %s', (hasPerl) => {
  writeFolder(out, files('old'), false);
  symlinkSync('nowhere', join(out, 'link'));
  mkdirSync(join(out, 'charts/mine'));
  const { PATH } = process.env;
  if (!hasPerl) process.env.PATH = '/nowhere';
  try {
    writeFolder(out, files('new'), true);
  } finally {
    process.env.PATH = PATH;
  }
  expect(textOf(out)).toBe('new');
  expect(readlinkSync(join(out, 'link'))).toBe('nowhere');
  expect(readdirSync(join(out, 'charts/mine'))).toEqual([]);
  expect(readdirSync(parent)).toEqual(['results']);
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
