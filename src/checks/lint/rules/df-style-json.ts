import { execForm } from '../exec-form.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleJson: LintRule = {
  id: 'DF-STYLE-JSON',
  title: 'CMD, ENTRYPOINT or HEALTHCHECK is in the shell form',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'A shell stands between Docker and the program: signals such as the one of `docker stop` may not reach it.',
  fix: 'Write a JSON array: `CMD ["program", "argument"]`.',
  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/'],
  aliases: ['DL3025', 'JSONArgsRecommended'],
  check,
};

const KEYWORDS = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

function* check(context: LintContext): Iterable<Hit> {
  for (const instruction of context.dockerfile.instructions) {
    const { keyword, json, words, keywordRange } = instruction;
    if (!KEYWORDS.has(keyword) || json !== null || words.length === 0) continue;
    if (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() !== 'CMD') continue;
    const message = `${keyword} is in the shell form. Write its words as a JSON array.`;
    const hit = { kind: 'hit', instruction, range: keywordRange, message } as const;
    const fix = execForm(context, instruction);
    yield fix === null ? hit : { ...hit, fix };
  }
}
