// Keeps finished replicates of a long run in a folder of segments beside its own, so that only unfinished ones can be lost.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ArmRecord } from '../engine/kernel/record.ts';
import type { JobResult } from '../experiment/job.ts';
import type { Job } from '../experiment/plan.ts';
import { openSegment, type Place, rowAt, rowsIn, type Sink } from '../experiment/store/segments.ts';
import type { Scenario } from '../scenario/schema.ts';
import { beside } from './beside.ts';
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
  end: (isDone: boolean) => Promise<void>;
}

/** Throws a {@link UserError} if the kept replicates belong to something else. */
export function keepReplicates({ out, scenario, placebo, inputs, resume, note }: KeepOptions): Keeper {
  const path = beside(resolve(out), 'journal');
  const subject = subjectOf(scenario, placebo, inputs);
  let places = placesIn(path);
  const before = subjectIn(places);
  if (before !== undefined && before !== subject && resume) {
    const others = differing(before, subject);
    throw new UserError(
      `${out}: the replicates kept beside it are of another ${others.join(' and another ')}; without --resume the run starts anew`,
    );
  }
  const mayGoOn = before === subject;
  const kept = counted(Math.max(0, places.size - 1), 'replicate');
  if (resume)
    note(mayGoOn ? `Going on after ${kept} of an earlier run` : 'There is nothing to go on with: starting anew');
  else if (mayGoOn) note(`Kept beside ${out}: ${kept} of an earlier run; --resume would go on from there`);
  const goesOn = resume && mayGoOn;
  if (!goesOn) places = new Map();

  let sink: Sink<Kept> | undefined;
  const nKept = new Set(places.keys());
  nKept.delete(SUBJECT);
  const waiting = new Map<string, ArmRecord[]>();
  let hasFailed = false;
  const flush = (): void => {
    try {
      if (waiting.size > 0 && !sink) {
        if (!goesOn) rmSync(path, { recursive: true, force: true });
        sink = openSegment(path);
        sink.append({ id: SUBJECT, content: subject, sum: sumOf(subject) });
      }
      for (const [id, records] of waiting) {
        const content = serialize(records).toString('base64');
        sink?.append({ id, content, sum: sumOf(content) });
        nKept.add(id);
      }
    } catch (error) {
      if (!hasFailed) note(`Replicates cannot be kept for --resume: ${(error as Error).message}`);
      hasFailed = true;
    }
    waiting.clear();
  };
  let isLong = goesOn;
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
      const content = contentAt(places.get(String(replicate)));
      return content === undefined
        ? undefined
        : { id, records: deserialize(Buffer.from(content, 'base64')) as ArmRecord[] };
    },
    keep: ({ replicate }, outcome) => {
      if ('records' in outcome) waiting.set(String(replicate), outcome.records);
      if (isLong) flush();
    },
    nKept: () => nKept.size,
    end: async (isDone) => {
      clearTimeout(timer);
      try {
        await sink?.close();
      } catch {
        // It was told when it could not be written.
      }
      sink = undefined;
      if (isDone) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A replicate that is kept, or what they belong to. */
interface Kept {
  id: string;
  content: string;
  /** SHA-256 of the content. */
  sum: string;
}

const SUBJECT = 'subject';

const sumOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Of equal ids the last one. */
const placesIn = (path: string): Map<string, Place> => new Map([...rowsIn(path)].map((row) => [row.id, row]));

/** What is at a place, if it is as it was written. */
function contentAt(place: Place | undefined): string | undefined {
  if (!place) return undefined;
  try {
    const { content, sum } = rowAt<Kept>(place);
    return sumOf(content) === sum ? content : undefined;
  } catch {
    return undefined;
  }
}

const subjectIn = (places: ReadonlyMap<string, Place>): string | undefined => contentAt(places.get(SUBJECT));

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
