// Runs points of one world side by side, as arms of one run of the engine: ground, pilot, list of days and reference are
// made once. Each leaves the same row as alone, since an arm does not depend on which others there are.
import type { City } from '../../city/city.ts';
import type { ArmRecord } from '../../engine/kernel/record.ts';
import type { Spans } from '../../engine/kernel/spans.ts';
import { runReplicate } from '../../engine/run.ts';
import { compilePolicy } from '../../policies/registry.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { armOf, canonical } from './identity.ts';
import { failedRow, type RunOf, rowOf } from './run-one.ts';
import type { RunRow } from './sweep.ts';

/** Rows of runs of one replicate whose scenarios are of one world, in their order; never throws. */
export function runBundle(runs: readonly RunOf[], city: City, outcomes: readonly string[], spans?: Spans): RunRow[] {
  try {
    const { scenario, namesOf } = together(runs.map((run) => run.scenario));
    const records = new Map(
      runReplicate(scenario, city, runs[0]!.replicate, compilePolicy, { spans }).map((record) => [record.arm, record]),
    );
    return runs.map((run, k) => {
      const own = Object.entries(namesOf[k]!).map(([arm, name]): [string, ArmRecord] => [arm, records.get(name)!]);
      return rowOf(run, new Map(own), outcomes);
    });
  } catch (error) {
    if (runs.length === 1) return [failedRow(runs[0]!, error instanceof Error ? error.message : String(error))];
    // One arm may have failed: each is tried by itself.
    return runs.flatMap((run) => runBundle([run], city, outcomes, spans));
  }
}

/** A scenario with the arms of all, equal ones once, and by scenario the name in it of each arm. */
function together(scenarios: readonly Scenario[]): { scenario: Scenario; namesOf: Record<string, string>[] } {
  const [first] = scenarios as [Scenario];
  const { baseline } = first;
  const arms: Record<string, Scenario['arms'][string]> = { [baseline]: first.arms[baseline]! };
  const nameBy = new Map<string, string>();
  const namesOf = scenarios.map((scenario) =>
    Object.fromEntries(
      Object.entries(scenario.arms).map(([arm, one]): [string, string] => {
        if (arm === baseline) return [arm, baseline];
        const key = canonical(armOf(one));
        const name = nameBy.get(key) ?? `${nameBy.size + 1} (beside)`;
        nameBy.set(key, name);
        arms[name] ??= one;
        return [arm, name];
      }),
    ),
  );
  return { scenario: { ...first, arms }, namesOf };
}
