// `waterbed-sim archetypes`: measures what makes each archetype itself, against its foil, and what comes back after shocks.
import { dirname } from 'node:path';
import { ARCHETYPES } from '../../archetypes/registry.ts';
import { afterShocks } from '../../charts/after-shocks.ts';
import { contrastsOf, measureContrasts, studiesOfContrasts } from '../../experiment/facts/measure.ts';
import { archetypesPage, contrastsText } from '../../report/archetypes-text.ts';
import { measuredShocks, shocksSection, shocksText } from '../../report/shocks-text.ts';
import { runShocks } from '../shocks.ts';
import { groundsOf, measureOptions, type StudyOptions, wantedIds, writeImages, writePage } from '../studies.ts';
import { EXIT, paint, say, sayJson } from '../terminal.ts';

const DEFAULT_SEEDS = 30;
const SHOCKS = 'shocks';

export async function archetypes(options: StudyOptions): Promise<void> {
  const { out, json, set } = options;
  const known = contrastsOf().map(({ archetype }) => archetype);
  const wanted = wantedIds(options, 'archetype', [...known, SHOCKS]);
  const chosen = contrastsOf(wanted);
  const studies = studiesOfContrasts(chosen);
  const grounds = groundsOf(studies, set);
  const how = measureOptions(options, DEFAULT_SEEDS);
  const { seeds } = how;
  const found = await measureContrasts(chosen, grounds, how);
  const hasShocks = wanted?.includes(SHOCKS) ?? true;
  const results = hasShocks ? await runShocks({ ...how, set, seeds: options.seeds }) : null;
  if (found === undefined || results === undefined) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const shocks = results && measuredShocks(results);
  if (out !== undefined) {
    const chart = results && afterShocks(results);
    const section = chart && shocksSection(shocks!, results, chart, set);
    if (chart) await writeImages(dirname(out), chart);
    writePage(out, archetypesPage(found, chosen, studies, { archetypes: ARCHETYPES, seeds, set, section }));
  }
  if (json)
    return sayJson({
      seeds,
      contrasts: found,
      ...(results && { shocks: { seeds: results.replicates.length, arms: shocks } }),
    });
  if (found.length > 0) say(contrastsText(found, paint));
  if (shocks) say(shocksText(shocks));
}
