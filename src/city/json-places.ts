// Finds the places of values in a JSON text, and of the first syntax error.

export type JsonPath = readonly (string | number)[];

/** A value that is looked for, or one on the way to it; `at` is -1 where the text has none. */
interface Sought {
  at: number;
  inside: Map<string, Sought>;
}

/** `line:col`, from 1, of the value at each path, or of the innermost one around it that there is. */
export function jsonPlaces(text: string, paths: readonly JsonPath[]): string[] {
  const root: Sought = { at: -1, inside: new Map() };
  const ways = paths.map((path) => {
    const way = [root];
    for (const key of path.map(String)) {
      const { inside } = way.at(-1)!;
      if (!inside.has(key)) inside.set(key, { at: -1, inside: new Map() });
      way.push(inside.get(key)!);
    }
    return way;
  });
  if (paths.length > 0) scan(text, root);
  return ways.map((way) => lineAndColumn(text, way.findLast(({ at }) => at >= 0)?.at ?? 0));
}

/** Offset at which a text stops being JSON, undefined where it does not. */
export const jsonSlip = (text: string): number | undefined => scan(text, undefined);

export function lineAndColumn(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', start)) {
    line++;
    start = next + 1;
  }
  return `${line}:${at - start + 1}`;
}

/** Scans the text once, without recursion, and notes where the wanted values begin; returns the first syntax error. */
function scan(text: string, root: Sought | undefined): number | undefined {
  const open: { isList: boolean; index: number; sought: Sought | undefined }[] = [];
  let sought = root;
  let next: 'value' | 'key' | 'end' = 'value';
  let mayClose = false;
  let at = 0;
  for (;;) {
    at = afterBlanks(text, at);
    const around = open.at(-1);
    const char = text[at];
    if (around && (next === 'end' || mayClose) && char === (around.isList ? ']' : '}')) {
      open.pop();
      at++;
      next = 'end';
      continue;
    }
    mayClose = false;
    if (next === 'end') {
      if (!around) return at < text.length ? at : undefined;
      if (char !== ',') return at;
      at++;
      next = around.isList ? 'value' : 'key';
      if (around.isList) sought = around.sought?.inside.get(String(++around.index));
      continue;
    }
    const end = char === '"' ? stringEnd(text, at) : next === 'value' ? wordEnd(text, at) : -1;
    if (next === 'key') {
      if (end < 0) return at;
      const colon = afterBlanks(text, end);
      if (text[colon] !== ':') return colon;
      sought = around!.sought?.inside.get(JSON.parse(text.slice(at, end)));
      at = colon + 1;
      next = 'value';
      continue;
    }
    if (sought) sought.at = at;
    if (char === '{' || char === '[') {
      open.push({ isList: char === '[', index: 0, sought });
      if (char === '[') sought = sought?.inside.get('0');
      next = char === '[' ? 'value' : 'key';
      mayClose = true;
      at++;
    } else {
      if (end < 0) return at;
      at = end;
      next = 'end';
    }
  }
}

const afterBlanks = (text: string, from: number): number => {
  let at = from;
  while (' \n\r\t'.includes(text[at] ?? '.')) at++;
  return at;
};

/** Behind the string that begins at `from`; -1 where it is none. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] < ' ') return -1;
    if (text[at] !== '\\') continue;
    at++;
    if (!/^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(at, at + 5))) return -1;
  }
  return -1;
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Behind the number, `true`, `false` or `null` that begins at `from`; -1 where it is none. */
function wordEnd(text: string, from: number): number {
  WORD.lastIndex = from;
  return WORD.test(text) ? WORD.lastIndex : -1;
}
