// From a path on the command line to a scenario and its city. The only place that opens files for reading.
import { readFileSync, statSync } from 'node:fs';
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { formatFaults } from '../scenario/faults.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { UserError } from './terminal.ts';

/** Reads and checks a scenario and its zones. Throws a {@link UserError} with all faults. */
export function load(path: string, sets: readonly string[]): { scenario: Scenario; city: City } {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  if (!parsed.ok) throw new UserError(formatFaults(parsed.faults));
  try {
    return { scenario: parsed.scenario, city: readCity(parsed.scenario.city, readText) };
  } catch (error) {
    if (error instanceof CityError) throw new UserError(error.faults.join('\n'));
    throw error;
  }
}

const MAX_MB = 64;

/** Text of a file. Throws on what is no file, cannot be read or is larger than 64 MB. */
function readText(path: string): string {
  const found = statSync(path);
  if (!found.isFile() && !found.isFIFO()) throw new Error('not a file');
  if (found.size > MAX_MB * 1e6) throw new Error(`larger than ${MAX_MB} MB`);
  return readFileSync(path, 'utf8');
}
