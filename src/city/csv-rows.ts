// Rows of a table as text, with the place of each cell.

export interface CsvCell {
  /** Its content, without quotes. */
  text: string;
  /** Where it begins, from 1; columns in UTF-16 units. */
  line: number;
  col: number;
  /** True if its opening quote is never closed, so that it holds the rest of the text. */
  isOpen?: true;
}

/** More columns than any spreadsheet has; further cells are ignored. */
const MAX_COLUMNS = 20_000;
/** More than any cell of a spreadsheet holds; the rest of a quoted one is cut. */
const MAX_CELL_LENGTH = 100_000;

/**
 * Rows in order; lines without a character are passed over. A quoted cell may hold separators, line breaks and doubled quotes; what follows its
 * closing quote is kept. Lines end in `\n`, `\r\n` or `\r`.
 */
export function* csvRows(text: string, separator: string): Generator<CsvCell[]> {
  const separatorCode = separator.charCodeAt(0);
  let at = 0;
  let line = 1;
  let lineStart = 0;
  while (at < text.length) {
    if (lineBreak(text, at) > 0) {
      line++;
      lineStart = at += lineBreak(text, at);
      continue;
    }
    const row: CsvCell[] = [];
    for (let isLast = false; !isLast; ) {
      const cell: CsvCell = { text: '', line, col: at - lineStart + 1 };
      if (text[at] === '"') {
        const from = at;
        [cell.text, at] = quoted(text, at);
        if (at < 0) {
          cell.isOpen = true;
          at = text.length;
        }
        for (let next = plainEnd(text, from, LF); next < at; next = plainEnd(text, next, LF)) {
          line++;
          lineStart = next += lineBreak(text, next);
        }
      }
      const from = at;
      at = plainEnd(text, at, separatorCode);
      cell.text += text.slice(from, at);
      if (row.length < MAX_COLUMNS) row.push(cell);
      isLast = text.charCodeAt(at) !== separatorCode;
      if (!isLast) at++;
    }
    at += lineBreak(text, at);
    line++;
    lineStart = at;
    yield row;
  }
}

/** The text of the quoted cell that opens at `start`, and the offset behind its closing quote, −1 where there is none. */
function quoted(text: string, start: number): [string, number] {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const end = Math.min(close < 0 ? text.length : close, start + MAX_CELL_LENGTH);
  return [text.slice(start + 1, end).replaceAll('""', '"'), close < 0 ? -1 : close + 1];
}

const LF = 10;
const CR = 13;

/** Length of the line break at `at`: 0 where there is none. */
function lineBreak(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === LF) return 1;
  if (code !== CR) return 0;
  return text.charCodeAt(at + 1) === LF ? 2 : 1;
}

/** Offset of the first line break or separator at or behind `from`, or of the end. */
function plainEnd(text: string, from: number, separatorCode: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separatorCode || code === LF || code === CR) return at;
  }
  return text.length;
}
