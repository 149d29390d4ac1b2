import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule, Unexamined } from '../rule.ts';

export const dfFromLatest: LintRule = {
  id: 'DF-FROM-LATEST',
  title: 'The tag "latest" is used',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: '`latest` is another image tomorrow: what was scanned and what is built next are not the same.',
  fix: 'Name a version, and best pin it with its digest: `FROM image:1.2@sha256:…`.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: ['DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  check,
};

function* check({ imageUses }: LintContext): Iterable<Hit | Unexamined> {
  for (const { text, reference, unresolved, range, instruction, needed } of imageUses) {
    const shown = plain(text, 200);
    if (reference === null && needed) {
      const why = unresolved.length === 0 ? 'is not an image reference' : 'depends on an ARG without a value';
      yield { kind: 'unexamined', range, reason: `the image "${shown}" ${why}` };
    }
    if (reference?.tag !== 'latest' || reference.digest !== null) continue;
    const message = `"${shown}" is the tag "latest", which moves. Name a version.`;
    yield { kind: 'hit', instruction, range, message };
  }
}
