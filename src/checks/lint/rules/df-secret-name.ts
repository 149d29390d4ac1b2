import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { secretLikeness } from '../../secret-names.ts';
import { settingsMade } from '../settings-made.ts';

export const dfSecretName: LintRule = {
  id: 'DF-SECRET-NAME',
  title: 'A secret in ARG or ENV',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'ENV values are in the image, and ARG values in its history and provenance: whoever can pull the image can read them.',
  fix: 'Give secrets to the build with `RUN --mount=type=secret,id=…` and to containers when they start.',
  references: ['CIS 4.10', 'CWE-798', 'CWE-526'],
  aliases: ['DL3064', 'SecretsUsedInArgOrEnv', 'DS-0031'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const { name, value, range, instruction, by } of settingsMade(context)) {
    if (by === 'shell') continue;
    const likeness = secretLikeness(name, value);
    if (likeness === 'none') continue;
    const shown = plain(name, 100);
    const message =
      likeness === 'literal'
        ? `${by} "${shown}" is named like a secret and has a value in the file. Take it out and replace that secret.`
        : `${by} "${shown}" is named like a secret: its value stays in the image. Use a secret mount.`;
    const severity = likeness === 'literal' ? 'high' : 'medium';
    yield { kind: 'hit', instruction, range, message, severity, key: `${by} ${name}` };
  }
}
