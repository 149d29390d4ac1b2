import type { Node, Pair } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';

import { InputError } from '../model/errors.ts';
import { readConfigText } from './config-text.ts';
import type { Given, GivenValue } from './given.ts';
import { otherNames, unknownName } from './given.ts';
import type { SettingName } from './schema.ts';
import { settingEntries } from './schema.ts';
import type { Setting } from './setting.ts';
import { readYamlMap } from './yaml-map.ts';

/** The configuration file that is read when none is named. */
export const DEFAULT_CONFIG = '.image-gate.yaml';

/**
 * Reads the configuration file: `path` as it was given, or null for the default one, which need not exist.
 * Throws `InputError`.
 */
export function readConfigFile(path: string | null, cwd: string): Given {
  const name = path ?? DEFAULT_CONFIG;
  const text = readConfigText(name, cwd, 'CONFIG_INVALID');
  if (text !== null) return parseConfig(text, name);
  if (path === null) return new Map();
  throw new InputError('CONFIG_NOT_FOUND', `config: there is no file ${name}`, {
    hint: 'Paths are relative to the working directory.',
  });
}

/**
 * Reads the text of a configuration file. YAML 1.2, one document, a map of settings by name; no anchors, aliases,
 * tags or merge keys, and no key twice. `name` is for messages. Throws `InputError` with the line.
 */
export function parseConfig(text: string, name: string): Given {
  const { root, place } = readYamlMap(text, { name, code: 'CONFIG_INVALID', what: 'settings' });
  if (root === null) return new Map();
  const settings = fileSettings();
  const given = new Map<SettingName, GivenValue>();
  for (const pair of root.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const found = settings.get(key);
    if (found === undefined) throw unknownKey(key, place(pair.key), settings);
    const [setting, where] = [found[1], `${place(pair.key)}: ${key}`];
    if (!isNode(pair.value) || (isScalar(pair.value) && pair.value.value === null)) {
      throw invalid(`${where}: it has no value`, 'Give it one, or remove the key.');
    }
    const raw = readRaw(setting, pair.value, { key, where, place });
    const at = (path: readonly (string | number)[]): string => place(nodeAt(pair, path));
    given.set(found[0], { raw, place: where, ...(setting.kind === 'object' ? { at } : {}) });
  }
  return given;
}

interface Places {
  readonly key: string;
  readonly where: string;
  readonly place: (node: unknown) => string;
}

function readRaw(setting: Setting, node: Node, places: Places): unknown {
  if (setting.kind === 'object') return node.toJSON();
  if (setting.kind === 'map' && isMap(node)) {
    return node.items.map((pair) => {
      const key = scalarText(pair.key, places);
      return `${key}=${scalarText(pair.value, places)}`;
    });
  }
  const isLong = setting.kind === 'list' || setting.kind === 'map';
  if (isLong && isSeq(node)) return node.items.map((item) => scalarText(item, places));
  if (isScalar(node) && (isLong || setting.kind !== 'boolean')) return [scalarText(node, places)];
  if (isScalar(node)) return [String(node.value)];
  throw invalid(`${places.where}: it is not ${isLong ? 'a list' : 'a single value'}`);
}

/** Only texts: a number or a boolean would not come back as it was written (`1.10`). */
function scalarText(node: unknown, { key, where, place }: Places): string {
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  const line = isNode(node) ? `${place(node)}: ${key}` : where;
  throw invalid(`${line}: the value is not a text`, 'Put it in quotes.');
}

/** Where the value at a path is named: its key, or the item of a list; as near as the path leads. */
function nodeAt({ key, value }: Pair, path: readonly (string | number)[]): unknown {
  let found: unknown = key;
  let inside: unknown = value;
  for (const step of path) {
    const pairs = isMap(inside) ? inside.items : [];
    const pair = pairs.find((one) => isScalar(one.key) && String(one.key.value) === step);
    const item = isSeq(inside) && typeof step === 'number' ? inside.items[step] : undefined;
    if (pair === undefined && item === undefined) return found;
    [found, inside] = pair === undefined ? [item, item] : [pair.key, pair.value];
  }
  return found;
}

function unknownKey(
  key: string,
  place: string,
  settings: ReadonlyMap<string, readonly [SettingName, Setting]>,
): InputError {
  const inline = settingEntries().find(
    ([name, { flag, input, inFile }]) => !inFile && [name, flag, input].includes(key),
  );
  if (inline !== undefined) {
    return new InputError('SETTING_UNKNOWN', `${place}: key "${key}" does not belong in the file`, {
      hint: 'Give it on the command line or as an input of the action.',
    });
  }
  const candidates = new Map<string, readonly string[]>();
  for (const [name, entry] of settings) candidates.set(name, otherNames(entry));
  return unknownName({ given: key, what: `${place}: key`, candidates });
}

function fileSettings(): ReadonlyMap<string, readonly [SettingName, Setting]> {
  return new Map(settingEntries().flatMap((entry) => (entry[1].inFile ? [[entry[0], entry] as const] : [])));
}

function invalid(message: string, hint?: string): InputError {
  return new InputError('CONFIG_INVALID', message, hint === undefined ? {} : { hint });
}
