// The sweep that screens a scenario: all of its fields over their plausible ranges, or its mechanisms on and off.
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ofGrade } from '../../experiment/sensitivity/sensitivity.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isSweep } from '../../scenario/sweep/parse.ts';
import { load } from '../load.ts';
import { readText } from '../read-text.ts';
import { UserError } from '../terminal.ts';
import { variablesOf } from '../variables.ts';
import { type LoadedSweep, loadMade, loadSweep } from './load-sweep.ts';
import type { OVER } from './places.ts';

export type Over = (typeof OVER)[number];

export interface FieldsOptions {
  over: Over;
  /** Fields of that grade alone. */
  grade?: string;
  /** Beginnings of paths, with commas between them. */
  only?: string;
  /** Walks of the screening. */
  walks: number;
  /** Ids with commas between them. */
  outcomes?: string;
  set: string[];
  quiet?: true;
}

/** A sweep as it is, from its file or folder; of a scenario, the one that screens it. */
export function screeningOf(path: string, options: FieldsOptions): { sweep: LoadedSweep; leftOut: string[] } {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder || isSweep(path, { readText })) return { sweep: loadSweep(path, options.set, options), leftOut: [] };
  const { scenario } = load(path, options.set, { quiet: true });
  const { factors, leftOut } = options.over === 'fields' ? fieldsOf(path, scenario, options) : switchesOf(scenario);
  const wanted = options.only?.split(',').map((one) => one.trim());
  const kept = factors.filter(({ path }) => wanted?.some((one) => path === one || path.startsWith(`${one}.`)) ?? true);
  if (kept.length === 0)
    throw new UserError('nothing to vary: no field with a plausible range is left by --grade and --only');
  const ids = options.outcomes?.split(',').map((id) => id.trim());
  const { outcome, secondary = [] } = scenario.compare;
  const file = {
    version: scenario.version,
    extends: basename(path),
    name: scenario.name,
    sweep: {
      design: 'morris',
      trajectories: options.walks,
      ...(options.over === 'mechanisms' && { levels: 2 }),
      outcomes: ids ?? [...new Set([outcome, ...secondary])],
      factors: Object.fromEntries(kept.map(({ path, ...values }) => [idOf(path), { path, ...values }])),
    },
  };
  return { sweep: loadMade(join(dirname(path), 'sensitivity.json'), file, options, options.set), leftOut };
}

/** A name that a factor may have: `risk.half_life_weeks` is `risk-half_life_weeks`. */
const idOf = (path: string): string => path.replaceAll('.', '-');

interface Varied {
  factors: ({ path: string } & ({ from: number; to: number } | { values: boolean[] }))[];
  leftOut: string[];
}

function fieldsOf(path: string, scenario: Scenario, { grade, set }: FieldsOptions): Varied {
  const { variables, leftOut } = variablesOf(path, scenario, set);
  const own = grade === undefined ? variables : ofGrade(variables, grade);
  return {
    factors: own.map(({ path, value, ends }) => {
      const values = [value, ...ends.map((end) => end.value)];
      return { path, from: Math.min(...values), to: Math.max(...values) };
    }),
    leftOut,
  };
}

/** Mechanisms that are on. */
const switchesOf = ({ mechanisms }: Scenario): Varied => ({
  factors: Object.entries(mechanisms).flatMap(([name, isOn]) =>
    isOn ? [{ path: `mechanisms.${name}`, values: [false, true] }] : [],
  ),
  leftOut: [],
});
