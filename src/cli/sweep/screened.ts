// What effects rest on, from the folder of a sensitivity analysis.
import { join } from 'node:path';
import type { ScreenedRestsOn } from '../../experiment/sensitivity/rests-on.ts';
import { identityOf } from '../../experiment/sweep/identity.ts';
import type { Loaded } from '../load.ts';
import { readText } from '../read-text.ts';
import { UserError } from '../terminal.ts';
import { identify } from './load-sweep.ts';

export const ANALYSIS = 'sensitivity.json';

/** Throws a {@link UserError} where the folder holds none, or one of another scenario, outcome or version. */
export function screenedIn(folder: string, { scenario, texts }: Loaded): ScreenedRestsOn {
  const path = join(folder, ANALYSIS);
  let found: { scenario_sha256: string; rests_on: ScreenedRestsOn | null };
  try {
    found = JSON.parse(readText(path));
  } catch (error) {
    throw new UserError(
      `--rests-on: ${path}: ${(error as Error).message}; expected the folder of a \`waterbed-sim sensitivity\``,
    );
  }
  const { rests_on: restsOn } = found;
  if (restsOn === null || restsOn === undefined)
    throw new UserError(`--rests-on: ${path}: holds no screening of effects; expected one of design morris`);
  if (found.scenario_sha256 !== identityOf(scenario, identify({ texts })).id)
    throw new UserError(`--rests-on: ${path}: is of another scenario, of other changes to it, or of another version`);
  if (restsOn.outcome !== scenario.compare.outcome)
    throw new UserError(
      `--rests-on: ${path}: is of effects on ${restsOn.outcome}; expected ${scenario.compare.outcome}, the first of its --outcomes`,
    );
  return restsOn;
}
