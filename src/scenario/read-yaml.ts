// Reads YAML or JSON text as a located tree. Unsafe or ambiguous uses of the format are faults.
import { Composer, type CST, type Document, isAlias, isMap, isNode, isScalar, isSeq, Lexer, Parser } from 'yaml';
import { type Fault, faultAt, type Origin, type Source } from './faults.ts';
import { CONTROL, cutByComma, escapeHint, hintForSyntax } from './habits.ts';
import type { Entry, Located, Scalar } from './located.ts';

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;
/** The library needs up to 10 µs a token, more where there are many errors (yaml 2.9, Node 20: 2 s at this limit). */
const MAX_TOKENS = 100_000;
const MAX_NODES = 100_000;
/** Most syntax errors that are reported: one mistake causes many. */
const MAX_SYNTAX_FAULTS = 5;
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
const SCALAR_FOLLOWS = '\x1f';

/** The tree of one document, or all its faults; an empty text is a null scalar. Never throws. */
export function readYaml(written: Source): { tree: Located } | { faults: Fault[] } {
  const source = { ...written, text: plainText(written.text) };
  const refused = refuseText(source) ?? refuseTokens(source);
  if (refused) return { faults: [refused] };
  const tokens = [...new Parser().parse(source.text)];
  const deep = deeperThan(MAX_DEPTH, tokens);
  if (deep !== undefined) return { faults: [nested({ source, offset: deep })] };
  const documents = [...new Composer({ uniqueKeys: false, prettyErrors: false }).compose(tokens)];
  const [document, second] = documents;
  if (second) {
    return {
      faults: [
        faultAt(
          { source, offset: second.range[0] },
          { what: 'more than one document', got: documents.length, expected: 'one document in a file' },
        ),
      ],
    };
  }
  if (!document) return { tree: { kind: 'scalar', at: { source, offset: 0 }, value: null } };
  const broken = syntaxFaults(document, source);
  return broken.length > 0 ? { faults: broken } : convert(document, source);
}

/** Removes a byte order mark and turns single carriage returns into line feeds. */
const plainText = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r(?!\n)/g, '\n');

function refuseText(source: Source): Fault | undefined {
  const { text } = source;
  if (text.length > MAX_CHARACTERS) {
    return faultAt(
      { source: { ...source, text: '' }, offset: 0 },
      { what: 'the file is too large', got: text.length, expected: `at most ${MAX_CHARACTERS} characters` },
    );
  }
  const odd = text.search(/[\0\ufffd]/);
  if (odd < 0) return undefined;
  const what = text[odd] === '\0' ? 'a NUL byte' : 'bytes that are not UTF-8';
  return faultAt({ source, offset: odd }, { what, expected: 'text in UTF-8', hint: 'save the file as UTF-8' });
}

/** Open brackets and tokens are counted before parsing: the library needs minutes for a million of either. */
function refuseTokens(source: Source): Fault | undefined {
  let depth = 0;
  let count = 0;
  let offset = 0;
  let isText = false;
  for (const token of new Lexer().lex(source.text)) {
    if (!isText && (token === '[' || token === '{')) depth++;
    else if (!isText && depth > 0 && (token === ']' || token === '}')) depth--;
    if (depth > MAX_DEPTH) return nested({ source, offset });
    if (++count > MAX_TOKENS)
      return faultAt(
        { source, offset },
        { what: 'too many values', expected: 'a scenario of fewer than a hundred thousand signs and values' },
      );
    isText = token === SCALAR_FOLLOWS;
    offset +=
      token.length === 1 && token < ' ' && token !== '\n' && token !== '\t' && token !== '\r' ? 0 : token.length;
  }
  return undefined;
}

const nested = (at: Origin): Fault =>
  faultAt(at, { what: 'nested too deeply', expected: `at most ${MAX_DEPTH} levels` });

