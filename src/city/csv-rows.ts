// Rows of a CSV text, with the place of each field. Knows no column.
import { csvParseRows } from 'd3-dsv';

export interface CsvRow {
  /** Line on which the row begins, from 1. */
  line: number;
  fields: string[];
  /** Where each field begins in the text, UTF-16 units. */
  offsets: number[];
}

/** Header, trimmed, and rows below it; blank lines are skipped. Quoted fields may hold commas and line breaks. */
export function csvRows(text: string): { header: string[]; offsets: number[]; rows: CsvRow[] } {
  let line = 1;
  let at = 0;
  const rows = csvParseRows(text).map((fields) => {
    const offsets = fields.map(() => {
      const start = at;
      at = fieldEnd(text, at);
      at += text.startsWith('\r\n', at) ? 2 : 1;
      return start;
    });
    const row = { line, fields, offsets };
    line += 1 + (fields.join().match(/\r\n|\r|\n/g)?.length ?? 0);
    return row;
  });
  const filled = rows.filter(({ fields }) => fields.length > 1 || fields[0].trim() !== '');
  const [head] = filled;
  return { header: head?.fields.map((name) => name.trim()) ?? [], offsets: head?.offsets ?? [], rows: filled.slice(1) };
}

/** Offset behind the field that begins at `start`: its comma, line break or the end of the text. */
function fieldEnd(text: string, start: number): number {
  let end = start;
  if (text[start] === '"') {
    do {
      end = text.indexOf('"', end + 1);
      if (end < 0) return text.length;
    } while (text[++end] === '"');
    return end;
  }
  while (end < text.length && !',\r\n'.includes(text[end])) end++;
  return end;
}
