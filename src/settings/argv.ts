import { InputError } from '../model/errors.ts';
import type { AdvisoriesCommand } from './advisories-argv.ts';
import { parseAdvisories } from './advisories-argv.ts';
import { nearest } from '../util/nearest.ts';
import type { Given, GivenValue } from './given.ts';
import { LATER_NAMES, otherNames, unknownName } from './given.ts';
import { quote } from './kinds.ts';
import type { SettingName } from './schema.ts';
import { settingEntries } from './schema.ts';
import type { Setting, SettingsCommand } from './setting.ts';

/** A command that ends in a verdict. */
export interface GateCommand {
  readonly kind: SettingsCommand;
  readonly given: Given;
  /** The words that are no flags: for `lint` the Dockerfiles. */
  readonly words: readonly string[];
}

/** What the command line asks for. */
export type Command =
  | GateCommand
  | { readonly kind: 'rules'; readonly id: string | null }
  | { readonly kind: 'advisories'; readonly command: AdvisoriesCommand }
  /** `of`: the command whose help is wanted; null: the overview. */
  | { readonly kind: 'help'; readonly of: SettingsCommand | 'rules' | 'advisories' | null }
  | { readonly kind: 'version' };

const COMMANDS = ['check', 'lint', 'sbom', 'verify', 'advisories', 'rules', 'help'] as const;
const LATER_COMMANDS = ['runtime'];
const SETTINGS_COMMANDS = ['check', 'lint', 'sbom', 'verify'] as const satisfies readonly SettingsCommand[];
const HELP = new Set(['--help', '-h']);

/**
 * Reads the arguments after the program's name. Values stand after the flag or after `=`; `--` ends the flags.
 * Throws `InputError` for anything that is not known, is given twice, or lacks its value.
 */
export function parseArgv(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  if (first === undefined) {
    throw new InputError('COMMAND_MISSING', 'no command is given', {
      hint: 'Write image-gate check --image <reference>, or image-gate --help.',
    });
  }
  if (HELP.has(first)) return { kind: 'help', of: null };
  if (first === '--version') return { kind: 'version' };
  const command = readCommand(first);
  const end = rest.indexOf('--');
  if ((end < 0 ? rest : rest.slice(0, end)).some((item) => HELP.has(item))) {
    return { kind: 'help', of: command === 'help' ? null : command };
  }
  if (command === 'help') return { kind: 'help', of: readHelpTopic(rest) };
  if (command === 'rules') return { kind: 'rules', id: readRuleId(rest) };
  if (command === 'advisories') return { kind: 'advisories', command: parseAdvisories(rest) };
  return { kind: command, ...readFlags(command, rest) };
}

function readCommand(name: string): (typeof COMMANDS)[number] {
  const found = COMMANDS.find((command) => command === name);
  if (found !== undefined) return found;
  if (LATER_COMMANDS.includes(name)) {
    throw new InputError('NOT_AVAILABLE', `the command ${quote(name)} is not available in this version`);
  }
  const near = nearest(name, COMMANDS);
  const isFlag = name.startsWith('-');
  throw new InputError('COMMAND_UNKNOWN', `${quote(name)} is not a command`, {
    hint: isFlag
      ? `The command comes first: image-gate check ${name.split('=')[0] ?? ''} …`
      : `${near === null ? '' : `Did you mean "${near}"? `}Commands: ${COMMANDS.join(', ')}.`,
  });
}

function readHelpTopic(rest: readonly string[]): SettingsCommand | 'rules' | 'advisories' | null {
  const [topic, ...more] = rest;
  if (more.length > 0) throw unexpected(more[0] ?? '');
  if (topic === undefined) return null;
  const command = readCommand(topic);
  return command === 'help' ? null : command;
}

function readRuleId(rest: readonly string[]): string | null {
  const [id, ...more] = rest;
  const wrong = more[0] ?? (id?.startsWith('-') === true ? id : undefined);
  if (wrong !== undefined) throw unexpected(wrong);
  return id ?? null;
}

function readFlags(command: SettingsCommand, items: readonly string[]): Omit<GateCommand, 'kind'> {
  const flags = flagsOf(command);
  const given = new Map<SettingName, GivenValue & { readonly raw: readonly string[] }>();
  const words: string[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] ?? '';
    if (item === '--') {
      words.push(...items.slice(i + 1));
      break;
    }
    if (!item.startsWith('-') || item === '-') {
      words.push(item);
      continue;
    }
    const equals = item.indexOf('=');
    const flag = equals < 0 ? item : item.slice(0, equals);
    const found = flags.get(flag);
    if (found === undefined) throw unknownFlag(command, flag);
    const [name, setting] = found;
    const before = given.get(name)?.raw ?? [];
    if (before.length > 0 && setting.kind !== 'list' && setting.kind !== 'map') {
      throw new InputError('SETTING_DUPLICATE', `${flag} is given twice`, { hint: 'Give it once.' });
    }
    let value = equals < 0 ? null : item.slice(equals + 1);
    if (value === null && setting.kind === 'boolean') value = 'true';
    if (value === null) {
      i += 1;
      value = readNext(flag, setting, items[i]);
    }
    given.set(name, { raw: [...before, value], place: flag });
  }
  const [first] = words;
  if (command !== 'lint' && first !== undefined)
    throw unexpected(first, command === 'verify' ? '--image' : undefined);
  return { given, words };
}

function readNext(flag: string, setting: Setting, next: string | undefined): string {
  if (next !== undefined && (!next.startsWith('-') || next === '-')) return next;
  throw new InputError('SETTING_INVALID', `${flag} has no value`, {
    hint: `Write ${flag} ${setting.placeholder}, or ${flag}=${setting.placeholder} when it starts with a dash.`,
  });
}

function unexpected(item: string, flags = '--image, --build, --archive, --layout or --sbom'): InputError {
  return new InputError('ARGUMENT_UNEXPECTED', `${quote(item)} is not expected here`, {
    hint: `What to examine is named with a flag: ${flags}. See --help.`,
  });
}

function unknownFlag(command: SettingsCommand, flag: string): InputError {
  const others = SETTINGS_COMMANDS.filter((other) => other !== command);
  if (others.some((other) => flagsOf(other).has(flag))) {
    return new InputError('SETTING_UNKNOWN', `${flag} is not a flag of image-gate ${command}`, {
      hint: `See image-gate ${command} --help.`,
    });
  }
  const candidates = new Map<string, readonly string[]>();
  for (const [key, entry] of flagsOf(command)) candidates.set(key, otherNames(entry));
  return unknownName({
    given: flag,
    what: 'flag',
    candidates,
    later: LATER_NAMES.map((name) => `--${name}`),
  });
}

function flagsOf(command: SettingsCommand): ReadonlyMap<string, readonly [SettingName, Setting]> {
  const flags = new Map<string, readonly [SettingName, Setting]>();
  for (const entry of settingEntries()) {
    const [, setting] = entry;
    if (setting.flag !== null && setting.commands.includes(command)) flags.set(`--${setting.flag}`, entry);
  }
  return flags;
}