/** Offset of the first token below `most` levels, found without recursion. */
function deeperThan(most: number, tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > most) return 'offset' in token ? token.offset : 0;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function syntaxFaults(document: Document.Parsed, source: Source): Fault[] {
  const slips = [...document.errors, ...document.warnings]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .slice(0, MAX_SYNTAX_FAULTS);
  return slips.map(({ code, message, pos }) => {
    const at = { source, offset: pos[0] };
    const what = `not well-formed: ${message.replace(/\s+/g, ' ')}`;
    return faultAt(at, { what, expected: 'YAML or JSON', hint: hintForSyntax(at, code) });
  });
}

function convert(document: Document.Parsed, source: Source): { tree: Located } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const anchors = new Map<string, unknown>();
  let nodes = 0;
  let aliases = 0;
  const tree = locate(document.contents, 0, 0);
  return faults.length > 0 ? { faults } : { tree };

  function locate(node: unknown, depth: number, near: number): Located {
    const at = { source, offset: (isNode(node) ? node.range?.[0] : undefined) ?? near };
    const nothing: Located = { kind: 'scalar', at, value: null };
    const refuse = (what: string, expected: string, got?: unknown, hint?: string): Located => {
      faults.push(faultAt(at, { what, got, expected, hint }));
      return nothing;
    };
    if (++nodes > MAX_NODES || aliases > MAX_ALIASES) {
      return nodes === MAX_NODES + 1 ? refuse('too many values', `at most ${MAX_NODES}, aliases included`) : nothing;
    }
    if (depth > MAX_DEPTH) return refuse('nested too deeply', `at most ${MAX_DEPTH} levels`);
    if (isAlias(node)) {
      if (++aliases > MAX_ALIASES) return refuse('too many aliases', `at most ${MAX_ALIASES}`);
      return anchors.has(node.source)
        ? { ...locate(anchors.get(node.source), depth, near), at }
        : refuse('an alias to nothing written before it', 'the name of an anchor', `*${node.source}`);
    }
    // An anchor is registered after its node is complete, so that no node can contain itself.
    const located = isMap(node) ? map() : isSeq(node) ? list() : scalar();
    if (isNode(node) && 'anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
    return located;

    function map(): Located {
      const entries = new Map<string, Entry>();
      let commas = 0;
      if (isMap(node))
        for (const { key, value } of node.items) {
          const keyAt = { source, offset: (isNode(key) ? key.range?.[0] : undefined) ?? at.offset };
          const name = isScalar(key) ? key.value : undefined;
          const wrong = (what: string, expected: string, hint?: string, got: unknown = name) =>
            faults.push(faultAt(keyAt, { what, got, expected, hint }));
          const cut = value === null ? cutByComma(source.text, keyAt.offset) : undefined;
          if (cut) {
            // One number may be split at several commas.
            if (keyAt.offset >= commas) wrong('a number with a comma', 'a number without', cut.hint, cut.written);
            commas = keyAt.offset + cut.written.length;
          } else if (typeof name !== 'string') wrong('a key that is not text', 'a name; quotes make text of a number');
          else if (FORBIDDEN.includes(name)) wrong('a forbidden key', 'the name of a field');
          else if (name === '<<')
            wrong(
              'a merge key, which YAML 1.2 does not have',
              'the keys written out',
              'or name a file to build on with extends',
            );
          else if (CONTROL.test(name)) wrong('a control character in a key', 'the name of a field');
          else if (entries.has(name)) wrong('the same key twice', 'each key once');
          else entries.set(name, { keyAt, value: locate(value, depth + 1, keyAt.offset) });
        }
      return { kind: 'map', at, entries };
    }

    function list(): Located {
      return {
        kind: 'list',
        at,
        items: isSeq(node) ? node.items.map((item) => locate(item, depth + 1, at.offset)) : [],
      };
    }

    function scalar(): Located {
      const value = isScalar(node) ? node.value : null;
      const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
      if (typeof value === 'string' && CONTROL.test(value))
        return refuse('a control character', 'text without any', value, escapeHint(value, at));
      const written = isScalar(node) && typeof value === 'number' ? node.source : undefined;
      return isPlain
        ? { kind: 'scalar', at, value: value as Scalar, ...(written !== undefined && { written }) }
        : refuse('a value of a kind not read here', 'text, a number, true or false', String(value));
    }
  }
}
