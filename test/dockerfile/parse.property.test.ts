import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLint } from '../../src/checks/lint/check.ts';
import type { Dockerfile, Instruction } from '../../src/dockerfile/dockerfile.ts';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { TextRange } from '../../src/model/finding.ts';

// prettier-ignore
const FRAGMENTS = [
  '\n', '\n', '\n', '\r\n', '\\\n', '\\ \t\n', '`\n', '\\', '`', ' ', '\t', '#', '# c\n', '# escape=`\n',
  '# syntax=docker/dockerfile:1\n', 'RUN ', 'copy ', 'ADD ', 'ENV ', 'FROM a\n', 'FROM a AS b\n', 'ONBUILD ', 'CMD ',
  'LABEL ', 'ARG ', 'USER ', 'HEALTHCHECK CMD ', 'SHELL ', 'VOLUME ', 'EXPOSE ', '<<EOF', '<<-EOF', '3<<"E F"', 'EOF\n',
  '\tEOF\n', 'E F\n', '"', "'", '$', '${X}', '${X:-', '${X%', '${', '}', '[', '["a","b"]', '[1]', 'b=c', '--from=b ',
  '--mount=type=bind,from=b ', '--', 'sh -c "', 'curl -k x | sh', '$(', '`', ')', '&&', '\u00a0', '\ufeff', '😀', '\0',
  '# image-gate ignore=DF-SUDO x\n',
];
const hostile = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 200 }));

describe('any text', () => {
  test('is parsed into instructions in order that do not overlap, within the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const dockerfile = parseDockerfile(text, 'Dockerfile');
        let last = { line: 0, column: 0 };
        for (const { range } of dockerfile.instructions) {
          expect(isBefore(last, { line: range.line, column: range.column })).toBe(true);
          last = { line: range.endLine, column: range.endColumn };
        }
        for (const range of allRanges(dockerfile)) expectInside(text, range);
      }),
      { numRuns: 1000 },
    );
  });

  test('is linted without an exception, and what is found lies within the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const dockerfile = parseDockerfile(text, 'Dockerfile');
        const { findings } = checkLint({ dockerfile, target: null, buildArgs: new Map([['X', '${X}']]) });
        for (const { location } of findings)
          if (location.dockerfile !== null) expectInside(text, location.dockerfile);
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('names images only within the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const uses = imageUses(parseDockerfile(text, 'Dockerfile'), { target: null, buildArgs: new Map() });
        for (const { range } of uses) expectInside(text, range);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sequence of instructions', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9./-]{0,10}$/u);
  const instruction = fc.oneof(
    word.map((text) => `RUN ${text}`),
    fc.tuple(word, word).map(([a, b]) => `COPY ${a} /${b}`),
    fc.tuple(word, word).map(([a, b]) => `RUN ${a} \\\n  # ${b}\n  && ${b}`),
    fc.tuple(word, word).map(([a, b]) => `RUN <<E\n${a}\n${b}\nE`),
    word.map((text) => `CMD ["${text}"]`),
  );

  test('is parsed into just these', () => {
    fc.assert(
      fc.property(fc.array(instruction, { maxLength: 20 }), (instructions) => {
        const all = ['FROM a', ...instructions];
        const dockerfile = parseDockerfile(all.join('\n'), 'Dockerfile');
        expect(dockerfile.instructions.map(({ raw }) => raw)).toEqual(all);
        expect(dockerfile.problems).toEqual([]);
      }),
    );
  });
});

test.each([
  ['variables in variables', `FROM a\nENV A=${'${a:-'.repeat(50_000)}`],
  ['quotes', `FROM a\nENV A=${'"'.repeat(200_000)}`],
  ['heredocs on one line', `FROM a\nRUN ${'<<A '.repeat(20_000)}`],
  ['substitutions in substitutions', `FROM a\nRUN ${'$('.repeat(20_000)}`],
  ['subshells in subshells', `FROM a\nRUN ${'('.repeat(20_000)}`],
  ['scripts in scripts', `FROM a\nRUN ${'sh -c '.repeat(20_000)}`],
  ['values that double', `FROM a\nENV A=xxxxxxxx\n${'ENV A=$A$A\n'.repeat(5000)}`],
  ['brackets', `FROM a\nRUN ${'['.repeat(200_000)}`],
  ['ONBUILD in ONBUILD', `FROM a\n${'ONBUILD '.repeat(20_000)}`],
  ['pipes', `FROM a\nRUN ${'curl x | '.repeat(20_000)} sh`],
])('hostile nesting is parsed and linted: %s', (_name, text) => {
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  expect(() => checkLint({ dockerfile, target: null, buildArgs: new Map() })).not.toThrow();
});

function allRanges(dockerfile: Dockerfile): TextRange[] {
  const { instructions, comments, directives, problems } = dockerfile;
  return [
    ...instructions.flatMap(rangesOf),
    ...[...comments, ...directives, ...problems].map(({ range }) => range),
  ];
}

function rangesOf(instruction: Instruction): TextRange[] {
  const { range, keywordRange, flags, words, heredocs, trigger } = instruction;
  const inner = trigger === null ? [] : rangesOf(trigger);
  return [range, keywordRange, ...[...flags, ...words, ...heredocs].map((part) => part.range), ...inner];
}

function expectInside(text: string, { line, column, endLine, endColumn }: TextRange): void {
  const lines = text.split('\n');
  expect(isBefore({ line, column }, { line: endLine, column: endColumn })).toBe(true);
  expect(line).toBeGreaterThan(0);
  expect(column).toBeGreaterThan(0);
  expect(endLine).toBeLessThanOrEqual(lines.length);
  expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
  expect(endColumn).toBeLessThanOrEqual((lines[endLine - 1] ?? '').length + 1);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
