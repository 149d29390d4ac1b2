import { pairsOf } from '../../../dockerfile/pairs.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectKeyValue: LintRule = {
  id: 'DF-CORRECT-KEY-VALUE',
  title: 'A variable or label is set in the old form without "="',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The old form takes the rest of the line as one value: further pairs become part of it.',
  fix: 'Write `NAME="value"`.',
  references: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  aliases: ['LegacyKeyValueFormat'],
  check,
};

/** Quotes and escapes would have to be rewritten. */
const PLAIN = /^[^"'\\`]+$/u;
const SPACE = /\s/u;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, words } = instruction;
    const isOld = (keyword === 'ENV' || keyword === 'LABEL') && words[0]?.text.includes('=') === false;
    const pair = isOld ? pairsOf(instruction)[0] : undefined;
    if (pair?.value === null || pair === undefined) continue;
    const message = `${keyword} sets ${plain(pair.name, 100)} without "=". Write ${plain(pair.name, 100)}="…".`;
    const hit = { kind: 'hit', instruction, range: pair.range, message } as const;
    const isCertain = PLAIN.test(pair.value.text) && pair.range.line === pair.range.endLine;
    const value = SPACE.test(pair.value.text) ? `"${pair.value.text}"` : pair.value.text;
    const edits = [{ range: pair.range, text: `${pair.name}=${value}` }];
    yield isCertain ? { ...hit, fix: { description: 'Write it with "="', edits } } : hit;
  }
}
