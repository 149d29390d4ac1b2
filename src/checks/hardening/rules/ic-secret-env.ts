import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { TextRange } from '../../../model/finding.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';
import { isNamedSecret } from '../../secret-names.ts';
import { secretIn } from '../../secret-values.ts';

export const icSecretEnv: HardeningRule = {
  id: 'IC-SECRET-ENV',
  title: 'A secret is in an environment variable of the image',
  severity: 'critical',
  category: 'hardening',
  why: 'Everyone who can pull the image can read its configuration, and every process in the container inherits the variable. A secret that was in a pushed image must be taken for known.',
  fix: 'Withdraw the secret and make a new one. Give it when the container runs, or to one build step with `RUN --mount=type=secret`.',
  references: ['CIS 4.10', 'CWE-526'],
  aliases: ['CIS-DI-0010', 'DS-0031', 'SecretsUsedInArgOrEnv'],
  check,
};

/** A name that is shown. Others may be the secret itself, or made to mislead. */
const SHOWABLE = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/u;

function* check({ image, locateSetting }: HardeningContext): Iterable<Observation> {
  for (const [index, entry] of image.config.env.entries()) {
    const equals = entry.indexOf('=');
    const name = equals < 0 ? '' : entry.slice(0, equals);
    const kind = secretIn(entry);
    if (kind === null && !isNamedSecret(name, entry.slice(equals + 1))) continue;
    const shown = showable(name) ? name : `entry ${String(index + 1)}`;
    yield {
      kind: 'hit',
      subject: [shown],
      // The value is left out here, where the finding is made: no report can show what it never had.
      message:
        kind === null
          ? `The environment variable ${shown} has the name of a secret and a literal value. Withdraw the secret, and give it when the container runs.`
          : `The environment variable ${shown} holds ${kind.name}. Withdraw it, and give a new one when the container runs.`,
      location: locateSetting('ENV', (instruction) => rangeOfVariable(instruction, name)),
      ...(kind === null ? { severity: 'high' } : {}),
    };
  }
}

function showable(name: string): boolean {
  return SHOWABLE.test(name) && secretIn(name) === null;
}

/** `ENV NAME=value …` or the old `ENV NAME value`. */
function rangeOfVariable({ words, range }: Instruction, name: string): TextRange | null {
  if (words[0]?.value === name) return range;
  return words.find((word) => word.value.startsWith(`${name}=`))?.range ?? null;
}
