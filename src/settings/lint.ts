import { InputError } from '../model/errors.ts';
import type { Values } from './schema.ts';
import { nameAt } from './schema.ts';
import type { LintSettings } from './settings.ts';

/**
 * What only the Dockerfile check uses. `words`: the files that the lint command names; null for the gate.
 * Throws `InputError` SETTING_CONFLICT.
 */
export function lintSettingsOf(values: Values, words: readonly string[] | null): LintSettings {
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
  };
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
