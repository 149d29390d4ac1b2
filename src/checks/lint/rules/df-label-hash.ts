import { labelsNot } from '../label-type.ts';
import { isGitHash } from '../label-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelHash: LintRule = {
  id: 'DF-LABEL-HASH',
  title: 'A label is not the hash of a Git commit',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write the short or the whole hash of a commit, in lower case.',
  references: [],
  aliases: ['DL3055'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'hash', holds: isGitHash, what: 'the hash of a Git commit' });
}
