import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleMaintainer: LintRule = {
  id: 'DF-STYLE-MAINTAINER',
  title: 'MAINTAINER is used',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The instruction is deprecated; a label says the same and can be read by more tools.',
  fix: 'Write `LABEL maintainer="…"` or `LABEL org.opencontainers.image.authors="…"`.',
  references: ['https://docs.docker.com/reference/build-checks/maintainer-deprecated/'],
  aliases: ['DL4000', 'DS-0022', 'CKV_DOCKER_6', 'MaintainerDeprecated'],
  check,
};

/** What means nothing in the quotes of a label. */
const PLAIN = /^[^"'\\`$]+$/u;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, keywordRange, argument, stage } = instruction;
    if (keyword !== 'MAINTAINER') continue;
    const message = 'MAINTAINER is deprecated. Write LABEL maintainer="…".';
    const hit = { kind: 'hit', instruction, range: keywordRange, message } as const;
    const { line, endLine } = instruction.range;
    const isCertain = PLAIN.test(argument.text) && stage !== null && line === endLine;
    const edits = [{ range: instruction.range, text: `LABEL maintainer="${argument.text}"` }];
    yield isCertain ? { ...hit, fix: { description: 'Write it as a label', edits } } : hit;
  }
}
