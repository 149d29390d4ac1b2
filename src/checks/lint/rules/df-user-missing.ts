import { plain } from '../../../util/escape.ts';
import { isDeclared, lastUser } from '../last-user.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfUserMissing: LintRule = {
  id: 'DF-USER-MISSING',
  title: 'No USER is set',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'Without USER the image runs as the user of its base image, which is root for nearly all of them.',
  fix: 'Make a user and end the last stage with `USER` and its name or number.',
  references: ['CIS 4.1', 'CWE-250'],
  aliases: ['DS-0002', 'CKV_DOCKER_3'],
  check,
};

function* check({ target, chain, resolve }: LintContext): Iterable<Hit> {
  if (target === null) return;
  const user = lastUser(chain);
  const word = user?.words[0];
  if (user !== null && word !== undefined) {
    const { text, unresolved, error } = resolve(word.text, user);
    if (text !== null || error !== null || isDeclared(chain, unresolved)) return;
    const message = `USER is "${plain(word.text, 100)}", which only the base image can set: it may be root.`;
    yield { kind: 'hit', instruction: user, range: word.range, message, key: 'target' };
    return;
  }
  const { from } = target;
  yield {
    kind: 'hit',
    instruction: from,
    range: from.words[0]?.range ?? from.keywordRange,
    message:
      'No USER stands in this stage or the stages it starts from: the base image decides, and most run as root.',
    key: 'target',
  };
}
