import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfFromDigest: LintRule = {
  id: 'DF-FROM-DIGEST',
  title: 'An image is not pinned by its digest',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'A tag can be moved to another image at any time; a digest names one image for good.',
  fix: 'Add the digest: `FROM image:1.2@sha256:…`. Tools such as Dependabot and Renovate keep it up to date.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: [],
  check,
};

function* check({ imageUses }: LintContext): Iterable<Hit> {
  for (const { text, reference, range, instruction } of imageUses) {
    if (reference === null || reference.digest !== null) continue;
    const message = `"${plain(text, 200)}" is not pinned by a digest. Add @sha256:… to it.`;
    yield { kind: 'hit', instruction, range, message };
  }
}
