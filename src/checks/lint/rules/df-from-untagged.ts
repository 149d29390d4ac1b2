import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfFromUntagged: LintRule = {
  id: 'DF-FROM-UNTAGGED',
  title: 'An image without tag or digest is used',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'Without a tag the builder takes `latest`, which is another image tomorrow.',
  fix: 'Name a version, and best pin it with its digest: `FROM image:1.2@sha256:…`.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: ['DL3006', 'DS-0001', 'CKV_DOCKER_7'],
  check,
};

function* check({ imageUses }: LintContext): Iterable<Hit> {
  for (const { text, reference, range, instruction } of imageUses) {
    if (reference === null || reference.tag !== null || reference.digest !== null) continue;
    const message = `"${plain(text, 200)}" has no tag, which means "latest". Name a version.`;
    yield { kind: 'hit', instruction, range, message };
  }
}
