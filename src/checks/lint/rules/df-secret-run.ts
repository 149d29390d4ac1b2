import { mountOptions } from '../../../dockerfile/from-sources.ts';
import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { credentialUse } from '../credential-use.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfSecretRun: LintRule = {
  id: 'DF-SECRET-RUN',
  title: 'A command that needs a credential, without a secret mount',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'A credential on a command line is in the history of the image, and what the command writes (a login, a token file) is in the layer, even when a later instruction deletes it.',
  fix: 'Mount the credential for this one RUN: `RUN --mount=type=secret,id=…`.',
  references: ['CIS 4.10', 'CWE-522'],
  aliases: ['DS-0031'],
  check,
};

function* check({ commands }: LintContext): Iterable<Hit> {
  for (const { command, instruction } of commands) {
    if (instruction.keyword !== 'RUN' || hasSecretMount(instruction)) continue;
    const use = credentialUse(command);
    if (use === null) continue;
    const message = `${use.what}. Use \`RUN --mount=type=secret\` for the credential.`;
    yield { kind: 'hit', instruction, range: use.range, message };
  }
}

function hasSecretMount({ flags }: Instruction): boolean {
  return flags.some(
    ({ name, value }) => name === 'mount' && mountOptions(value ?? '').get('type') === 'secret',
  );
}
