// Reads the scenario and the city for a command.
import type { City } from '../city/city.ts';
import { CityError, readCity } from '../city/read.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { nearest } from '../nearest.ts';
import { type Fault, formatFaults } from '../scenario/faults.ts';
import { hintForFile } from '../scenario/habits.ts';
import { type Change, type FaultOf, parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { readText } from './read-text.ts';
import { tellNotes, UserError } from './terminal.ts';

export interface Loaded {
  scenario: Scenario;
  city: City;
  faultOf: FaultOf;
  /** Texts of the other files that the scenario reads, by path. */
  texts: Map<string, string>;
}

/**
 * Reads and checks a scenario and its zones, and tells how they were read where that is not plain, unless `quiet`. Throws
 * a {@link UserError} with all faults.
 */
export function load(path: string, sets: readonly (string | Change)[], options: { quiet?: boolean } = {}): Loaded {
  const parsed = parseScenario(path, { readText, sets: [...sets] });
  const faults = parsed.ok ? outcomeFaults(parsed) : parsed.faults;
  if (!parsed.ok || faults.length > 0) throw new UserError(formatFaults(faults));
  const texts = new Map<string, string>();
  const readOnce = (file: string): string => {
    const text = texts.get(file) ?? readText(file);
    texts.set(file, text);
    return text;
  };
  const { scenario, faultOf } = parsed;
  try {
    const city = readCity(scenario.city, readOnce);
    tellNotes(city.notes, options);
    return { scenario, city, faultOf, texts };
  } catch (error) {
    if (!(error instanceof CityError)) throw error;
    const written = error.faults.map((fault) =>
      typeof fault === 'string'
        ? fault
        : formatFaults([faultOf(fault.path, { ...fault, hint: hintForFile(String(fault.got)) })]),
    );
    throw new UserError(written.join('\n'));
  }
}

/** Faults of outcomes that are unknown or cannot be tested; the schema does not check these. */
function outcomeFaults({ scenario: { compare }, faultOf }: Pick<Loaded, 'scenario' | 'faultOf'>): Fault[] {
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
    if (outcome)
      return [faultOf(path, { what: `an outcome that is not tested: its role is ${outcome.role}`, got: id, expected })];
    const near = nearest(
      id,
      OUTCOMES.map((one) => one.id),
    );
    return [faultOf(path, { what: 'no such outcome', got: id, expected, hint: near && `did you mean ${near}` })];
  });
}
