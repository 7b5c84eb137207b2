// Runs `waterbed-sim compare` on a scenario of the repository and reads what it wrote. Knows no test.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../../src/experiment/comparison.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The parsed comparison.json of `scenarios/<name>.yaml` with these fields set. The build must be there. */
export function compared(name: string, sets: readonly string[]): Pick<Comparison, 'arms'> {
  const folder = mkdtempSync(join(tmpdir(), 'waterbed-'));
  try {
    execFileSync(
      process.execPath,
      [
        join(ROOT, 'bin/waterbed.js'),
        'compare',
        join(ROOT, `scenarios/${name}.yaml`),
        ...sets.flatMap((set) => ['--set', set]),
        '--out',
        join(folder, 'out'),
        '--charts',
        'none',
        '--quiet',
      ],
      { stdio: 'pipe' },
    );
    return JSON.parse(readFileSync(join(folder, 'out/comparison.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
