// What commands share that run studies of shipped scenarios: their grounds, what is told meanwhile, and the page.
import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderPng, renderSvg } from '../charts/render.ts';
import type { Chart } from '../charts/style.ts';
import type { Study } from '../experiment/facts/fact.ts';
import type { Grounds, MeasureOptions } from '../experiment/facts/measure.ts';
import { nearest } from '../nearest.ts';
import { listenForInterrupt } from './interrupt.ts';
import { load } from './load.ts';
import { tell, UserError } from './terminal.ts';

export interface StudyOptions {
  set: string[];
  only?: string;
  seeds?: number;
  jobs?: number;
  out?: string;
  json?: true;
}

/** Folder of the shipped scenarios. */
export const SCENARIOS = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** The ids that `--only` names; undefined for all. Refuses others, and a page where none can be written. */
export function wantedIds({ only, out }: StudyOptions, what: string, known: readonly string[]): string[] | undefined {
  const wanted = only?.split(',').map((id) => id.trim());
  const unknown = wanted?.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new UserError(
      `--only: no ${what} ${unknown}; there are ${known.join(', ')}${meant ? `; did you mean ${meant}` : ''}`,
    );
  }
  if (out !== undefined && (!isFolder(dirname(out)) || isFolder(out)))
    throw new UserError(`--out: no place for a file: ${out}`);
  return wanted;
}

/** Scenario and city of each run of each study, with what is set in all of them. */
export const groundsOf = (studies: readonly Study[], set: readonly string[]): Grounds =>
  Object.fromEntries(
    studies.map(({ id, file, runs }) => [
      id,
      Object.fromEntries(
        Object.entries(runs).map(([name, sets]) => {
          const { scenario, city } = load(`${SCENARIOS}${file}`, [...set, ...sets], { quiet: true });
          // Outlines may be long, and no phase uses them.
          return [name, { scenario, city: { ...city, outline: [] } }];
        }),
      ),
    ]),
  );

/** How studies are run, with so many replicates where none are asked for. */
export function measureOptions({ seeds, jobs = availableParallelism(), json }: StudyOptions, usual: number) {
  const signal = listenForInterrupt(
    () => tell('Stopping: nothing is reported.'),
    () => {},
  );
  return {
    seeds: seeds ?? usual,
    nWorkers: jobs,
    signal,
    onDone: ({ study, replicate }, done, of) => {
      if (!json) tell(`${study}, replicate ${replicate} done, ${done} of ${of}`);
    },
  } satisfies MeasureOptions;
}

/** Writes a page whole or not at all. */
export function writePage(out: string, page: string): void {
  writeFileSync(`${out}.new`, page);
  renameSync(`${out}.new`, out);
}

/** Draws a chart of a page into `images` beside it, as PNG and SVG. */
export async function writeImages(folder: string, chart: Chart): Promise<void> {
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'images', `${chart.id}.png`), await renderPng(chart));
  writeFileSync(join(folder, 'images', `${chart.id}.svg`), renderSvg(chart));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
