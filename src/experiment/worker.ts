// A worker thread: runs the jobs it is sent, one after the other, and hands back its arrays without copying them.
import { parentPort, workerData } from 'node:worker_threads';
import type { City } from '../city/city.ts';
import type { Scenario } from '../scenario/schema.ts';
import { type JobOptions, type JobResult, runJob } from './job.ts';
import type { Job } from './plan.ts';
import type { Message } from './threads.ts';

export interface WorkerData {
  scenario: Scenario;
  city: City;
  options: JobOptions;
}

/** Least time between two reports of progress, ms. */
const SPEAK_EVERY_MS = 100;

const { scenario, city, options } = workerData as WorkerData;
let spokeAt = 0;

parentPort?.on('message', (job: Job) => {
  const outcome = runJob(scenario, city, job, options, (done) => {
    const now = performance.now();
    if (now - spokeAt < SPEAK_EVERY_MS) return;
    spokeAt = now;
    send({ kind: 'progress', done });
  });
  send({ kind: 'answer', answer: outcome }, 'records' in outcome ? buffersOf(outcome.records) : []);
});

const send = (message: Message<JobResult>, transfer: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, transfer);

function buffersOf(records: object[]): ArrayBuffer[] {
  const arrays = records.flatMap((record) => Object.values(record)).filter((value) => ArrayBuffer.isView(value));
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
