// From a path on the command line to a scenario and its city.
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { nearest } from '../nearest.ts';
import { type Fault, faultAt, formatFaults, type Origin } from '../scenario/faults.ts';
import type { Path } from '../scenario/located.ts';
import { type Change, parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { readText } from './read-text.ts';
import { tellNotes, UserError } from './terminal.ts';

export interface Loaded {
  scenario: Scenario;
  city: City;
  /** Where a field was written. */
  origin: (path: Path) => Origin;
  /** What the scenario read beside scenario files, by path. */
  texts: Map<string, string>;
}

/**
 * Reads and checks a scenario and its zones, and tells how they were read where that is not plain. Throws a
 * {@link UserError} with all faults.
 */
export function load(path: string, sets: readonly (string | Change)[]): Loaded {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  const faults = parsed.ok ? outcomeFaults(parsed) : parsed.faults;
  if (!parsed.ok || faults.length > 0) throw new UserError(formatFaults(faults));
  const texts = new Map<string, string>();
  const readOnce = (file: string): string => {
    const text = texts.get(file) ?? readText(file);
    texts.set(file, text);
    return text;
  };
  try {
    const { scenario, origin } = parsed;
    const city = readCity(scenario.city, readOnce);
    tellNotes(city.notes);
    return { scenario, city, origin, texts };
  } catch (error) {
    if (error instanceof CityError) throw new UserError(error.faults.join('\n'));
    throw error;
  }
}

/** The schema knows no outcome, so that a misspelt one, or one that no test is about, is found here. */
function outcomeFaults({ scenario: { compare }, origin }: Pick<Loaded, 'scenario' | 'origin'>): Fault[] {
  const fault = (path: Path, what: string, got: string, expected: string, hint?: string): Fault =>
    faultAt(origin(path), { path: path.join('.'), what, got, expected, hint });
  return [
    { path: ['compare', 'outcome'], id: compare.outcome, roles: ['result', 'recorded', 'activity'] },
    ...(compare.secondary ?? []).map((id, index) => ({
      path: ['compare', 'secondary', index],
      id,
      roles: ['result', 'recorded'],
    })),
  ].flatMap(({ path, id, roles }) => {
    const outcome = OUTCOMES.find((one) => one.id === id);
    if (outcome && roles.includes(outcome.role)) return [];
    const expected = `one of \`waterbed-sim list outcomes\` of the role ${roles.join(' or ')}`;
    if (outcome) return [fault(path, `an outcome that is not tested: its role is ${outcome.role}`, id, expected)];
    const near = nearest(
      id,
      OUTCOMES.map((one) => one.id),
    );
    return [fault(path, 'no such outcome', id, expected, near && `did you mean ${near}`)];
  });
}
