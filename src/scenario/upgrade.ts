// Numbered steps that upgrade scenario files of older versions.
import { type Fault, faultAt } from './faults.ts';
import { get, isNull, type Located } from './located.ts';
import { VERSION } from './schema.ts';

/** Step number n turns a document of version n + 1 into one of version n + 2; each needs a before/after fixture. */
const STEPS: readonly ((tree: Located) => Located)[] = [];

/** The document in the newest version. A document without a version counts as newest, so that others may extend it. */
export function upgrade(tree: Located): { tree: Located } | { faults: Fault[] } {
  const version = get(tree, ['version']);
  if (!version || isNull(version)) return { tree };
  const number = version.kind === 'scalar' ? version.value : NaN;
  if (!Number.isInteger(number) || Number(number) < 1 || Number(number) > VERSION) {
    const got = version.kind === 'scalar' ? version.value : `a ${version.kind}`;
    const expected = STEPS.length === 0 ? `version ${VERSION}, the only one read` : `a version from 1 to ${VERSION}`;
    const hint = typeof got === 'string' && Number(got) === VERSION ? `write ${VERSION}, without quotes` : undefined;
    return { faults: [faultAt(version.at, { path: 'version', what: 'unknown version', got, expected, hint })] };
  }
  return { tree: STEPS.slice(Number(number) - 1).reduce((older, step) => step(older), tree) };
}
