// What `npm pack` makes, installed in an empty folder as a stranger would, without a compiler.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, ROOT, readJson, tiny } from '../cli/waterbed.ts';

const folder = freshFolder();
/** No compiler is found by these names, so that a package that wants one fails to install. */
const env = {
  ...process.env,
  CC: '/nonexistent',
  CXX: '/nonexistent',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe('the package', () => {
  it('installs in an empty folder and draws charts there, with its documentation', () => {
    // The build is there already; packing must not write to it while other tests run it.
    npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', folder);
    const [tarball] = readdirSync(folder);
    put(folder, 'user/tiny.yaml', tiny());
    put(folder, 'user/package.json', '{ "private": true }');
    const user = join(folder, 'user');
    npm(user, 'install', '--prefer-offline', join(folder, tarball!));
    const installed = join(user, 'node_modules/waterbed-sim');
    for (const file of ['docs/model.md', 'README.md', 'CHANGELOG.md', 'LICENSE', 'scenarios/quickstart.yaml'])
      expect(existsSync(join(installed, file))).toBe(true);

    execFileSync('npx', ['--no-install', 'waterbed-sim', 'run', 'tiny.yaml', '-q'], { cwd: user, env });
    const charts = readdirSync(join(user, 'output/tiny/charts'));
    expect(charts.length).toBeGreaterThanOrEqual(10);
    for (const chart of charts) expect(statSync(join(user, 'output/tiny/charts', chart)).size).toBeGreaterThan(1000);
    const { complete } = readJson(user, 'output/tiny/results.json');
    expect(complete).toBe(true);
  });
});
