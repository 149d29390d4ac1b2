import type { Document, YAMLMap } from 'yaml';
import { LineCounter, isAlias, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';

import { InputError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';
import { quote } from './kinds.ts';

export interface YamlMapOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /** The code of the error. */
  readonly code: string;
  /** What the map holds: `settings`. */
  readonly what: string;
}

export interface YamlFile {
  /** Null for an empty file. */
  readonly root: YAMLMap | null;
  /** `.image-gate.yaml:3`. */
  readonly place: (node: unknown) => string;
}

const MAX_DEPTH = 20;

/**
 * Reads YAML 1.2, one document, a map; no anchors, aliases, tags or merge keys, and no key twice.
 * @throws InputError with the line
 */
export function readYamlMap(text: string, options: YamlMapOptions): YamlFile {
  const { name, what } = options;
  const lines = new LineCounter();
  const place = (node: unknown): string => `${name}:${lineOf(node, lines)}`;
  const refuse = (message: string, hint?: string): InputError =>
    new InputError(options.code, message, hint === undefined ? {} : { hint });
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    strict: true,
    // Its own check takes the square of the number of keys: see refuseHazards.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    throw refuse(`${name}:${lines.linePos(problem.pos[0]).line}: ${yamlProblem(problem)}`);
  }
  refuseHazards(document, place, refuse);
  const root: unknown = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { root: null, place };
  if (!isMap(root)) throw refuse(`${place(root)}: the file is not a map of ${what}`);
  return { root, place };
}

/** The parser's own words, but for two that only its callers understand. */
function yamlProblem({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'MULTIPLE_DOCS') return 'there is a second document; only one is allowed';
  if (code === 'RESOURCE_EXHAUSTION' || message.includes('call stack')) return 'it is nested too deeply';
  return plain(message, 200);
}

function refuseHazards(
  document: Document.Parsed,
  place: (node: unknown) => string,
  refuse: (message: string, hint?: string) => InputError,
): void {
  visit(document, {
    Node(_key, node, path) {
      if (isAlias(node) || (isNode(node) && 'anchor' in node && typeof node.anchor === 'string')) {
        throw refuse(`${place(node)}: anchors and aliases are not allowed`, 'Write the value out.');
      }
      if (path.length > MAX_DEPTH) throw refuse(`${place(node)}: it is nested too deeply`);
    },
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (seen.has(name)) throw refuse(`${place(key)}: the key ${quote(name)} is there twice`);
        seen.add(name);
      }
    },
  });
}

function lineOf(node: unknown, lines: LineCounter): number {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  return offset === undefined ? 1 : lines.linePos(offset).line;
}
