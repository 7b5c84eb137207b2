// From a path on the command line to a scenario and its city.
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { type Fault, faultAt, formatFaults, type Origin } from '../scenario/faults.ts';
import type { Path } from '../scenario/located.ts';
import { nearest } from '../scenario/nearest.ts';
import { type Change, parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { readText } from './read-text.ts';
import { UserError } from './terminal.ts';

export interface Loaded {
  scenario: Scenario;
  city: City;
  /** Where a field was written. */
  origin: (path: Path) => Origin;
}

/** Reads and checks a scenario and its zones. Throws a {@link UserError} with all faults. */
export function load(path: string, sets: readonly (string | Change)[]): Loaded {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  const faults = parsed.ok ? outcomeFaults(parsed) : parsed.faults;
  if (!parsed.ok || faults.length > 0) throw new UserError(formatFaults(faults));
  try {
    const { scenario, origin } = parsed;
    return { scenario, city: readCity(scenario.city, readText), origin };
  } catch (error) {
    if (error instanceof CityError) throw new UserError(error.faults.join('\n'));
    throw error;
  }
}

/** The schema knows no outcome, so that a misspelt one is found here. */
function outcomeFaults({ scenario: { compare }, origin }: Pick<Loaded, 'scenario' | 'origin'>): Fault[] {
  const ids = OUTCOMES.map(({ id }) => id);
  if (ids.includes(compare.outcome)) return [];
  const near = nearest(compare.outcome, ids);
  return [
    faultAt(origin(['compare', 'outcome']), {
      path: 'compare.outcome',
      what: 'no such outcome',
      got: compare.outcome,
      expected: 'one of `waterbed-sim list outcomes`',
      hint: near && `did you mean ${near}`,
    }),
  ];
}
