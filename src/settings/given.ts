import { InputError } from '../model/errors.ts';
import { nearest } from '../util/nearest.ts';
import { quote } from './kinds.ts';
import type { SettingName } from './schema.ts';
import { SETTINGS } from './schema.ts';
import type { Setting } from './setting.ts';

/** A setting as it was written, before it is read. */
export interface GivenValue {
  /** Texts, or for an `object` what the file holds. */
  readonly raw: unknown;
  /** Where it was written, for messages: `--fail-on`, `input fail-on`, `.image-gate.yaml:3: fail-on`. */
  readonly place: string;
  /** For an `object`: the line where the value at a path inside of it stands, `.image-gate.yaml:7`. */
  readonly at?: (path: readonly (string | number)[]) => string;
}

/** What was given at one door. A setting that is not there was not given. */
export type Given = ReadonlyMap<SettingName, GivenValue>;

/** Names that the contract keeps for later versions. They are told apart from typing errors. */
export const LATER_NAMES = [
  'baseline',
  'comment',
  'push',
  'platforms',
  'registry-auth',
  'docker-host',
] as const;

/** Reads one setting by its schema. Throws `InputError` that names place, value and what is allowed. */
export function readValue(name: SettingName, given: GivenValue): unknown {
  const setting: Setting = SETTINGS[name];
  const result = setting.schema.safeParse(given.raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const params = issue?.code === 'custom' ? issue.params : undefined;
  const code: unknown = params?.['code'];
  const hint: unknown = params?.['hint'];
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  throw new InputError(
    typeof code === 'string' ? code : 'SETTING_INVALID',
    `${given.place}: ${where}${issue?.message ?? 'not valid'}`,
    typeof hint === 'string' ? { hint } : {},
  );
}

/** The error for a name that is not a setting, with the nearest one that is. */
export function unknownName(options: {
  readonly given: string;
  /** What the name stands for, and where: `.image-gate.yaml:3: key`. */
  readonly what: string;
  /** Valid names, each as it would be written, and the other names that lead to it. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
  readonly later?: readonly string[];
}): InputError {
  const { given, what, candidates } = options;
  if (options.later?.includes(given) === true) {
    return new InputError('NOT_AVAILABLE', `${what} ${quote(given)} is not available in this version`);
  }
  const onlyInFile = fileOnly(given);
  if (onlyInFile !== null && !candidates.has(onlyInFile)) {
    return new InputError('SETTING_UNKNOWN', `${what} ${quote(given)} is not known`, {
      hint: `Set ${onlyInFile} in .image-gate.yaml: see docs/settings.md.`,
    });
  }
  const near = nearestName(given, candidates);
  return new InputError('SETTING_UNKNOWN', `${what} ${quote(given)} is not known`, {
    hint:
      near === null
        ? `Known: ${[...candidates.keys()].join(', ')}.`
        : `Did you mean "${near}"? See docs/settings.md.`,
  });
}

/** The name, when it is one of what only the configuration file can set. */
function fileOnly(given: string): string | null {
  const bare = given.toLowerCase().replace(/^-+/u, '');
  for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
    if (name === bare && setting.inFile && setting.flag === null && setting.input === null) return name;
  }
  return null;
}

/** What else a setting is called: at the other doors, and by other tools. Only for suggestions. */
export function otherNames([name, setting]: readonly [SettingName, Setting]): readonly string[] {
  const { flag, input, alsoCalled = [] } = setting;
  return [name, flag, input, ...alsoCalled].filter((other) => other !== null);
}

/** Valid names, then other tools' names: an edit of our own name wins over a word of theirs. */
function nearestName(given: string, candidates: ReadonlyMap<string, readonly string[]>): string | null {
  for (const [name, others] of candidates) {
    if (others.includes(given.toLowerCase().replaceAll('_', '-').replace(/^-+/u, ''))) return name;
  }
  return nearest(given, [...candidates.keys()]);
}
