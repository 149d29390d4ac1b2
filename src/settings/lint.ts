import { InputError } from '../model/errors.ts';
import type { LintOptions } from '../model/lint.ts';
import type { HadolintConfig } from './hadolint-config.ts';
import type { Values } from './schema.ts';
import { nameAt } from './schema.ts';
import type { LintSettings } from './settings.ts';

export interface LintSources {
  readonly values: Values;
  /** The files that the lint command names; null for the gate. */
  readonly words: readonly string[] | null;
  readonly hadolint: HadolintConfig | null;
}

/**
 * What only the Dockerfile check uses.
 * Throws `InputError` SETTING_CONFLICT.
 */
export function lintSettingsOf({ values, words, hadolint }: LintSources): LintSettings {
  const files = words === null ? [] : words.length === 0 ? ['Dockerfile'] : [...new Set(words)];
  const fix = fixOf(values);
  if (fix === 'write' && files.includes('-')) {
    throw new InputError('SETTING_CONFLICT', '--fix cannot change standard input', {
      hint: 'Name the file, or see what would change with --fix-dry-run.',
    });
  }
  if (fix === 'dry-run' && values.reports.some(({ path }) => path === '-')) {
    throw new InputError('SETTING_CONFLICT', '--fix-dry-run and a report both go to standard output', {
      hint: 'Give the report another path.',
    });
  }
  return {
    files,
    stdinName: values['stdin-name'] ?? '-',
    fix,
    shellcheck: values.shellcheck,
    buildxCheck: values['buildx-check'],
    options: optionsOf(values, hadolint),
    context: values['lint-context'],
    notes: hadolint === null ? [] : notesOf(hadolint),
  };
}

/** Lists are added to each other, as hadolint does with its own. */
function optionsOf(values: Values, hadolint: HadolintConfig | null): LintOptions {
  const ignored = values['lint-ignore'].map((name) => name.toUpperCase());
  return {
    profile: values['lint-profile'],
    ignored: new Set([...ignored, ...(hadolint?.ignored ?? [])]),
    overrides: hadolint?.overrides ?? new Map(),
    trustedRegistries: hadolint?.trustedRegistries ?? [],
    labelSchema: hadolint?.labelSchema ?? new Map(),
    strictLabels: hadolint?.strictLabels ?? false,
    ignoreComments: hadolint?.ignoreComments ?? true,
  };
}

function notesOf({ path, ignored, unknownKeys, threshold }: HadolintConfig): string[] {
  const off = ignored.length === 0 ? [] : [`${path} switches off ${ignored.join(', ')}`];
  const fails =
    threshold === 'none'
      ? [`${path} says that no finding about the Dockerfile fails; fail-on goes before it`]
      : [];
  return [...unknownKeys.map((key) => `${key} is not known, and does nothing`), ...off, ...fails];
}

function fixOf(values: Values): LintSettings['fix'] {
  if (values.fix && values['fix-dry-run']) {
    throw new InputError(
      'SETTING_CONFLICT',
      `${nameAt('fix', 'cli')} and ${nameAt('fix-dry-run', 'cli')} are given`,
      { hint: 'Leave one of them out.' },
    );
  }
  if (values['fix-dry-run']) return 'dry-run';
  return values.fix ? 'write' : 'off';
}
