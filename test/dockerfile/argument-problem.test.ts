import { describe, expect, test } from 'vitest';
import { argumentProblem } from '../../src/dockerfile/argument-problem.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

function codes(text: string): (string | null)[] {
  return parseDockerfile(text, 'Dockerfile').instructions.map(
    (instruction) => argumentProblem(instruction)?.code ?? null,
  );
}

describe('what the builder refuses', () => {
  test.each([
    ['RUN', 'MISSING_ARGUMENT'],
    ['COPY a', 'MISSING_ARGUMENT'],
    ['COPY ["a"]', 'MISSING_ARGUMENT'],
    ['ONBUILD', 'MISSING_ARGUMENT'],
    ['ONBUILD RUN', 'MISSING_ARGUMENT'],
    ['ONBUILD ONBUILD RUN a', 'BAD_TRIGGER'],
    ['ONBUILD FROM a', 'BAD_TRIGGER'],
    ['SHELL bash', 'SHELL_NOT_JSON'],
    ['SHELL []', 'MISSING_ARGUMENT'],
    ['FROM a b', 'BAD_FROM'],
    ['FROM a IS b', 'BAD_FROM'],
    ['FROM a AS', 'BAD_FROM'],
    ['FROM a AS 1b', 'BAD_STAGE_NAME'],
    ['ENV A', 'MISSING_VALUE'],
    ['ENV A=1 B', 'MISSING_VALUE'],
    ['ENV =1', 'MISSING_NAME'],
    ['LABEL "a', 'MISSING_VALUE'],
    ['USER "a', 'BAD_WORD'],
    ['COPY ${a b', 'BAD_WORD'],
  ])('%s: %s', (line, code) => {
    expect(codes(line)).toEqual([code]);
  });
});

describe('what it takes', () => {
  test.each([
    'RUN a',
    "RUN echo it's",
    'CMD []',
    'ENTRYPOINT []',
    'COPY a b',
    'COPY <<E /x\nE',
    'ONBUILD RUN a',
    'SHELL ["a"]',
    'FROM a',
    'FROM a as B-1_x.y',
    'ENV A 1',
    'ENV A=',
    'ARG A',
    'LABEL a=b c="d e"',
    'EXPOSE 80 443',
    'HEALTHCHECK NONE',
    'BOGUS',
  ])('%s', (line) => {
    expect(codes(line)).toEqual([null]);
  });
});
