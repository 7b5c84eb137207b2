// Aligned columns and wrapped lines for the terminal.

/** A text with a style, such as `styleText` of node:util; the text's visible width stays. */
export type Style = (style: 'bold' | 'dim' | 'yellow', text: string) => string;
export const PLAIN: Style = (_, text) => text;

/** Lines of texts are at most this long. */
export const MOST_WIDTH = 100;
const GAP = '  ';

export interface Column {
  head: string;
  cells: string[];
  width: number;
  side: 'left' | 'right';
}

export const column = (head: string, cells: string[], side: Column['side'] = 'right'): Column => ({
  head,
  cells,
  side,
  width: Math.max(head.length, ...cells.map(({ length }) => length)),
});

export const widthOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, { width }) => sum + width, 0) + GAP.length * (columns.length - 1);

/** The head in bold, then a line per row. */
export function lines(columns: readonly Column[], style: Style): string[] {
  const row = (texts: string[]): string =>
    texts
      .map((text, i) => {
        const { width, side } = columns[i]!;
        return side === 'left' ? text.padEnd(width) : text.padStart(width);
      })
      .join(GAP)
      .trimEnd();
  return [
    style('bold', row(columns.map(({ head }) => head))),
    ...columns[0]!.cells.map((_, r) => row(columns.map(({ cells }) => cells[r]!))),
  ];
}

/** Breaks a line between words, never before a %; what follows the first is indented. */
export function fold(line: string, width = MOST_WIDTH, indent = '    '): string[] {
  const folded: string[] = [];
  let rest = line;
  while (rest.length > width) {
    let at = rest.lastIndexOf(' ', width);
    while (rest[at + 1] === '%') at = rest.lastIndexOf(' ', at - 1);
    if (at <= indent.length) break;
    folded.push(rest.slice(0, at));
    rest = `${indent}${rest.slice(at + 1)}`;
  }
  return [...folded, rest];
}
