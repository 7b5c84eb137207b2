// The lockfile and the package: what an install on another machine would lack.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readJson } from '../cli/waterbed.ts';

interface Locked {
  version: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
const packages = (JSON.parse(text) as { packages: Record<string, Locked> }).packages;

describe('the lockfile', () => {
  it('has every optional dependency that a package names, so that no platform is left out', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
    for (const start of ['node_modules/@napi-rs/canvas-', 'node_modules/@duckdb/node-bindings-'])
      expect(Object.keys(packages).filter((path) => path.startsWith(start))).not.toEqual([]);
  });

  it('names no registry', () => {
    expect(text).not.toContain('"resolved": "http');
  });
});

describe('the package', () => {
  const { dependencies, bin, name } = readJson(ROOT, 'package.json');

  it('has a command of its own name, so that npx offers no stranger’s', () => {
    expect(Object.keys(bin)).toEqual([name]);
  });

  it('depends on exact versions, none of which is a folder', () => {
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
  });
});
