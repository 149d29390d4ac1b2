import { plain } from '../../../util/escape.ts';
import { labelsOf } from '../labels.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelKey: LintRule = {
  id: 'DF-LABEL-KEY',
  title: 'The key of a label is not in the usual form',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Tools look for keys in one form: lower case letters, digits, dots and dashes. Some prefixes are reserved for Docker.',
  fix: 'Write the key in lower case with single dots and dashes, such as `com.example.some-label`.',
  references: ['https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations'],
  aliases: ['DL3048'],
  check,
};

const KEY = /^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/u;
const DOUBLE = /\.\.|--/u;
const RESERVED = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/u;

function* check(context: LintContext): Iterable<Hit> {
  for (const { key, keyRange, instruction } of labelsOf(context)) {
    const problem = keyProblem(key);
    if (problem === null) continue;
    const message = `The label key "${plain(key, 200)}" ${problem}`;
    yield { kind: 'hit', instruction, range: keyRange, message };
  }
}

function keyProblem(key: string): string | null {
  if (RESERVED.test(key)) return 'has a prefix that is reserved for Docker. Use a domain of your own.';
  if (KEY.test(key) && !DOUBLE.test(key)) return null;
  return 'is not in the usual form: lower case letters and digits, single dots and dashes between them.';
}
