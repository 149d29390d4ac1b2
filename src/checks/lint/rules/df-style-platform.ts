import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStylePlatform: LintRule = {
  id: 'DF-STYLE-PLATFORM',
  title: 'The platform of FROM is fixed',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Such an image can be built for one platform only; on others it runs in emulation, or not at all.',
  fix: 'Leave `--platform` out, or use `$BUILDPLATFORM` for a stage that only builds.',
  references: ['https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/'],
  aliases: ['DL3029', 'FromPlatformFlagConstDisallowed'],
  check,
};

const FOLLOWS_BUILD = /(?:BUILD|TARGET)PLATFORM/u;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const { from } of dockerfile.stages) {
    for (const { name, value, range } of from.flags) {
      if (name !== 'platform' || value === null || value === '' || FOLLOWS_BUILD.test(value)) continue;
      const message = `FROM is fixed to the platform "${plain(value, 100)}". Leave --platform out, or use $BUILDPLATFORM.`;
      yield { kind: 'hit', instruction: from, range, message };
    }
  }
}
