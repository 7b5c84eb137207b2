// From YAML or JSON text to a located tree, with every danger of the format turned into a fault. Knows no schema.
import { Composer, CST, type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, Parser, visit } from 'yaml';
import { type Fault, faultAt, type Source } from './faults.ts';
import type { Entry, Located, Scalar } from './located.ts';

export const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;
const MAX_NODES = 200_000;
/** One slip of syntax makes many; the first few tell. */
const MAX_SYNTAX_FAULTS = 5;
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** The tree of one document, or all that is wrong with it. An empty text is a null scalar. Never throws. */
export function readYaml(source: Source): { tree: Located } | { faults: Fault[] } {
  const refused = refuseText(source);
  if (refused) return { faults: [refused] };
  try {
    const tokens = [...new Parser().parse(source.text)];
    const deep = tooDeep(tokens);
    if (deep !== undefined) return { faults: [nested(source, deep)] };
    const documents = [...new Composer({ uniqueKeys: false, prettyErrors: false, stringKeys: false }).compose(tokens)];
    const second = documents[1];
    if (second) return { faults: [faultAt({ source, offset: second.range[0] }, { what: 'more than one document', got: documents.length, expected: 'one document in a file' })] };
    const document = documents[0];
    if (!document) return { tree: { kind: 'scalar', at: { source, offset: 0 }, value: null } };
    const broken = syntaxFaults(document, source);
    return broken.length > 0 ? { faults: broken } : convert(document, source);
  } catch (error) {
    // Only the recursion of the YAML library itself can end here.
    if (error instanceof RangeError) return { faults: [nested(source, 0)] };
    throw error;
  }
}
