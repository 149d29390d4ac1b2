import { KEYWORDS } from '../../../dockerfile/instruction.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectFlag: LintRule = {
  id: 'DF-CORRECT-FLAG',
  title: 'An instruction has a flag that it does not know',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'The builder refuses the file, or the flag is one that only a newer builder knows.',
  fix: 'Correct the flag, or remove it.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  aliases: [],
  check,
};

/** Source: docs.docker.com/reference/dockerfile, each instruction. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  ADD: ['keep-git-dir', 'checksum', 'chown', 'chmod', 'link', 'exclude', 'unpack'],
  COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  FROM: ['platform'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
  RUN: ['mount', 'network', 'security', 'device'],
};

function* check({ instructions }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    const { keyword, flags } = instruction;
    // Unknown instructions and ONBUILD, whose flags are those of the instruction in it.
    if (keyword === 'ONBUILD' || !KEYWORDS.has(keyword)) continue;
    for (const { name, range } of flags) {
      if (FLAGS[keyword]?.includes(name) === true) continue;
      const message = `${keyword} has no flag "--${plain(name, 50)}".`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}
