import type { TextRange } from '../model/finding.ts';
import { LIMITS } from '../util/limits.ts';
import { argumentProblem } from './argument-problem.ts';
import type { Dockerfile, Heredoc, Instruction, Problem, Stage } from './dockerfile.ts';
import { readHeredocs } from './heredoc.ts';
import type { Draft } from './instruction.ts';
import { readInstruction } from './instruction.ts';
import type { LineReader } from './line-reader.ts';
import { newLineReader, readLogicalLine } from './line-reader.ts';
import { offsetOf, rangeOfOffsets } from './source-text.ts';
import { stageBases, stageName } from './stage-base.ts';
import { syntaxProblem } from './syntax-directive.ts';

/**
 * Reads a Dockerfile as BuildKit's parser does. Never throws: what cannot be read is in `problems`, and the
 * rest is read all the same.
 */
export function parseDockerfile(text: string, path: string): Dockerfile {
  const reader = newLineReader(text);
  const instructions: Instruction[] = [];
  let stage: number | null = null;
  for (let line = readLogicalLine(reader); line !== null; line = readLogicalLine(reader)) {
    const draft = readInstruction(line, reader.escape, reader.problems);
    if (draft.keyword === 'FROM') stage = stage === null ? 0 : stage + 1;
    const heredocs = readHeredocs(reader, draft);
    const instruction = finish(reader, { draft, heredocs, stage });
    instructions.push(instruction);
    const problem = argumentProblem(instruction);
    if (problem !== null) reader.problems.push(problem);
  }
  const stages = toStages(instructions, reader);
  addFileProblems(reader, instructions);
  return {
    path,
    text,
    escape: reader.escape,
    directives: reader.directives,
    comments: reader.comments,
    instructions,
    stages,
    stageNames: namesOf(stages),
    globalArgs: instructions.filter(({ keyword, stage }) => keyword === 'ARG' && stage === null),
    problems: limited(reader.problems),
  };
}

interface Finish {
  readonly draft: Draft;
  readonly heredocs: readonly Heredoc[];
  readonly stage: number | null;
}

function finish(reader: LineReader, { draft, heredocs, stage }: Finish): Instruction {
  const { line, trigger, ...rest } = draft;
  const start = offsetOf(line, 0);
  const lineEnd = line.text === '' ? start : offsetOf(line, line.text.length - 1) + 1;
  const end = heredocs.at(-1)?.end ?? lineEnd;
  return {
    ...rest,
    range: rangeOfOffsets(reader.lines, start, end),
    raw: reader.text.slice(start, end),
    heredocs,
    stage,
    trigger: trigger === null ? null : finish(reader, { draft: trigger, heredocs, stage }),
  };
}

function toStages(instructions: readonly Instruction[], reader: LineReader): Stage[] {
  const froms = instructions.filter(({ keyword }) => keyword === 'FROM');
  const globalArgs = instructions.filter(({ keyword, stage }) => keyword === 'ARG' && stage === null);
  const bases = stageBases(froms, { globalArgs, escape: reader.escape, buildArgs: new Map() });
  const stages = froms.map((from, index) => ({
    index,
    name: stageName(from),
    from,
    base: bases[index] ?? ({ kind: 'image', text: '' } as const),
    instructions: [] as Instruction[],
  }));
  for (const instruction of instructions) {
    if (instruction.stage === null || instruction.keyword === 'FROM') continue;
    stages[instruction.stage]?.instructions.push(instruction);
  }
  return stages;
}

function namesOf(stages: readonly Stage[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { name, index } of stages) if (name !== null) names.set(name, index);
  return names;
}

function addFileProblems(reader: LineReader, instructions: readonly Instruction[]): void {
  const syntax = syntaxProblem(reader.directives);
  if (syntax !== null) reader.problems.push(syntax);
  const hasFrom = instructions.some(({ keyword }) => keyword === 'FROM');
  for (const { keyword, stage, keywordRange } of instructions) {
    if (stage !== null || keyword === 'ARG' || !hasFrom) continue;
    const message = `${keyword.slice(0, 40)} stands before the first FROM, where only ARG may`;
    reader.problems.push({ code: 'BEFORE_FROM', message, range: keywordRange, unread: false });
  }
  if (hasFrom) return;
  const message = instructions.length === 0 ? 'the file holds no instruction' : 'the file holds no FROM';
  reader.problems.push({ code: 'NO_FROM', message, range: firstRange(instructions), unread: true });
}

function firstRange(instructions: readonly Instruction[]): TextRange {
  return instructions[0]?.keywordRange ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** A binary file would give a problem for every line. */
function limited(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((a, b) => a.range.line - b.range.line || a.range.column - b.range.column);
  const max = LIMITS.dockerfileProblems.value;
  const last = sorted[max];
  if (last === undefined) return sorted;
  const message = `${sorted.length - max} more problems from here on are not shown`;
  return [...sorted.slice(0, max), { code: 'TOO_MANY_PROBLEMS', message, range: last.range, unread: true }];
}
