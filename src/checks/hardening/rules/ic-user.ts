import { assertNever } from '../../../model/errors.ts';
import { plain } from '../../../util/escape.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';
import { runtimeUser } from '../user.ts';
import { locateUser } from '../user-line.ts';

export const icUser: HardeningRule = {
  id: 'IC-USER',
  title: 'The image runs as root',
  severity: 'high',
  category: 'hardening',
  why: 'A process that runs as root in the container is root on the host as soon as it gets out, and needs no further step to change any file of the image.',
  fix: 'Make a user (`RUN adduser …`) and switch to it with `USER` in the last stage. A number (`USER 10001`) can be checked without the image.',
  references: ['CIS 4.1', 'CWE-250'],
  aliases: ['CIS-DI-0001', 'KSV-0012'],
  check,
};

function* check(context: HardeningContext): Iterable<Observation> {
  const { user } = context.image.config;
  const runsAs = runtimeUser(user, context.inventory.files.get('etc/passwd')?.content ?? null);
  const shown = plain(user, 100);
  const what = whatIsWrong();
  if (what === null) return;
  yield {
    kind: 'hit',
    subject: [],
    message: `${what} Switch to another user with USER.`,
    location: locateUser(context),
  };

  function whatIsWrong(): string | null {
    switch (runsAs.kind) {
      case 'root':
        if (runsAs.why === 'unset') return 'The image names no user, so its containers run as root.';
        return runsAs.why === 'named'
          ? `The user of the image is "${shown}", which is root.`
          : `The user of the image is "${shown}", which has the user id 0 in its /etc/passwd.`;
      case 'overflow':
        return `The user id in "${shown}" is out of range; some runtimes take such a number as 0, which is root (CVE-2024-40635).`;
      case 'user':
      case 'nobody knows':
        return null;
      default:
        return assertNever(runsAs);
    }
  }
}
