// `sweep --on parallel`: runs what is missing of a sweep over hosts with GNU parallel.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parallelLine, parallelWords, SECONDS_EACH } from '../../experiment/cluster/parallel.ts';
import { shardsOf, type Work } from '../../experiment/cluster/shards.ts';
import { say, UserError, write } from '../terminal.ts';
import { outputOf, WATERBED } from './run-program.ts';

export interface HostOptions {
  /** Parts at most. */
  shards?: number;
  /** A file with a host on each line; this one alone if not given. */
  hosts?: string;
  /** Parts on a host at the same time; as many as it has processors if not given. */
  jobs?: number;
  retryFailed?: true;
  dryRun?: true;
}

/** Parts at most: each is a line for GNU parallel and a start of Node. */
const MOST = 10_000;

/** Ends when all parts have ended; whether each ended well. */
export async function onHosts(
  out: string,
  work: Work,
  { shards: wanted, hosts, jobs, retryFailed, dryRun }: HostOptions,
): Promise<boolean> {
  const shards = shardsOf(work.tasks, wanted ?? work.seconds / SECONDS_EACH, MOST);
  const over = {
    folder: resolve(out),
    hosts: hosts === undefined ? null : resolve(hosts),
    jobs: jobs ?? null,
    retryFailed: retryFailed === true,
    waterbed: WATERBED,
  };
  if (dryRun) {
    say(parallelLine(over, shards));
    return true;
  }
  if (!outputOf('parallel', ['--version']).startsWith('GNU parallel'))
    throw new UserError('parallel: is another program of that name; install GNU parallel');
  const [program, ...words] = parallelWords(over, shards);
  const child = spawn(program!, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(Array.from({ length: shards }, (_, k) => `${k + 1}\n`).join(''));
  for (const [from, to] of [
    [child.stdout, process.stderr],
    [child.stderr, process.stderr],
  ] as const)
    from.setEncoding('utf8').on('data', (text: string) => write(to, text));
  return new Promise((end, fail) => {
    child.on('error', fail);
    child.on('close', (code) => end(code === 0));
  });
}
