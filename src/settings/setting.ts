import type { z } from 'zod';

/** The subjects under which settings are listed, in this order. */
export const GROUPS = [
  'Source',
  'Build',
  'Checks',
  'Policy',
  'Trust',
  'Advisories',
  'Registry',
  'Output',
  'GitHub',
] as const;

export type Group = (typeof GROUPS)[number];

/** Commands that take settings. The action is `check`. */
export type SettingsCommand = 'check' | 'lint' | 'sbom' | 'verify';

/** One setting, as data: parsing, help, action.yml and docs/settings.md are made from it. */
export interface Setting<T = unknown> {
  readonly group: Group;
  /** `object` stands only in the file; the others reach `schema` as a list of texts. */
  readonly kind: 'string' | 'list' | 'choice' | 'boolean' | 'map' | 'object';
  readonly schema: z.ZodType<T>;
  /** As a user would write it; null when there is none. */
  readonly default: readonly string[] | null;
  /** Said in place of `default` where the default is made from other things. */
  readonly defaultText?: string;
  /** The name of the flag, without dashes; null: not on the command line. */
  readonly flag: string | null;
  /** The name of the action input; null: not an input. */
  readonly input: string | null;
  /** True when it may stand in the configuration file, under the name of the setting. */
  readonly inFile: boolean;
  /** Commands that take the flag. */
  readonly commands: readonly SettingsCommand[];
  /** What stands for the value in help: `<path>`. Empty for booleans. */
  readonly placeholder: string;
  /** The only values, where they are few. */
  readonly allowed?: readonly string[];
  /** One sentence, Markdown allowed. */
  readonly description: string;
  /** A value, as it would be written on the command line or as an input. */
  readonly example: string;
  /** Other tools' names for the same thing: only for suggestions. */
  readonly alsoCalled?: readonly string[];
}

/** Settings by name. */
export type SettingTable = Readonly<Record<string, Setting>>;
