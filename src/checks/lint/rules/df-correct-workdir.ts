import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectWorkdir: LintRule = {
  id: 'DF-CORRECT-WORKDIR',
  title: 'The working directory is relative',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Where it is depends on what the base image set, and moves when the base image changes.',
  fix: 'Write the whole path: `WORKDIR /app`.',
  references: ['https://docs.docker.com/reference/build-checks/workdir-relative-path/'],
  aliases: ['DL3000', 'DS-0009', 'CKV_DOCKER_10', 'WorkdirRelativePath'],
  check,
};

/** An absolute path, one of Windows, or one that starts with a variable, whose value is not always known. */
const ABSOLUTE = /^(?:\/|\$|[A-Za-z]:)/u;

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const word = instruction.words[0];
    if (instruction.keyword !== 'WORKDIR' || word === undefined) continue;
    const path = resolve(word.text, instruction).text ?? word.value;
    if (path === '' || ABSOLUTE.test(path)) continue;
    const message = `WORKDIR "${plain(path, 100)}" is relative: where it is depends on what came before. Write the whole path.`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
}
