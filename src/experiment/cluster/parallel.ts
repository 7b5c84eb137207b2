// GNU parallel's command line for a sweep: parts of what is missing, over hosts that see the same folder.
import { commandOf } from './shell.ts';

/** Of a part; nothing waits in a queue, and short parts keep all hosts busy to the end. */
export const SECONDS_EACH = 60;

const TRIES = 3;

export interface OverHosts {
  /** Of the sweep, as all hosts see it. */
  folder: string;
  /** A file with a host on each line, `:` is this one; null is this one alone. */
  hosts: string | null;
  /** Parts on a host at the same time; null is as many as it has processors. */
  jobs: number | null;
  /** Runs that failed are tried again. */
  retryFailed: boolean;
  /** The words that start waterbed-sim on each host. */
  waterbed: readonly string[];
}

/** The words of the command; it reads numbers of parts, a line each. */
export const parallelWords = ({ folder, hosts, jobs, retryFailed, waterbed }: OverHosts, shards: number): string[] => [
  'parallel',
  ...(hosts === null ? [] : ['--sshloginfile', hosts]),
  ...(jobs === null ? [] : ['--jobs', String(jobs)]),
  ...['--workdir', folder, '--retries', String(TRIES), '--line-buffer'],
  `${commandOf(waterbed)} shard . --shard {}/${shards} --jobs 1${retryFailed ? ' --retry-failed' : ''}`,
];

/** The same, to be pasted into a shell. */
export const parallelLine = (over: OverHosts, shards: number): string =>
  `seq ${shards} | ${commandOf(parallelWords(over, shards))}`;
