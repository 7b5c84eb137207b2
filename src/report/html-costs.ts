// The section on costs and on whom police meet: two tables, the reference and what each arm changes.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import { grouped } from '../numbers.ts';
import { excludesZero } from '../stats/intervals.ts';
import { type Content, html, type Markup, table } from './html-markup.ts';
import { effectTexts, UNDEFINED } from './numbers.ts';

interface Row {
  id: string;
  head: string;
  /** The outcome that it is a part of. */
  of?: string;
  isMarked?: boolean;
}

const COSTS: Row[] = [
  { id: 'cost_police_eur', head: 'Police' },
  { id: 'cost_programmes_eur', head: 'Programmes' },
  { id: 'cost_custody_eur', head: 'Police custody' },
  { id: 'cost_prison_eur', head: 'Remand and prison' },
  { id: 'cost_care_eur', head: 'Care' },
  { id: 'cost_total_eur', head: 'In all', isMarked: true },
];

const POOREST = 'in the poorest third';
const RICHEST = 'in the richest third';
const MET: { head: string; rows: Row[] }[] = [
  {
    head: 'Couriers stopped on the way',
    rows: [
      { id: 'stops', head: 'All', isMarked: true },
      { id: 'stops_women', head: 'women', of: 'stops' },
      { id: 'stops_minors', head: 'minors', of: 'stops' },
      { id: 'stops_low_income_zones', head: POOREST, of: 'stops' },
      { id: 'stops_high_income_zones', head: RICHEST, of: 'stops' },
    ],
  },
  {
    head: 'Couriers arrested, on the way or with their line',
    rows: [
      { id: 'arrests_couriers', head: 'All', isMarked: true },
      { id: 'arrests_women', head: 'women', of: 'arrests_couriers' },
      { id: 'arrests_minors', head: 'minors', of: 'arrests_couriers' },
    ],
  },
  {
    head: 'Persons arrested, couriers, managers and at sites',
    rows: [
      { id: 'arrests', head: 'All', isMarked: true },
      { id: 'arrests_low_income_zones', head: POOREST, of: 'arrests' },
      { id: 'arrests_high_income_zones', head: RICHEST, of: 'arrests' },
    ],
  },
];

/** What each arm costs more or less than the reference, and whom its police meet. */
export function costs(comparison: Comparison, labelOf: (arm: string) => string): Markup {
  const { arms, against } = comparison;
  const names = Object.keys(arms);
  const effectOf = (arm: string, id: string): Effect | undefined => arms[arm]?.effects[id];
  const reference = (id: string): Effect | undefined => effectOf(names[0]!, id);
  const level = (id: string): string => {
    const effect = reference(id);
    return effect ? effectTexts(id, effect).reference : UNDEFINED;
  };
  const partOf = ({ id, of }: Row): string => {
    const [part, all] = [reference(id)?.reference_mean, of && reference(of)?.reference_mean];
    return typeof part === 'number' && typeof all === 'number' && all > 0 ? `${grouped((100 * part) / all)} %` : '';
  };
  const rowOf =
    (hasPart: boolean) =>
    (row: Row): { head: string; isMarked: boolean; cells: Content[] } => ({
      head: row.head,
      isMarked: row.isMarked === true,
      cells: [
        level(row.id),
        ...(hasPart ? [partOf(row)] : []),
        ...names.map((arm) => change(row.id, effectOf(arm, row.id))),
      ],
    });
  const inArms = names.map((arm) => ({ head: labelOf(arm), isNumber: true }));
  return html`<p>What the days of outcomes cost the public, and whom stops and arrests meet: in “${labelOf(against)}”, then what each arm changes, mean over replicates with 95 % intervals.</p>
${table({
  id: 'costs-eur',
  caption: 'What it costs, EUR',
  columns: [{ head: 'Of' }, { head: labelOf(against), isNumber: true }, ...inArms],
  groups: [{ rows: COSTS.map(rowOf(false)) }],
})}${table({
  id: 'costs-met',
  caption: 'Whom it meets, persons',
  columns: [{ head: 'Who' }, { head: labelOf(against), isNumber: true }, { head: 'of all', isNumber: true }, ...inArms],
  groups: MET.map(({ head, rows }) => ({ head, rows: rows.map(rowOf(true)) })),
})}<dl class="note">
<dt>Costs</dt><dd>Officer-hours at their price; the money of programmes (treatment, drug checking, prevention, legal jobs, violence interruption); days with the police, on remand and in prison, of whoever was arrested when; emergency visits expected, and treatment without any policy. Unit costs are in the section costs of the <a href="#parameters">parameters</a>. Prison that follows arrests of these days lies mostly beyond them: most trials come a year or more later.</dd>
<dt>Left out</dt><dd>Prosecutors, courts and probation; what residents bear and gain; what users, those held and their families lose; deaths, which have no price here; money and product seized, and fines.</dd>
<dt>Poorest and richest third</dt><dd>Zones ranked by the mean income class of their residents; each third has a third of the residents, so that a third of all would be there if it fell evenly on residents. Stops count where the client is, takedowns in the home zone of the platform. Where a city names no incomes they are drawn by seed.</dd>
<dt>Women, minors</dt><dd>Known of couriers only; persons arrested at sites and managers have neither sex nor age here.</dd>
</dl>
`;
}

function change(id: string, effect: Effect | undefined): Content {
  if (effect === undefined) return UNDEFINED;
  const { diff, ci95 } = effectTexts(id, effect);
  const isOpen = effect.ci95 !== null && !excludesZero(effect.ci95);
  return html`<span class="${isOpen ? 'open' : 'told'}">${diff}</span>${ci95 === UNDEFINED || effect.sd === 0 ? '' : html`<span class="range">${ci95}</span>`}`;
}
