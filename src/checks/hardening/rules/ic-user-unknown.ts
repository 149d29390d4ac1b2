import { plain } from '../../../util/escape.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';
import { runtimeUser } from '../user.ts';
import { locateUser } from '../user-line.ts';

export const icUserUnknown: HardeningRule = {
  id: 'IC-USER-UNKNOWN',
  title: 'The user of the image does not exist in it',
  severity: 'low',
  category: 'hardening',
  why: 'A container cannot start as a user that its /etc/passwd does not hold, so such an image is started with another user, often root.',
  fix: 'Make the user in the last stage before `USER`, or give its number.',
  references: ['CIS 4.1'],
  aliases: [],
  check,
};

function* check(context: HardeningContext): Iterable<Observation> {
  const { user } = context.image.config;
  const runsAs = runtimeUser(user, context.inventory.files.get('etc/passwd')?.content ?? null);
  if (runsAs.kind !== 'nobody knows') return;
  const where = runsAs.passwd
    ? 'is not in its /etc/passwd'
    : 'cannot be looked up, for it has no /etc/passwd';
  yield {
    kind: 'hit',
    subject: [],
    message: `The user of the image, "${plain(runsAs.name, 100)}", ${where}. Make the user, or give its number.`,
    location: locateUser(context),
  };
}
