// From a path on the command line to a scenario and its city.
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { formatFaults } from '../scenario/faults.ts';
import { type Change, parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { readText } from './read-text.ts';
import { UserError } from './terminal.ts';

/** Reads and checks a scenario and its zones. Throws a {@link UserError} with all faults. */
export function load(path: string, sets: readonly (string | Change)[]): { scenario: Scenario; city: City } {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  if (!parsed.ok) throw new UserError(formatFaults(parsed.faults));
  try {
    return { scenario: parsed.scenario, city: readCity(parsed.scenario.city, readText) };
  } catch (error) {
    if (error instanceof CityError) throw new UserError(error.faults.join('\n'));
    throw error;
  }
}
