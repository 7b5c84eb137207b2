// The evidence behind the answers: grades of policies, mechanisms and parameters, by the outcomes they affect.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { POLICIES } from '../policies/registry.ts';
import { html, type Markup, table } from './html-markup.ts';
import { GRADES } from './html-parameters.ts';
import { outcomesOf } from './html-summary.ts';
import type { ReportedParameter } from './json.ts';

/** Sections of the scenario by what they are about; `of` are the outcomes that rest on one, all where it is left out. */
const GROUNDS: { what: string; sections: readonly string[]; of?: RegExp }[] = [
  {
    what: 'Demand and the choice of a channel',
    sections: ['customers', 'choice', 'travel', 'learning', 'returns', 'risk'],
  },
  { what: 'Fixed sites', sections: ['sites'] },
  {
    what: 'Delivery: platforms, lines, couriers',
    sections: ['platforms', 'delivery', 'couriers', 'labour', 'cash', 'rebirth'],
  },
  { what: 'Police work and what it finds', sections: ['police', 'background', 'investigation', 'takedown'] },
  { what: 'Courts and custody', sections: ['justice'], of: /custody|presented|firm|sentence|prison|cost_total/ },
  { what: 'Residents: nuisance and calls', sections: ['residents'], of: /nuisance|calls/ },
  { what: 'Health: emergencies and deaths', sections: ['harm', 'health'], of: /emergency|deaths/ },
  { what: 'What days and visits cost', sections: ['costs'], of: /^cost_(custody|prison|care|total)/ },
  { what: 'Violence', sections: ['violence'], of: /violence|nuisance/ },
];

/** How well the size of a parameter is known: from a source, only its direction, or neither. */
type Known = 'size' | 'direction' | 'assumed';
const knownOf = (grade: string): Known =>
  /^A$/.test(grade)
    ? 'assumed'
    : /direction, A size/.test(grade)
      ? grade.startsWith('A')
        ? 'assumed'
        : 'direction'
      : 'size';

/** Sentences and two tables; `parameters` are all of the scenario. */
export function grounds(
  results: Results,
  comparison: Comparison,
  parameters: readonly ReportedParameter[],
  labelOf: (arm: string) => string,
): Markup {
  const modelled = GROUNDS.map((ground) => ({
    ...ground,
    rows: parameters.filter(({ path }) => ground.sections.includes(path.split('.')[0]!)),
  }));
  const all = modelled.flatMap(({ rows }) => rows);
  const n = (rows: readonly ReportedParameter[], known: Known): number =>
    rows.filter(({ grade }) => knownOf(grade) === known).length;
  const first = Object.values(comparison.arms)[0]?.effects ?? {};
  const shown = outcomesOf(comparison, results.scenario.compare.secondary);
  const restingOn = (of: RegExp | undefined): string =>
    of
      ? shown
          .filter((id) => of.test(id))
          .map((id) => first[id]?.label ?? id)
          .join(', ') || 'none of the above'
      : 'all';
  return html`<p>Of the ${all.length} parameters of the model, ${n(all, 'size')} have their size from a source, ${n(all, 'direction')} only their direction, and ${n(all, 'assumed')} are assumed. So the sign of a difference is safer than its size, and levels mean nothing by themselves. Intervals cover chance, not these grades.</p>
<div class="beside"><div>
${table({
  id: 'grounds-parameters',
  caption: 'Parameters by what they decide',
  columns: [
    { head: 'About' },
    ...['Size from a source', 'Direction only', 'Assumed'].map((head) => ({ head, isNumber: true })),
    { head: 'Answers above that rest on it' },
  ],
  groups: [
    {
      rows: modelled
        .filter(({ rows }) => rows.length > 0)
        .map(({ what, rows, of }) => ({
          head: what,
          cells: [n(rows, 'size'), n(rows, 'direction'), n(rows, 'assumed'), restingOn(of)],
        })),
    },
  ],
})}</div><div>
${policies(results, labelOf)}${mechanisms(parameters)}</div></div>
<p class="note">Grades: ${GRADES}. Every parameter stands with its grade and source under <a href="#parameters">Parameters</a>.</p>
`;
}

/** Kinds of policy that some arm has, each with the grade of what it is assumed to do. */
function policies({ scenario }: Results, labelOf: (arm: string) => string): Markup {
  const used = POLICIES.flatMap(({ kind, grade, source }) => {
    const arms = Object.entries(scenario.arms).filter(([, arm]) => arm.policies.some((policy) => policy.kind === kind));
    const isOfEveryArm = scenario.policies.some((policy) => policy.kind === kind);
    const where = [...(isOfEveryArm ? ['every arm'] : []), ...arms.map(([arm]) => labelOf(arm))];
    return where.length === 0 ? [] : [{ kind, grade, source, where: where.join(', ') }];
  });
  return used.length === 0
    ? html``
    : table({
        id: 'grounds-policies',
        caption: 'Policies',
        columns: ['Policy', 'Arms', 'Grade', 'Source'].map((head) => ({ head })),
        groups: [
          { rows: used.map(({ kind, grade, source, where }) => ({ head: kind, cells: [where, grade, source] })) },
        ],
      });
}

/** Mechanisms that are on, those of a grade in one row; which are off. */
function mechanisms(parameters: readonly ReportedParameter[]): Markup {
  const switches = parameters.filter(({ path, value }) => path.startsWith('mechanisms.') && typeof value === 'boolean');
  if (switches.length === 0) return html``;
  const nameOf = ({ path }: ReportedParameter): string => path.slice('mechanisms.'.length).replaceAll('_', ' ');
  const grades = [...new Set(switches.map(({ grade }) => grade))].sort(
    (a, b) => ORDER.indexOf(knownOf(a)) - ORDER.indexOf(knownOf(b)) || (a < b ? -1 : 1),
  );
  const on = grades.map((grade) => ({
    head: grade,
    cells: [
      switches
        .filter((one) => one.value === true && one.grade === grade)
        .map(nameOf)
        .join(', '),
    ],
  }));
  const off = switches.filter(({ value }) => value === false).map(nameOf);
  return table({
    id: 'grounds-mechanisms',
    caption: 'Mechanisms',
    columns: [{ head: 'Grade' }, { head: 'In force' }],
    groups: [
      {
        rows: [
          ...on.filter(({ cells }) => cells[0] !== ''),
          ...(off.length > 0 ? [{ head: 'off', cells: [off.join(', ')] }] : []),
        ],
      },
    ],
  });
}

const ORDER: Known[] = ['size', 'direction', 'assumed'];
