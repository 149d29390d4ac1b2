import type { TextRange } from '../model/finding.ts';
import type { Instruction, Problem } from './dockerfile.ts';
import { KEYWORDS } from './instruction.ts';
import { pairsOf } from './pairs.ts';
import { stageName } from './stage-base.ts';

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/u;
const LEAST: Readonly<Record<string, number>> = { ADD: 2, COPY: 2 };
const MAY_BE_EMPTY = new Set(['CMD', 'ENTRYPOINT']);
const QUOTES_READ = new Set([
  'ADD',
  'ARG',
  'COPY',
  'ENV',
  'EXPOSE',
  'FROM',
  'LABEL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/** What the builder would refuse about an instruction's arguments; null when nothing. */
export function argumentProblem(instruction: Instruction): Problem | null {
  const { keyword, json, heredocs } = instruction;
  if (!KEYWORDS.has(keyword)) return null;
  if (keyword === 'ONBUILD') return onbuildProblem(instruction);
  const count = instruction.words.length;
  const least = LEAST[keyword] ?? 1;
  const isEmptyJson = json !== null && json.length === 0;
  if (count < least && !(MAY_BE_EMPTY.has(keyword) && isEmptyJson)) {
    if (heredocs.length > 0 && count > 0) return null;
    const message = `${keyword} needs ${least === 1 ? 'an argument' : 'a source and a destination'}`;
    return problem('MISSING_ARGUMENT', message, instruction.keywordRange);
  }
  if (keyword === 'SHELL' && json === null) {
    return problem('SHELL_NOT_JSON', 'SHELL needs a JSON array of strings', instruction.keywordRange);
  }
  return keyword === 'FROM'
    ? fromProblem(instruction)
    : (pairProblem(instruction) ?? quoteProblem(instruction));
}

function onbuildProblem({ trigger, argument, keywordRange }: Instruction): Problem | null {
  if (argument.text === '') return problem('MISSING_ARGUMENT', 'ONBUILD needs an instruction', keywordRange);
  if (trigger === null || trigger.keyword === 'FROM' || trigger.keyword === 'MAINTAINER') {
    const what = trigger === null ? 'ONBUILD' : trigger.keyword;
    return problem('BAD_TRIGGER', `${what} may not stand in ONBUILD`, keywordRange);
  }
  return argumentProblem(trigger);
}

function fromProblem(instruction: Instruction): Problem | null {
  const { words, keywordRange } = instruction;
  if (words.length === 1) return quoteProblem(instruction);
  const name = stageName(instruction);
  if (words.length !== 3 || name === null) {
    return problem('BAD_FROM', 'FROM needs an image, or an image and "AS" with a name', keywordRange);
  }
  if (STAGE_NAME.test(name)) return quoteProblem(instruction);
  const message = `"${name.slice(0, 40)}" is not a stage name: a letter, then letters, digits, "-", "_" and "."`;
  return problem('BAD_STAGE_NAME', message, words[2]?.range ?? keywordRange);
}

function pairProblem(instruction: Instruction): Problem | null {
  const { keyword } = instruction;
  if (keyword !== 'ENV' && keyword !== 'LABEL') return null;
  for (const { name, value, range } of pairsOf(instruction)) {
    if (value === null)
      return problem('MISSING_VALUE', `${keyword} "${name.slice(0, 40)}" has no value`, range);
    if (name === '') return problem('MISSING_NAME', `${keyword} sets a value without a name`, range);
  }
  return null;
}

function quoteProblem({ keyword, words, json }: Instruction): Problem | null {
  if (json !== null || !QUOTES_READ.has(keyword)) return null;
  const open = words.find(({ error }) => error !== null);
  if (open === undefined) return null;
  return {
    code: 'BAD_WORD',
    message: `this word cannot be read: ${open.error ?? ''}`,
    range: open.range,
    unread: true,
  };
}

function problem(code: string, message: string, range: TextRange): Problem {
  return { code, message, range, unread: false };
}
