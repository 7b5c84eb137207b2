// `waterbed run`: from a scenario to a folder of results, whole or not at all.
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { collect } from '../../experiment/collect.ts';
import { daysOfJob, plan } from '../../experiment/plan.ts';
import { runPool } from '../../experiment/pool.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { load } from '../load.ts';
import { clock, createProgress } from '../progress.ts';
import { EXIT, paint, say, sayJson, tell } from '../terminal.ts';
import { abandon, checkFolder, writeFolder } from '../write-output.ts';

export interface RunOptions {
  out?: string;
  force?: true;
  seeds?: number;
  jobs?: number;
  set: string[];
  quiet?: true;
  json?: true;
}

export async function run(path: string, options: RunOptions): Promise<void> {
  const startedAt = new Date();
  const { scenario, city } = load(path, [...options.set, ...(options.seeds ? [`seeds=${options.seeds}`] : [])]);
  const out = options.out ?? `output/${scenario.name}`;
  const force = options.force ?? false;
  checkFolder(out, force);

  const jobs = plan(scenario);
  const quiet = options.quiet ?? false;
  const progress = createProgress({ nJobs: jobs.length, daysPerJob: daysOfJob(scenario), quiet });
  const interrupt = listenForInterrupt(
    () => progress.note('Stopping: replicates that are finished are written; Ctrl-C once more leaves at once.'),
    abandon,
  );
  const nWorkers = Math.min(options.jobs ?? availableParallelism(), jobs.length);
  const outcomes = await runPool(scenario, city, jobs, { nWorkers, signal: interrupt.signal, ...progress });
  const simulatedAt = new Date();

  if (!outcomes.some((outcome) => outcome && 'records' in outcome)) {
    progress.end();
    interrupt.release();
    tell(interrupt.signal.aborted ? 'No replicate was finished; nothing is written.' : 'All replicates failed; nothing is written.');
    process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : EXIT.failed;
    return;
  }

  progress.stage('drawing charts and writing files');
  const results = collect(scenario, city, jobs, outcomes);
  const { files } = await import('../../report/files.ts');
  // A turn of the event loop, so that Ctrl-C is heard before all that follows in one go.
  await new Promise(setImmediate);
}
