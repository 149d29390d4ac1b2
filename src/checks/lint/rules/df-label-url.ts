import { labelsNot } from '../label-type.ts';
import { isUrl } from '../label-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelUrl: LintRule = {
  id: 'DF-LABEL-URL',
  title: 'A label is not a URL',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write an absolute URL such as `https://example.com/x`.',
  references: ['RFC 3986'],
  aliases: ['DL3052'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'url', holds: isUrl, what: 'a URL' });
}
