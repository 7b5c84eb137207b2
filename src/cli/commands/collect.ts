// `waterbed-sim collect`: makes one table of all runs of a sweep, and says which are missing.
import { join } from 'node:path';
import { type Collected, RUNS } from '../../experiment/store/runs.ts';
import { grouped } from '../../numbers.ts';
import { fileList } from '../../report/text.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';
import { finish } from '../sweep/finish.ts';
import { describedIn } from '../sweep/folder.ts';
import { counted, paint, say, sayJson, warn } from '../terminal.ts';

export interface CollectOptions {
  charts?: (typeof CHART_KINDS)[number];
  json?: boolean;
}

export async function collect(folder: string, { json = false, charts }: CollectOptions): Promise<void> {
  const sweep = describedIn(folder);
  const runs = sweep.points * sweep.replicates.length;
  const { collected: found, files } = await finish(folder, sweep, charts);
  const missing = Math.max(0, runs - found.done - found.failed);
  if (json) {
    const { failures, ...counts } = found;
    return sayJson({ name: sweep.name, runs, ...counts, missing, failures, table: join(folder, RUNS), files });
  }
  say(textOf(sweep.name, runs, missing, found));
  say(`\n${fileList(folder, files, paint)}`);
  if (found.unequal > 0) warn([unequalText(found.unequal)], {});
}

function textOf(name: string, runs: number, missing: number, { done, failed, failures }: Collected): string {
  const lines = [
    `${paint('bold', name)}: ${grouped(done, 0)} of ${counted(runs, 'run')} done, ${grouped(missing, 0)} missing, ${grouped(failed, 0)} failed`,
    ...failures.map(({ seed, error }) => `  failed, seed ${seed}: ${error}`),
    ...(failed > failures.length ? [`  and ${grouped(failed - failures.length, 0)} more`] : []),
  ];
  return lines.join('\n');
}

const unequalText = (unequal: number): string =>
  `${counted(unequal, 'run')} left different rows at different times, and one of each is in the table: other versions of Node or changed files. waterbed-sim verify says which are right here.`;
