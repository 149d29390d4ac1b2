import type { YAMLMap } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';

import { InputError } from '../model/errors.ts';
import { LABEL_TYPES, type LabelType } from '../model/lint.ts';
import type { Threshold } from '../model/policy.ts';
import type { RankedSeverity } from '../model/severity.ts';
import { readConfigText } from './config-text.ts';
import { allowedHint, quote } from './kinds.ts';
import { readYamlMap } from './yaml-map.ts';

/** What a `.hadolint.yaml` says that we go by. */
export interface HadolintConfig {
  /** The file, as it was named. */
  readonly path: string;
  /** Codes, upper case. */
  readonly ignored: readonly string[];
  readonly overrides: ReadonlyMap<string, RankedSeverity>;
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: ReadonlyMap<string, LabelType>;
  readonly strictLabels: boolean;
  readonly ignoreComments: boolean;
  /** From `failure-threshold` and `no-fail`; null when neither is there. */
  readonly threshold: Threshold | null;
  /** Keys that we do not know, with their places. */
  readonly unknownKeys: readonly string[];
}

/** Read when none is named; the first one found counts. */
const DEFAULT_FILES = ['.hadolint.yaml', '.hadolint.yml'];

/** hadolint's severities, the worst first: a code in two lists has the worst. */
const SEVERITIES = { error: 'high', warning: 'medium', info: 'low', style: 'info' } as const;
const THRESHOLDS: Readonly<Record<string, Threshold>> = { ...SEVERITIES, ignore: 'info', none: 'none' };
/** What they are about is settled elsewhere. */
const NOT_OURS: ReadonlySet<string> = new Set(['format', 'formats', 'output', 'no-color', 'verbose']);

/**
 * Reads hadolint's configuration: `path` as it was given, or null for the one in the working directory, which
 * need not be there. Null when there is none.
 * @throws InputError HADOLINT_CONFIG_INVALID, CONFIG_NOT_FOUND
 */
export function readHadolintConfig(path: string | null, cwd: string): HadolintConfig | null {
  for (const name of path === null ? DEFAULT_FILES : [path]) {
    const text = readConfigText(name, cwd, CODE);
    if (text !== null) return parseHadolintConfig(text, name);
  }
  if (path === null) return null;
  throw new InputError('CONFIG_NOT_FOUND', `hadolint-config: there is no file ${path}`, {
    hint: 'Paths are relative to the working directory.',
  });
}

/**
 * Reads the text of a `.hadolint.yaml`. A value of the wrong kind is an error; a key that is not known is told.
 * @throws InputError HADOLINT_CONFIG_INVALID
 */
export function parseHadolintConfig(text: string, name: string): HadolintConfig {
  const { root, place } = readYamlMap(text, { name, code: CODE, what: 'settings' });
  const reader = newReader(root, place);
  const threshold = reader.word('failure-threshold', THRESHOLDS);
  const config: HadolintConfig = {
    path: name,
    ignored: reader.texts('ignored').map((code) => code.toUpperCase()),
    overrides: overridesOf(reader),
    trustedRegistries: reader.texts('trustedRegistries'),
    labelSchema: labelSchemaOf(reader),
    strictLabels: reader.flag('strict-labels'),
    ignoreComments: !reader.flag('disable-ignore-pragma'),
    threshold: reader.flag('no-fail') ? 'none' : threshold,
    unknownKeys: reader.unread(),
  };
  return config;
}

function overridesOf(reader: Reader): Map<string, RankedSeverity> {
  const overrides = new Map<string, RankedSeverity>();
  const lists = reader.map('override');
  for (const [severity, ours] of Object.entries(SEVERITIES)) {
    for (const code of lists.texts(severity).map((text) => text.toUpperCase())) {
      if (!overrides.has(code)) overrides.set(code, ours);
    }
  }
  lists.refuseUnread();
  return overrides;
}

function labelSchemaOf(reader: Reader): Map<string, LabelType> {
  const schema = new Map<string, LabelType>();
  const types = Object.fromEntries(LABEL_TYPES.map((type) => [type, type]));
  const labels = reader.map('label-schema');
  for (const label of labels.keys()) {
    const type = labels.word(label, types);
    if (type !== null) schema.set(label, type);
  }
  return schema;
}

const CODE = 'HADOLINT_CONFIG_INVALID';

interface Reader {
  keys(): readonly string[];
  /** A text alone is a list of one. */
  texts(key: string): readonly string[];
  flag(key: string): boolean;
  word<T>(key: string, words: Readonly<Record<string, T>>): T | null;
  map(key: string): Reader;
  /** Keys that nothing asked for, with their places. */
  unread(): readonly string[];
  refuseUnread(): void;
}

function newReader(root: YAMLMap | null, place: (node: unknown) => string): Reader {
  const nodes = new Map<string, { readonly key: unknown; readonly value: unknown }>();
  for (const { key, value } of root?.items ?? []) {
    nodes.set(isScalar(key) ? String(key.value) : '', { key, value });
  }
  const asked = new Set<string>(NOT_OURS);
  /** Undefined when the key is not there, or has no value. */
  const valueOf = (key: string): unknown => {
    asked.add(key);
    const value = nodes.get(key)?.value;
    return value === null || (isScalar(value) && value.value === null) ? undefined : value;
  };
  const wrong = (key: string, problem: string, hint?: string): InputError =>
    invalid(`${place(nodes.get(key)?.key)}: ${key}: ${problem}`, hint);
  const unread = (): string[] =>
    Array.from(nodes).flatMap(([key, node]) => (asked.has(key) ? [] : [`${place(node.key)}: ${key}`]));
  return {
    keys: () => [...nodes.keys()],
    texts(key) {
      const value = valueOf(key);
      if (value === undefined) return [];
      return (isSeq(value) ? value.items : [value]).map((item) => {
        if (isScalar(item) && typeof item.value === 'string' && item.value !== '') return item.value;
        throw wrong(key, 'it is not a list of texts');
      });
    },
    flag(key) {
      const value = valueOf(key);
      if (value === undefined) return false;
      if (isScalar(value) && typeof value.value === 'boolean') return value.value;
      throw wrong(key, 'it is neither true nor false');
    },
    word(key, words) {
      const value = valueOf(key);
      if (value === undefined) return null;
      const text = isScalar(value) ? String(value.value) : '';
      const found = Object.hasOwn(words, text) ? words[text] : undefined;
      if (found !== undefined) return found;
      throw wrong(key, `${quote(text)} is not one of its values`, allowedHint(text, Object.keys(words)));
    },
    map(key) {
      const value = valueOf(key);
      if (value !== undefined && !isMap(value)) throw wrong(key, 'it is not a map');
      return newReader(value ?? null, place);
    },
    unread,
    refuseUnread() {
      const [first] = unread();
      if (first !== undefined) throw invalid(`${first} is not known`);
    },
  };
}

function invalid(message: string, hint?: string): InputError {
  return new InputError(CODE, message, hint === undefined ? {} : { hint });
}
