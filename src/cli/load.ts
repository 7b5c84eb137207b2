// From a path on the command line to a scenario and its city.
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { type Fault, formatFaults, shown } from '../scenario/faults.ts';
import { nearest } from '../scenario/nearest.ts';
import { type Change, parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { readText } from './read-text.ts';
import { UserError } from './terminal.ts';

export interface Loaded {
  scenario: Scenario;
  city: City;
  /** What the scenario read beside scenario files, by path. */
  texts: Map<string, string>;
}

/** Reads and checks a scenario and its zones. Throws a {@link UserError} with all faults. */
export function load(path: string, sets: readonly (string | Change)[]): Loaded {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  const faults = parsed.ok ? outcomeFaults(parsed.scenario, path, sets) : parsed.faults;
  if (!parsed.ok || faults.length > 0) throw new UserError(formatFaults(faults));
  const texts = new Map<string, string>();
  const readOnce = (file: string): string => {
    const text = texts.get(file) ?? readText(file);
    texts.set(file, text);
    return text;
  };
  try {
    return { scenario: parsed.scenario, city: readCity(parsed.scenario.city, readOnce), texts };
  } catch (error) {
    if (error instanceof CityError) throw new UserError(error.faults.join('\n'));
    throw error;
  }
}

/** The schema knows no outcome, so that a misspelt one is found here. */
function outcomeFaults({ compare }: Scenario, path: string, sets: readonly (string | Change)[]): Fault[] {
  const ids = OUTCOMES.map(({ id }) => id);
  if (ids.includes(compare.outcome)) return [];
  const asked = sets.find((one) => typeof one !== 'string' && one.set.startsWith('compare.outcome='));
  const near = nearest(compare.outcome, ids);
  return [
    {
      file: typeof asked === 'object' ? asked.as : path,
      line: 0,
      col: 0,
      path: 'compare.outcome',
      what: 'no such outcome',
      got: shown(compare.outcome),
      expected: 'one of `waterbed-sim list outcomes`',
      ...(near && { hint: `did you mean ${near}` }),
    },
  ];
}
