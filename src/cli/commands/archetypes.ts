// `waterbed-sim archetypes`: measures what makes each archetype itself, against its foil, and says what holds.
import { ARCHETYPES } from '../../archetypes/registry.ts';
import { contrastsOf, measureContrasts, studiesOfContrasts } from '../../experiment/facts/measure.ts';
import { archetypesPage, contrastsText } from '../../report/archetypes-text.ts';
import { groundsOf, measureOptions, type StudyOptions, wantedIds, writePage } from '../studies.ts';
import { EXIT, paint, say, sayJson } from '../terminal.ts';

const DEFAULT_SEEDS = 30;

export async function archetypes(options: StudyOptions): Promise<void> {
  const { out, json, set } = options;
  const known = contrastsOf().map(({ archetype }) => archetype);
  const chosen = contrastsOf(wantedIds(options, 'archetype', known));
  const studies = studiesOfContrasts(chosen);
  const grounds = groundsOf(studies, set);
  const how = measureOptions(options, DEFAULT_SEEDS);
  const { seeds } = how;
  const found = await measureContrasts(chosen, grounds, how);
  if (found === undefined) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  if (out !== undefined) writePage(out, archetypesPage(found, chosen, studies, { archetypes: ARCHETYPES, seeds, set }));
  if (json) return sayJson({ seeds, contrasts: found });
  say(contrastsText(found, paint));
}
