// `waterbed-sim facts`: measures facts of the field on the shipped scenarios, and says which are in their band.
import { factsOf, measureFacts, score, studiesOf } from '../../experiment/facts/measure.ts';
import { factsPage, factsText } from '../../report/facts-text.ts';
import { groundsOf, measureOptions, type StudyOptions, wantedIds, writePage } from '../studies.ts';
import { EXIT, paint, say, sayJson } from '../terminal.ts';

const DEFAULT_SEEDS = 4;

export async function facts(options: StudyOptions): Promise<void> {
  const { out, json, set } = options;
  const known = factsOf().map(({ id }) => id);
  const chosen = factsOf(wantedIds(options, 'fact', known));
  const studies = studiesOf(chosen);
  const grounds = groundsOf(studies, set);
  const how = measureOptions(options, DEFAULT_SEEDS);
  const { seeds } = how;
  const found = await measureFacts(chosen, grounds, how);
  if (found === undefined) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  if (out !== undefined) writePage(out, factsPage(found, studies, { seeds, set }));
  if (json) return sayJson({ seeds, ...score(found), facts: found });
  say(factsText(found, paint));
}
