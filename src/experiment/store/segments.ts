// Rows in files that only grow: one file of JSON lines for each process that writes, read together. A line that a kill or
// a power cut has torn is not there.
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** What all rows have. Of rows of one id, one without an error counts, whenever it came. */
export interface Identified {
  id: string;
  /** Why it failed. */
  error?: string;
}

/** Where finished rows go. */
export interface Sink<Row extends Identified = Identified> {
  /** Throws what an earlier attempt to write has come to: a full disk, for one. */
  append(row: Row): void;
  /** On the disk when this is done. */
  close(): Promise<void>;
}

/** What a power cut can cost, ms; a kill costs no row that was appended. */
const SYNC_EVERY_MS = 200;

/** A sink with a file of its own in `folder`, made with the first row. */
export function openSegment<Row extends Identified>(folder: string): Sink<Row> {
  let fd: number | undefined;
  let broken: unknown;
  let timer: NodeJS.Timeout | undefined;
  let unsyncedSince = 0;
  /** After a failure nothing more is written, so that what is half written spoils no other row. */
  const attempt = (act: () => void): void => {
    if (broken !== undefined) throw broken;
    try {
      act();
    } catch (error) {
      broken = error;
      throw error;
    }
  };
  const sync = (): void => {
    clearTimeout(timer);
    timer = undefined;
    attempt(() => fd !== undefined && fdatasyncSync(fd));
  };
  const syncLater = (): void => {
    unsyncedSince = performance.now();
    timer = setTimeout(() => {
      try {
        sync();
      } catch {
        // Whoever appends or closes next hears of it.
      }
    }, SYNC_EVERY_MS);
  };
  return {
    append: (row) => {
      const line = Buffer.from(lineOf(row));
      attempt(() => {
        fd ??= create(folder);
        writeAll(fd, line);
      });
      if (timer === undefined) syncLater();
      // A thread that is busy runs no timer.
      else if (performance.now() - unsyncedSince >= SYNC_EVERY_MS) sync();
    },
    close: async () => {
      try {
        sync();
      } finally {
        if (fd !== undefined) closeSync(fd);
        fd = undefined;
      }
    },
  };
}

/** A row's line: the id first, then the error if there is one, so that a reader need not look further. */
function lineOf({ id, error, ...rest }: Identified): string {
  return `${JSON.stringify(error === undefined ? { id, ...rest } : { id, error, ...rest })}\n`;
}

function create(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const writer = `${hostname().replace(/[^\w-]+/g, '-')}-${process.pid}-${randomBytes(6).toString('hex')}`;
  const fd = openSync(join(folder, `${writer}.jsonl`), 'wx');
  syncFolder(folder);
  return fd;
}

/** Makes sure that a new name in a folder outlives a power cut; where folders cannot be opened, the system sees to it. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    fsyncSync(fd);
    closeSync(fd);
  } catch {
    // Windows.
  }
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/** Paths of all segments in `folder`, sorted. */
export function segmentsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** Where a row lies. */
export interface Place {
  file: string;
  from: number;
  bytes: number;
}

const CHUNK_BYTES = 1 << 18;
const NEW_LINE = 10;
/** A line's beginning, with its id. */
const HEAD = /^\{"id":("(?:[^"\\]|\\.)*")(,"error":)?/;
const HEAD_BYTES = 1000;

/** All rows in `folder` that are whole, with their places; takes no more memory for longer files or rows. */
export function* rowsIn(folder: string): Generator<Place & { id: string; failed: boolean }> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (const file of segmentsIn(folder)) {
    const fd = openSync(file, 'r');
    try {
      let from = 0;
      let at = 0;
      let head = Buffer.alloc(0);
      let isTorn = false;
      let last = 0;
      for (let n = readSync(fd, chunk); n > 0; n = readSync(fd, chunk)) {
        for (let start = 0; start < n; ) {
          const found = chunk.subarray(0, n).indexOf(NEW_LINE, start);
          const end = found < 0 ? n : found;
          const part = chunk.subarray(start, end);
          if (head.length < HEAD_BYTES) head = Buffer.concat([head, part.subarray(0, HEAD_BYTES - head.length)]);
          // What a power cut leaves of pages that were not yet written; JSON has no such byte.
          isTorn ||= part.includes(0);
          last = part.at(-1) ?? last;
          start = end + 1;
          if (found < 0) break;
          const [, id, error] = (!isTorn && String.fromCharCode(last) === '}' && HEAD.exec(head.toString())) || [];
          if (id !== undefined)
            yield { id: JSON.parse(id), failed: error !== undefined, file, from, bytes: at + end - from };
          from = at + start;
          head = Buffer.alloc(0);
          isTorn = false;
        }
        at += n;
      }
    } finally {
      closeSync(fd);
    }
  }
}

/** The row at a place. */
export function rowAt<Row extends Identified>({ file, from, bytes }: Place): Row {
  const fd = openSync(file, 'r');
  try {
    const line = Buffer.alloc(bytes);
    for (let done = 0, more = 1; done < bytes && more > 0; done += more)
      more = readSync(fd, line, done, bytes - done, from + done);
    return JSON.parse(line.toString()) as Row;
  } finally {
    closeSync(fd);
  }
}

/** Ids of rows that are done, and of those that only failed. */
export function idsIn(folder: string): { done: Set<string>; failed: Set<string> } {
  const done = new Set<string>();
  const failed = new Set<string>();
  for (const row of rowsIn(folder)) (row.failed ? failed : done).add(row.id);
  for (const id of done) failed.delete(id);
  return { done, failed };
}
