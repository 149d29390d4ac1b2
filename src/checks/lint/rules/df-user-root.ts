import { plain } from '../../../util/escape.ts';
import { isDeclared, lastUser } from '../last-user.ts';
import type { Hit, LintContext, LintRule, Unexamined } from '../rule.ts';

export const dfUserRoot: LintRule = {
  id: 'DF-USER-ROOT',
  title: 'The image is set to run as root',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'A process that runs as root in the container is root on the host as soon as it gets out, and can change every file of the image.',
  fix: 'End the last stage with `USER` and a user that is not root. A number (`USER 10001`) can be checked by Kubernetes.',
  references: ['CIS 4.1', 'CWE-250'],
  aliases: ['DL3002', 'DS-0002', 'CKV_DOCKER_8'],
  check,
};

const ROOT = /^(?:root|0+)$/u;

function* check({ chain, resolve }: LintContext): Iterable<Hit | Unexamined> {
  const last = lastUser(chain);
  const word = last?.words[0];
  if (last === null || word === undefined) return;
  const { text, unresolved } = resolve(word.text, last);
  if (text === null) {
    // What only the base image can set is for DF-USER-MISSING.
    if (!isDeclared(chain, unresolved)) return;
    const reason = `the user "${plain(word.text, 100)}" depends on an ARG without a value`;
    yield { kind: 'unexamined', range: word.range, reason };
    return;
  }
  const user = text.split(':', 1)[0]?.trim() ?? '';
  if (!ROOT.test(user)) return;
  yield {
    kind: 'hit',
    instruction: last,
    range: word.range,
    message: `The last USER is "${plain(text, 100)}", which is root. Switch to another user at the end.`,
  };
}
