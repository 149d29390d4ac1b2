import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStylePlatformRedundant: LintRule = {
  id: 'DF-STYLE-PLATFORM-REDUNDANT',
  title: 'The platform of FROM is what it would be anyway',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The builder takes the platform that is built for by itself.',
  fix: 'Leave `--platform=$TARGETPLATFORM` out.',
  references: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/'],
  aliases: ['DL3065', 'RedundantTargetPlatform'],
  check,
};

const TARGET = /^(?:\$TARGETPLATFORM|\$\{TARGETPLATFORM\})$/u;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const { from } of dockerfile.stages) {
    for (const { name, value, range } of from.flags) {
      if (name !== 'platform' || !TARGET.test(value ?? '')) continue;
      const message = 'The builder takes $TARGETPLATFORM by itself. Leave --platform out.';
      yield { kind: 'hit', instruction: from, range, message };
    }
  }
}
