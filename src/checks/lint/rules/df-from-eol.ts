import { plain } from '../../../util/escape.ts';
import { isOver } from '../../end-of-life.ts';
import { releasesOf } from '../image-release.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfFromEol: LintRule = {
  id: 'DF-FROM-EOL',
  title: 'An image of a release without security updates is used',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Holes found after the end of support are not closed any more: the image gets worse every day.',
  fix: 'Move to a release that is supported. endoflife.date lists them.',
  references: ['CIS 4.4', 'CWE-1104', 'https://endoflife.date'],
  aliases: [],
  check,
};

function* check({ imageUses, now }: LintContext): Iterable<Hit> {
  for (const { text, reference, range, instruction } of imageUses) {
    if (reference === null) continue;
    const over = releasesOf(reference).filter(({ date }) => isOver(date, now));
    if (over.length === 0) continue;
    const what = over.map(({ name, release, date }) => `${name} ${release} got its last updates on ${date}`);
    const message = `"${plain(text, 200)}": ${what.join('; ')}. Move to a supported release.`;
    yield { kind: 'hit', instruction, range, message };
  }
}
