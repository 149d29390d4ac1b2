import type { RuleMetadata } from '../../../model/rule.ts';

/** Reported for what ShellCheck says about a script; the finding's alias is its code (`SC2086`). */
export const SHELLCHECK_RULE: RuleMetadata = {
  id: 'DF-SC',
  title: 'ShellCheck has an objection to a script',
  severity: 'info',
  category: 'lint',
  why: 'ShellCheck knows many ways in which a shell script does something else than it seems to.',
  fix: 'The message names the code: its page on www.shellcheck.net/wiki says what to write instead.',
  references: ['https://www.shellcheck.net/wiki/'],
  aliases: [],
};
