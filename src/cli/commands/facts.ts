// `waterbed-sim facts`: measures facts of the field on the shipped scenarios, and says which are in their band.
import { renameSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { factsOf, type Grounds, measureFacts, score, studiesOf } from '../../experiment/facts/measure.ts';
import { factsPage, factsText } from '../../report/facts-text.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { load } from '../load.ts';
import { EXIT, paint, say, sayJson, tell, UserError } from '../terminal.ts';

export interface FactsOptions {
  set: string[];
  only?: string;
  seeds?: number;
  jobs?: number;
  out?: string;
  json?: true;
}

const DEFAULT_SEEDS = 4;
const SCENARIOS = fileURLToPath(new URL('../../../scenarios/', import.meta.url));

export async function facts(options: FactsOptions): Promise<void> {
  const { seeds = DEFAULT_SEEDS, jobs: nWorkers = availableParallelism(), only, out, json, set } = options;
  const known = factsOf().map(({ id }) => id);
  const wanted = only?.split(',').map((id) => id.trim());
  const unknown = wanted?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UserError(`--only: no fact ${unknown}; there are ${known.join(', ')}`);
  if (out !== undefined && (!isFolder(dirname(out)) || isFolder(out)))
    throw new UserError(`--out: no place for a file: ${out}`);
  const chosen = factsOf(wanted);
  const studies = studiesOf(chosen);
  const grounds: Grounds = Object.fromEntries(
    studies.map(({ id, file, runs }) => [
      id,
      Object.fromEntries(
        Object.entries(runs).map(([name, sets]) => {
          const { scenario, city } = load(`${SCENARIOS}${file}`, [...set, ...sets], { quiet: true });
          // Outlines may be long, and no phase uses them.
          return [name, { scenario, city: { ...city, outline: [] } }];
        }),
      ),
    ]),
  );
  const signal = listenForInterrupt(
    () => tell('Stopping: nothing is reported.'),
    () => {},
  );
  const found = await measureFacts(chosen, grounds, {
    seeds,
    nWorkers,
    signal,
    onDone: ({ study, replicate }, done, of) => {
      if (!json) tell(`${study}, replicate ${replicate} done, ${done} of ${of}`);
    },
  });
  if (found === undefined) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  if (out !== undefined) {
    writeFileSync(`${out}.new`, factsPage(found, studies, { seeds, set }));
    renameSync(`${out}.new`, out);
  }
  if (json) return sayJson({ seeds, ...score(found), facts: found });
  say(factsText(found, paint));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
