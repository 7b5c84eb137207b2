// The parameters on the page: those set by the scenario, then those at their default, by section.
import { type Content, html, type Markup, table } from './html-markup.ts';
import type { ReportedParameter } from './json.ts';

/** Meaning of the grades. */
export const GRADES =
  'S stated in the founding article, V a published study, P an official figure seen through the press, D arithmetic on those, A an assumption; two grades where direction and size differ';

/** Every parameter once. Lists that are closed open by themselves where a browser's search finds something in them. */
export function parameterTables(parameters: readonly ReportedParameter[]): Markup {
  const own = parameters.filter(isSet);
  const sections = [...bySection(parameters.filter((row) => !isSet(row)))];
  return html`<details open><summary>Set by the scenario: ${own.length}</summary>
${
  own.length === 0
    ? html`<p>Nothing: every parameter has its default.</p>`
    : table({
        id: 'parameters-set',
        caption: 'Parameters that the scenario sets, or that have no default',
        hasSentences: true,
        columns: columnsOf('Value', 'Default'),
        groups: [
          { rows: own.map((row) => rowOf(row, [shownValue(row), 'default' in row ? printed(row.default) : 'none'])) },
        ],
      })
}</details>
<details><summary>Left at their defaults: ${parameters.length - own.length}</summary>
${
  sections.length === 0
    ? ''
    : table({
        id: 'parameters-default',
        caption: 'Parameters left at their defaults',
        hasSentences: true,
        columns: columnsOf('Value'),
        groups: sections.map(([section, rows]) => ({
          head: section,
          rows: rows.map((row) => rowOf(row, [shownValue(row)])),
        })),
      })
}</details>
`;
}

const isSet = ({ value, default: unwritten }: ReportedParameter): boolean =>
  JSON.stringify(value) !== JSON.stringify(unwritten);

function bySection(rows: readonly ReportedParameter[]): Map<string, ReportedParameter[]> {
  const sections = new Map<string, ReportedParameter[]>();
  for (const row of rows) {
    const section = row.path.split('.')[0]!;
    sections.set(section, [...(sections.get(section) ?? []), row]);
  }
  return sections;
}

const columnsOf = (...values: string[]) =>
  ['Parameter', ...values, 'Unit', 'What it says, and its source', 'Grade'].map((head) => ({ head }));

const rowOf = ({ path, unit, grade, text, source }: ReportedParameter, values: string[]) => ({
  head: html`<code>${breakable(path)}</code>`,
  cells: [...values, unit, html`${withCode(text)} <span class="source">${source}</span>`, grade] as Content[],
});

/** Lines may break after the parts of a path. */
const breakable = (path: string): Content =>
  path.split(/(?<=[._])/).map((part, i) => (i === 0 ? part : html`<wbr>${part}`));

/** Text between backticks is code. */
const withCode = (text: string): Content =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));

/** Only the name of a file, since its folder is private and differs between equal runs. */
const shownValue = ({ path, value }: ReportedParameter): string =>
  typeof value === 'string' && /\.(zones|geojson)$/.test(path) ? value.split(/[\\/]/).at(-1)! : printed(value);

const printed = (value: unknown): string =>
  value === ''
    ? '(empty)'
    : value === null
      ? 'none'
      : typeof value === 'string'
        ? value
        : JSON.stringify(value).replaceAll(',', ', ');
