// `waterbed-sim list`: lists policies, phases, outcomes and the like from the registries.
import type { Mechanism } from '../../engine/kernel/part.ts';
import type { When } from '../../engine/kernel/phase.ts';
import { columns, paint, say, sayJson } from '../terminal.ts';

export const LISTS = ['phases', 'policies', 'archetypes', 'outcomes', 'mechanisms', 'estimators'] as const;
export type ListName = (typeof LISTS)[number];

/** A row of any list; name and text are printed, below `group` and `owner`; `--json` gives all but those two. */
type Row = { name: string; text: string; group?: string; owner?: Row } & Record<string, unknown>;

export async function list(what: ListName, options: { json?: true }): Promise<void> {
  const rows = await ROWS[what]();
  if (options.json) return sayJson(rows.map(({ group: _, owner: __, ...row }) => row));
  const isOwned = rows.some(({ owner }) => owner);
  const left = Math.max(...rows.map(({ name }) => name.length)) + (isOwned ? 4 : 2);
  const groups = [...new Set(rows.map(({ group }) => group))];
  for (const group of groups) {
    if (group !== undefined) say(paint('underline', group));
    const shown = rows.filter((row) => row.group === group);
    say(
      columns(
        shown.flatMap(({ owner, ...row }, at): [string, string][] => [
          ...(owner && owner !== shown[at - 1]?.owner ? [[owner.name, textOf(what, owner)] as [string, string]] : []),
          [owner ? `  ${row.name}` : row.name, textOf(what, row)],
        ]),
        left,
      ),
    );
  }
}

function textOf(what: ListName, { text, unit, label, grade, source, when }: Row): string {
  if (what === 'outcomes') return `${text} [${unit}]`;
  if (what === 'mechanisms') return `${text} [${[grade, source, when ?? []].flat().join('; ')}]`;
  return what === 'estimators' ? `${label}. ${text}` : text;
}

/** A source, and the section of docs/model.md that it names. */
function placed(written: string): { section: string; source: string } {
  const [, section = '', source = written] = written.match(/^MODEL (\d+), (.+)$/) ?? [];
  return { section, source };
}

const turnOf = (when: When): string => (when === 'day-end' ? 'at the end of every day' : `every ${when}`);

type Placed = Row & { section: string; place: number };

/**
 * Mechanisms by section of the model and in the order of their phases, each with its switches below; then the switches of
 * what several of them do. `--json` has a row for each switch, and for each mechanism without one.
 */
async function listMechanisms(): Promise<Row[]> {
  const { PHASES } = await import('../../engine/phase-list.ts');
  const mechanisms: readonly Mechanism[] = Object.values(await import('../../engine/mechanism-list.ts'));
  const { parameterTable } = await import('../../scenario/describe.ts');
  const switches = parameterTable().flatMap(({ path, text, grade, source, default: isOn }) =>
    path.startsWith('mechanisms.')
      ? [{ name: path.slice('mechanisms.'.length), ...placed(source), default: isOn, text, grade }]
      : [],
  );
  const unowned = new Set(switches.map(({ name }) => name));
  const rows = mechanisms.flatMap(({ phases = {}, switches: own = {}, submodel }): Placed[] => {
    const names = Object.keys(phases);
    const when = [...new Set(Object.values(phases).map((phase) => turnOf(phase.when)))].join(', ');
    const { section, text, grade } = submodel;
    const mechanism = { name: names[0], phases: names, when, text, grade, source: placed(submodel.source).source };
    const below = switches.filter(({ name }) => name in own && unowned.delete(name));
    const at = {
      place: PHASES.findIndex(({ name }) => name === names[0]),
      group: `section ${section} of docs/model.md`,
    };
    return below.length === 0
      ? [{ ...mechanism, section, default: null, ...at }]
      : below.map((row) => ({ ...row, mechanism, owner: mechanism, ...at }));
  });
  const shared: Placed[] = switches
    .filter(({ name }) => unowned.has(name))
    .map((row) => ({
      ...row,
      place: PHASES.length,
      group: `section ${row.section} of docs/model.md, several mechanisms`,
    }));
  return [...rows, ...shared]
    .sort((a, b) => Number(a.section) - Number(b.section) || a.place - b.place)
    .map(({ place: _, ...row }) => row as Row);
}

const ROWS: Record<ListName, () => Promise<Row[]>> = {
  phases: async () => {
    const { PHASES } = await import('../../engine/phase-list.ts');
    return PHASES.map(({ name, when, text, section }) => ({ name, when, section, text, group: turnOf(when) }));
  },
  policies: async () => {
    const { POLICIES } = await import('../../policies/registry.ts');
    return POLICIES.map(({ kind, summary, presses, grade, source, schema }) => {
      const { error } = schema.safeParse({ kind, eur_per_day: 0 });
      const spends = error?.issues.some(({ code }) => code === 'unrecognized_keys') ? 'hours_per_day' : 'eur_per_day';
      const group = spends === 'hours_per_day' ? 'officer-hours: hours_per_day' : 'money: eur_per_day';
      return { name: kind, spends, presses, text: summary, grade, source, group };
    });
  },
  archetypes: async () => {
    const { ARCHETYPES } = await import('../../archetypes/registry.ts');
    return ARCHETYPES.map(({ id, kind, whatMakesItItself, traits, grade, source }) => ({
      name: id,
      kind,
      text: whatMakesItItself,
      traits,
      grade,
      source,
      group: `${kind}s`,
    }));
  },
  outcomes: async () => {
    const { OUTCOMES } = await import('../../measures/outcomes.ts');
    return OUTCOMES.map(({ id, role, label, unit, better, text }) => ({ name: id, role, label, unit, better, text }));
  },
  mechanisms: listMechanisms,
  estimators: async () => {
    const { ESTIMATORS } = await import('../../measures/estimators/registry.ts');
    return ESTIMATORS.map(({ id, label, unit, text, needs, weighs, source }) => ({
      name: id,
      label,
      unit,
      text,
      needs,
      uses_weights: weighs.length > 0,
      source,
    }));
  },
};
