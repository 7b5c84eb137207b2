// `waterbed-sim list`: lists policies, phases, outcomes and the like from the registries.
import { columns, paint, say, sayJson } from '../terminal.ts';

export const LISTS = ['phases', 'policies', 'archetypes', 'outcomes', 'mechanisms', 'estimators'] as const;
export type ListName = (typeof LISTS)[number];

/** A row of any list; name and text are printed, `--json` gives all. */
type Row = { name: string; text: string; group?: string } & Record<string, unknown>;

export async function list(what: ListName, options: { json?: true }): Promise<void> {
  const rows = await ROWS[what]();
  if (options.json) return sayJson(rows.map(({ group: _, ...row }) => row));
  const left = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const groups = [...new Set(rows.map(({ group }) => group))];
  for (const group of groups) {
    if (group !== undefined) say(paint('underline', group));
    const shown = rows.filter((row) => row.group === group);
    say(
      columns(
        shown.map((row) => [row.name, textOf(what, row)]),
        left,
      ),
    );
  }
}

function textOf(what: ListName, { text, unit, label, grade, source }: Row): string {
  if (what === 'outcomes') return `${text} [${unit}]`;
  if (what === 'mechanisms') return `${text} [${grade}; ${source}]`;
  return what === 'estimators' ? `${label}. ${text}` : text;
}

const ROWS: Record<ListName, () => Promise<Row[]>> = {
  phases: async () => {
    const { PHASES } = await import('../../engine/phase-list.ts');
    return PHASES.map(({ name, when, text, section }) => ({
      name,
      when,
      section,
      text,
      group: when === 'day-end' ? 'at the end of every day' : `every ${when}`,
    }));
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
  mechanisms: async () => {
    const { parameterTable } = await import('../../scenario/describe.ts');
    return parameterTable()
      .filter(({ path }) => path.startsWith('mechanisms.'))
      .map(({ path, text, grade, source: written, default: isOn }) => {
        const [, section, source] = written.match(/^MODEL (\d+), (.+)$/) ?? ['', '', written];
        const name = path.slice('mechanisms.'.length);
        return { name, section, default: isOn, text, grade, source, group: `section ${section} of docs/model.md` };
      })
      .sort((a, b) => Number(a.section) - Number(b.section));
  },
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
