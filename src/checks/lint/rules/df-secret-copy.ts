import type { Word } from '../../../dockerfile/dockerfile.ts';
import { heredocStart } from '../../../dockerfile/heredoc.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { isSecretPath } from '../secret-path.ts';

export const dfSecretCopy: LintRule = {
  id: 'DF-SECRET-COPY',
  title: 'A file with a secret is copied into the image',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Whoever can pull the image can read every file of every layer, also one that a later instruction deletes.',
  fix: 'Leave it out of the image: use `RUN --mount=type=secret` at build time and give it to the container at run time. List it in `.dockerignore`.',
  references: ['CIS 4.10', 'CWE-538'],
  aliases: ['DS-0031'],
  check,
};

function* check({ instructions, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    const paths = instruction.words.filter((word) => heredocStart(word.text) === null);
    const secret = paths.find((word) => isSecretPath(pathOf(word)));
    if (secret === undefined) continue;
    const message = `"${plain(secret.value, 100)}" is a file that holds secrets, and it becomes part of the image.`;
    yield { kind: 'hit', instruction, range: secret.range, message };

    function pathOf(word: Word): string {
      return instruction.json === null ? (resolve(word.text, instruction).text ?? word.value) : word.value;
    }
  }
}
