// Pieces of a page: escaping, tables that scroll, figures, lists.

/** Text that is already HTML; whatever else comes into a page is escaped. */
export interface Markup {
  readonly markup: string;
}
export type Content = string | number | Markup | readonly Content[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template whose values are escaped, in texts and in quoted attributes alike, unless they are {@link Markup}. */
export const html = (texts: TemplateStringsArray, ...values: Content[]): Markup => ({
  markup: values.reduce((markup: string, value, i) => markup + escaped(value) + texts[i + 1]!, texts[0]!),
});

/** Sums of texts, since `join` would copy a drawing once for each element that holds it. */
const escaped = (content: Content): string =>
  typeof content === 'object'
    ? 'markup' in content
      ? content.markup
      : content.reduce((markup: string, part) => markup + escaped(part), '')
    : String(content).replace(/[&<>"']/g, (character) => ENTITIES[character]!);

export interface TableColumn {
  head: Content;
  /** Numbers stand right-aligned, texts left. */
  isNumber?: boolean;
}

export interface TableRow {
  /** The cell that names the row. */
  head: Content;
  cells: Content[];
  isMarked?: boolean;
}

export interface TableParts {
  /** Unique on the page. */
  id: string;
  caption: string;
  /** The first is the column of row heads. */
  columns: TableColumn[];
  /** Rows in groups, each with a heading where it has one. */
  groups: { head?: Content; rows: TableRow[] }[];
  /** Whether its last but one column is a sentence. */
  hasSentences?: boolean;
  /** Of a look of its own. */
  kind?: 'summary';
}

/** A table in a region that scrolls sideways when it is wider than the page, by keyboard too. */
export function table({ id, caption, columns, groups, hasSentences = false, kind }: TableParts): Markup {
  const sideOf = (i: number): Markup => html`${columns[i]?.isNumber ? html` class="number"` : ''}`;
  return html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table${hasSentences ? html` class="words"` : kind ? html` class="${kind}"` : ''}>
<caption id="${id}"><span>${caption}</span></caption>
<thead><tr>${columns.map(({ head }, i) => html`<th scope="col"${sideOf(i)}>${head}</th>`)}</tr></thead>
${groups.map(
  ({ head, rows }) => html`<tbody>
${head === undefined ? '' : html`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${head}</th></tr>\n`}${rows.map(
  (row) =>
    html`<tr${row.isMarked ? html` class="marked"` : ''}><th scope="row">${row.head}</th>${row.cells.map(
      (cell, i) => html`<td${sideOf(i + 1)}>${cell}</td>`,
    )}</tr>\n`,
)}</tbody>`,
)}
</table></div>
`;
}

/** A drawing in the page itself; as an image, so that its ids and styles stay its own. */
export const figure = (id: string, { svg, alt }: { svg: string; alt: string }, caption: Content): Markup =>
  html`<figure id="${id}"><div class="scroll drawing" role="region" aria-labelledby="${id}-caption" tabindex="0"><img src="${dataUri(svg)}" alt="${alt}"></div>
<figcaption id="${id}-caption">${caption}</figcaption></figure>
`;

/** Only what a data URI cannot hold is encoded, so that it stays a third smaller than in base64. */
const dataUri = (svg: string): string =>
  `data:image/svg+xml,${svg.replace(/[%#<>"\t\r\n]|[^\x20-\x7e]+/g, (characters) => encodeURIComponent(characters))}`;
