// The fields that `compare --vary` varies: those with a default and a plausible range, each with a scenario at either end.
import type { Variable } from '../experiment/vary.ts';
import { parametersOf, parameterTable } from '../scenario/describe.ts';
import type { Change } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { load } from './load.ts';
import { UserError } from './terminal.ts';

/** Fields of the model, as in `risk.half_life_weeks`; `leftOut` are those of which the scenario takes an end not. */
export function variablesOf(
  path: string,
  scenario: Scenario,
  changes: readonly (string | Change)[],
): { variables: Variable[]; leftOut: string[] } {
  const rangeOf = plausibleRanges();
  const leftOut: string[] = [];
  const variables = parametersOf(scenario).flatMap(({ path: field, value, text, unit, grade }): Variable[] => {
    const range = rangeOf.get(field);
    if (!range || typeof value !== 'number') return [];
    try {
      const ends = range
        .filter((end) => end !== value)
        .map((end) => ({
          value: end,
          scenario: load(path, [...changes, `${field}=${end}`], { quiet: true }).scenario,
        }));
      return [{ path: field, text, unit, grade, value, ends }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      leftOut.push(field);
      return [];
    }
  });
  return { variables, leftOut };
}

/** Both ends of the plausible range of each field that has one and a default, by path. */
export const plausibleRanges = (): Map<string, [number, number]> =>
  new Map(
    parameterTable().flatMap(({ path, plausible, default: byDefault }) => {
      const range = plausible === undefined || byDefault === undefined ? null : rangeIn(plausible);
      return range ? [[path, range] as const] : [];
    }),
  );

/** Both ends of a range as it is written, '0.3-0.8'; null if it is written otherwise. */
function rangeIn(plausible: string): [number, number] | null {
  const [, low, high] = plausible.match(/^(-?[\d.]+)-(-?[\d.]+)$/) ?? [];
  return low === undefined || high === undefined ? null : [Number(low), Number(high)];
}
