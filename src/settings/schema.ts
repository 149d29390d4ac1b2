import type { z } from 'zod';

import { ADVICE_SETTINGS } from './schema-advice.ts';
import { ADVISORIES_SETTINGS } from './schema-advisories.ts';
import { EXCEPTIONS_SETTINGS } from './schema-exceptions.ts';
import { LINT_SETTINGS } from './schema-lint.ts';
import { OUTPUT_SETTINGS } from './schema-output.ts';
import { POLICY_SETTINGS } from './schema-policy.ts';
import { SBOM_SETTINGS } from './schema-sbom.ts';
import { SOURCE_SETTINGS } from './schema-source.ts';
import { VERIFY_SETTINGS } from './schema-verify.ts';
import type { Setting } from './setting.ts';

/** Every setting, once. */
export const SETTINGS = {
  ...SOURCE_SETTINGS,
  ...POLICY_SETTINGS,
  ...EXCEPTIONS_SETTINGS,
  ...LINT_SETTINGS,
  ...OUTPUT_SETTINGS,
  ...SBOM_SETTINGS,
  ...VERIFY_SETTINGS,
  ...ADVISORIES_SETTINGS,
  ...ADVICE_SETTINGS,
} as const;

export type SettingName = keyof typeof SETTINGS;

type Output<K extends SettingName> = z.output<(typeof SETTINGS)[K]['schema']>;

/** The value of each setting after its defaults: null when it was not given and has no default. */
export type Values = {
  readonly [K in SettingName]: (typeof SETTINGS)[K]['default'] extends null ? Output<K> | null : Output<K>;
};

/** All settings with their names, in the order of the help. */
export function settingEntries(): readonly (readonly [SettingName, Setting])[] {
  return Object.entries(SETTINGS) as unknown as readonly (readonly [SettingName, Setting])[];
}

/** How a setting is named where it was, or would be, given. */
export function nameAt(name: SettingName, door: 'cli' | 'action'): string {
  const setting: Setting = SETTINGS[name];
  if (door === 'cli' && setting.flag !== null) return `--${setting.flag}`;
  if (door === 'action' && setting.input !== null) return `input ${setting.input}`;
  return name;
}
