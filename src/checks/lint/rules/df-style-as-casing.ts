import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleAsCasing: LintRule = {
  id: 'DF-STYLE-AS-CASING',
  title: 'FROM and AS are written in different cases',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The two belong together and are easier to read when they are written alike.',
  fix: 'Write `FROM … AS …`.',
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  aliases: ['FromAsCasing'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const { from } of dockerfile.stages) {
    const as = from.words[1];
    if (from.words.length !== 3 || as?.text.toLowerCase() !== 'as') continue;
    const keyword = from.raw.slice(0, 4);
    const isUpper = keyword === keyword.toUpperCase();
    // A keyword of mixed case is for DF-STYLE-CASING.
    if (!isUpper && keyword !== keyword.toLowerCase()) continue;
    const wanted = isUpper ? 'AS' : 'as';
    if (as.text === wanted) continue;
    yield {
      kind: 'hit',
      instruction: from,
      range: as.range,
      message: `"${as.text}" and "${keyword}" are in different cases. Write ${wanted}.`,
      fix: { description: `Write ${wanted}`, edits: [{ range: as.range, text: wanted }] },
    };
  }
}
