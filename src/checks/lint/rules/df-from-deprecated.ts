import { plain } from '../../../util/escape.ts';
import { successorOf } from '../deprecated-images.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfFromDeprecated: LintRule = {
  id: 'DF-FROM-DEPRECATED',
  title: 'An image that nobody maintains any more is used',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'An image that its publisher gave up gets no security updates, whatever its tag says.',
  fix: 'Move to the image that took its place.',
  references: ['CIS 4.4', 'CWE-1104'],
  aliases: [],
  check,
};

function* check({ imageUses }: LintContext): Iterable<Hit> {
  for (const { text, reference, range, instruction } of imageUses) {
    const successor = reference === null ? null : successorOf(reference);
    if (successor === null) continue;
    const message = `"${plain(text, 200)}" is not maintained any more. ${successor}`;
    yield { kind: 'hit', instruction, range, message };
  }
}
