// Copies the files that a scenario reads to its folder of results, so that it can run again from there. Names stay the
// same in such a run.
import { posix } from 'node:path';
import { type Scenario, scenarioSchema } from '../scenario/schema.ts';

const MOST_CHARS = 100;

/**
 * The scenario with its cities' files below `inputs/`, keys in the order in which it is read again, and the text of these
 * files by their new path.
 */
export function selfContained(
  scenario: Scenario,
  texts: ReadonlyMap<string, string>,
): { scenario: Scenario; inputs: Map<string, string> } {
  const pathOf = new Map<string, string>();
  const inputs = new Map<string, string>();
  for (const [file, text] of texts) {
    const path = freeName(file, inputs);
    pathOf.set(file, path);
    inputs.set(path, text);
  }
  const moved = (file: string): string => pathOf.get(file) ?? file;
  const city = scenario.city.map((place) =>
    'zones' in place
      ? { ...place, zones: moved(place.zones) }
      : 'geojson' in place
        ? { ...place, geojson: moved(place.geojson) }
        : place,
  );
  return { scenario: scenarioSchema.parse({ ...scenario, city }), inputs };
}

/** The file's name with portable characters only, different from names already used, also in lower case. */
export function freeName(file: string, taken: ReadonlyMap<string, string>): string {
  const { name, ext } = posix.parse(file.replaceAll('\\', '/'));
  const plain = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const stem =
    plain(name)
      .replace(/^[.-]+/, '')
      .slice(0, MOST_CHARS) || 'input';
  const isTaken = (path: string): boolean =>
    [...taken.keys()].some((other) => other.toLowerCase() === path.toLowerCase());
  for (let nth = 1; ; nth++) {
    const path = `inputs/${stem}${nth === 1 ? '' : `-${nth}`}${plain(ext).slice(0, MOST_CHARS)}`;
    if (!isTaken(path)) return path;
  }
}
