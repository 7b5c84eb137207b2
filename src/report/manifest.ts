// manifest.json: how a run was made. It is the only file that may differ between equal runs.
import type { Results } from '../experiment/results.ts';
import { jsonText, seedOf } from './json.ts';

/** Data that the command line provides. */
export interface RunFacts {
  /** Versions by name; `waterbed` and `node` are always there. */
  versions: { waterbed: string; node: string } & Record<string, string>;
  /** SHA-256 of the scenario as it ran, in hex. */
  scenarioSha256: string;
  /** The command and its arguments. */
  command: readonly string[];
  /** Operating system and processor, as in `linux-x64`. */
  platform: string;
  /** Worker threads. */
  jobs: number;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** SHA-256 of what each arm left, by seed and arm, the placebo's too. */
  records: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Wall-clock seconds by what was done, as in { simulation: 3.1, charts: 1.2 }. */
  seconds: Readonly<Record<string, number>>;
}

/** Text of manifest.json; `paths` are the other files of the folder. */
export function manifestJson(results: Results, facts: RunFacts, paths: readonly string[]): string {
  const { waterbed, ...versions } = facts.versions;
  return jsonText({
    waterbed,
    scenario: { name: results.scenario.name, sha256: facts.scenarioSha256 },
    command: facts.command,
    seeds: results.replicates.map((replicate) => seedOf(results, replicate)),
    complete: results.complete,
    versions,
    platform: facts.platform,
    jobs: facts.jobs,
    started_at: facts.startedAt,
    seconds: rounded(facts.seconds),
    run_seconds: Object.fromEntries(
      [...Object.values(results.records), results.placebo]
        .filter((records) => records.length > 0)
        .map((records) => [
          records[0]!.arm,
          rounded(Object.fromEntries(records.map((record) => [seedOf(results, record.replicate), record.seconds]))),
        ]),
    ),
    records_sha256: facts.records,
    files: paths,
  });
}

const rounded = (seconds: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
