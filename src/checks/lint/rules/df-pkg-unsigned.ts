import type { Hit, LintContext, LintRule } from '../rule.ts';
import { packageCheckOff, textPackageCheckOff } from '../package-check-off.ts';
import { writtenTexts } from '../written-text.ts';

export const dfPkgUnsigned: LintRule = {
  id: 'DF-PKG-UNSIGNED',
  title: 'Package signatures are not checked',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'The signature is what tells a package of the distribution from one that somebody else put in its place.',
  fix: 'Remove the switch, and add the key of the repository to those the package manager trusts.',
  references: ['CIS 4.11', 'CWE-347'],
  // prettier-ignore
  aliases: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
  check,
};

const ADVICE = 'Leave it out, and have the package manager trust the key of the repository.';

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of context.commands) {
    const word = packageCheckOff(command);
    if (word === null) continue;
    const message = `${command.name ?? 'The command'} installs packages here without checking their signatures. ${ADVICE}`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
  for (const { text, range, instruction } of writtenTexts(context)) {
    if (!textPackageCheckOff(text)) continue;
    const message = `This repository setting switches the check of package signatures off. ${ADVICE}`;
    yield { kind: 'hit', instruction, range, message };
  }
}
