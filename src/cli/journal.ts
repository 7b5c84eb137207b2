// A journal of finished work in one file that only grows: bytes by key, from which a killed run can go on. Incomplete
// records are ignored.
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Marks the file type; the number rises when older files cannot be read any more. */
const MAGIC = Buffer.from('WBJOURN1');
/** Before each record: bytes of its key, bytes of its content, CRC-32 of both; little-endian. */
const HEAD_BYTES = 12;

export interface Journal {
  /** Text that says what the records belong to, written at the start. */
  readonly subject: string;
  /** In the order in which they were appended; of equal keys the last one counts. */
  keys: () => string[];
  get: (key: string) => Buffer | undefined;
  append: (key: string, content: Uint8Array) => void;
  close: () => void;
}

/** Starts a journal in `path`, in place of any other. */
export function createJournal(path: string, subject: string): Journal {
  const fd = openSync(path, 'w+');
  writeSync(fd, MAGIC);
  return journal(fd, subject, new Map(), append(fd, MAGIC.length, '', Buffer.from(subject)));
}

/** The journal in `path`, up to its first incomplete record; undefined if there is none. */
export function openJournal(path: string): Journal | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r+');
  } catch {
    return undefined;
  }
  const places = new Map<string, Place>();
  const end = fstatSync(fd).size;
  let at = MAGIC.length;
  let subject: string | undefined;
  if (read(fd, 0, MAGIC.length).equals(MAGIC)) {
    for (let record = recordAt(fd, at, end); record; record = recordAt(fd, at, end)) {
      if (subject === undefined) subject = read(fd, record.from, record.bytes).toString();
      else places.set(record.key, record);
      at = record.from + record.bytes;
    }
  }
  if (subject !== undefined) return journal(fd, subject, places, at);
  closeSync(fd);
  return undefined;
}

interface Place {
  from: number;
  bytes: number;
}

function journal(fd: number, subject: string, places: Map<string, Place>, end: number): Journal {
  return {
    subject,
    keys: () => [...places.keys()],
    get: (key) => {
      const place = places.get(key);
      return place && read(fd, place.from, place.bytes);
    },
    append: (key, content) => {
      end = append(fd, end, key, content);
      places.set(key, { from: end - content.length, bytes: content.length });
    },
    close: () => closeSync(fd),
  };
}

/** Writes a record at `at`, over any incomplete one, and returns where it ends. */
function append(fd: number, at: number, key: string, content: Uint8Array): number {
  const name = Buffer.from(key);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(name.length, 0);
  head.writeUInt32LE(content.length, 4);
  head.writeUInt32LE(crc32(content, crc32(name)), 8);
  ftruncateSync(fd, at);
  const record = Buffer.concat([head, name, content]);
  for (let done = 0; done < record.length; ) done += writeSync(fd, record, done, record.length - done, at + done);
  fdatasyncSync(fd);
  return at + record.length;
}

function recordAt(fd: number, at: number, end: number): ({ key: string } & Place) | undefined {
  if (at + HEAD_BYTES > end) return undefined;
  const head = read(fd, at, HEAD_BYTES);
  const [keyBytes, bytes, sum] = [0, 4, 8].map((offset) => head.readUInt32LE(offset)) as [number, number, number];
  const from = at + HEAD_BYTES + keyBytes;
  if (from + bytes > end) return undefined;
  const rest = read(fd, at + HEAD_BYTES, keyBytes + bytes);
  return crc32(rest) === sum ? { key: rest.toString('utf8', 0, keyBytes), from, bytes } : undefined;
}

function read(fd: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  let done = 0;
  for (let more = 1; done < bytes && more > 0; done += more) more = readSync(fd, buffer, done, bytes - done, at + done);
  return buffer.subarray(0, done);
}
