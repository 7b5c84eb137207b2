// Keeps finished replicates of a long run in a journal beside its folder, so that only unfinished ones can be lost.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ArmRecord } from '../engine/kernel/record.ts';
import type { JobResult } from '../experiment/job.ts';
import type { Job } from '../experiment/plan.ts';
import type { Scenario } from '../scenario/schema.ts';
import { beside } from './beside.ts';
import { createJournal, openJournal } from './journal.ts';
import { sha256Of } from './sha256.ts';
import { counted, UserError } from './terminal.ts';
import { version } from './version.ts';

/** Shorter runs are not kept, s. WATERBED_JOURNAL_AFTER_S sets another number, for tests. */
const AFTER_S = 60;

export interface KeepOptions {
  out: string;
  scenario: Scenario;
  placebo: boolean;
  /** What the scenario reads, by path. */
  inputs: ReadonlyMap<string, string>;
  /** Continue with the kept replicates. */
  resume: boolean;
  note: (text: string) => void;
}

export interface Keeper {
  /** The outcome of a job from an earlier run, if it is kept and to be used. */
  outcomeOf: (job: Job) => JobResult | undefined;
  /** To be called with each outcome; after a minute, all outcomes are in the journal. */
  keep: (job: Job, outcome: JobResult) => void;
  /** Replicates in the journal. */
  nKept: () => number;
  /** Ends keeping; the journal goes once its replicates are no longer needed. */
  end: (isDone: boolean) => void;
}

/** Throws a {@link UserError} if the kept replicates belong to something else. */
export function keepReplicates({ out, scenario, placebo, inputs, resume, note }: KeepOptions): Keeper {
  const path = beside(resolve(out), 'journal');
  const subject = subjectOf(scenario, placebo, inputs);
  let journal = openJournal(path);
  if (journal && journal.subject !== subject) {
    const others = differing(journal.subject, subject);
    journal.close();
    journal = undefined;
    if (resume)
      throw new UserError(
        `${out}: the replicates kept beside it are of another ${others.join(' and another ')}; without --resume the run starts anew`,
      );
  }
  const kept = counted(journal?.keys().length ?? 0, 'replicate');
  if (resume)
    note(journal ? `Going on after ${kept} of an earlier run` : 'There is nothing to go on with: starting anew');
  else if (journal) {
    note(`Kept beside ${out}: ${kept} of an earlier run; --resume would go on from there`);
    journal.close();
    journal = undefined;
  }

  const waiting = new Map<string, ArmRecord[]>();
  let hasFailed = false;
  const flush = (): void => {
    try {
      if (waiting.size > 0) journal ??= createJournal(path, subject);
      for (const [key, records] of waiting) journal?.append(key, serialize(records));
    } catch (error) {
      if (!hasFailed) note(`Replicates cannot be kept for --resume: ${(error as Error).message}`);
      hasFailed = true;
    }
    waiting.clear();
  };
  let isLong = journal !== undefined;
  const timer = setTimeout(
    () => {
      isLong = true;
      flush();
    },
    Number(process.env.WATERBED_JOURNAL_AFTER_S ?? AFTER_S) * 1000,
  );
  timer.unref();
  return {
    outcomeOf: ({ id, replicate }) => {
      const content = journal?.get(String(replicate));
      return content && { id, records: deserialize(content) as ArmRecord[] };
    },
    keep: ({ replicate }, outcome) => {
      if ('records' in outcome) waiting.set(String(replicate), outcome.records);
      if (isLong) flush();
    },
    nKept: () => journal?.keys().length ?? 0,
    end: (isDone) => {
      clearTimeout(timer);
      journal?.close();
      journal = undefined;
      if (isDone) rmSync(path, { force: true });
    },
  };
}

/** All that a replicate depends on, which does not include the number of replicates. */
function subjectOf(scenario: Scenario, placebo: boolean, inputs: ReadonlyMap<string, string>): string {
  const { seeds: _, ...rest } = scenario;
  const zones = createHash('sha256')
    .update(JSON.stringify([...inputs.values()]))
    .digest('hex');
  return JSON.stringify({
    'version of waterbed': version,
    'version of Node': process.versions.v8,
    scenario: sha256Of(rest),
    'file of zones': zones,
    command: placebo ? 'compare' : 'run',
  });
}

function differing(one: string, two: string): string[] {
  const [others, ours] = [one, two].map((text) => JSON.parse(text) as Record<string, string>);
  return Object.keys(ours!).filter((key) => others![key] !== ours![key]);
}
