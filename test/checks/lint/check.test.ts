import { describe, expect, test } from 'vitest';
import { checkLint } from '../../../src/checks/lint/check.ts';
import { LINT_RULES, LINT_RULE_METADATA } from '../../../src/checks/lint/rules/index.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { InputError } from '../../../src/model/errors.ts';
import { caught } from '../../support/caught.ts';
import { linted } from '../../support/linting.ts';

const GOOD = 'FROM debian:12\nRUN useradd app\nUSER app\n';

test('a good Dockerfile has no findings and nothing unknown', () => {
  expect(linted(GOOD)).toEqual({ findings: [], unknowns: [] });
});

test('a finding says what, where and what to do', () => {
  const [finding, ...others] = linted(`${GOOD}RUN a && \\\n  sudo b\n`).findings;
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    category: 'lint',
    rule: 'DF-SUDO',
    severity: 'medium',
    aliases: expect.arrayContaining(['DL3004']),
    location: {
      path: null,
      dockerfile: { path: 'Dockerfile', line: 5, column: 3, endLine: 5, endColumn: 7 },
    },
    suppressed: null,
  });
});

test('findings stand in the order of the file', () => {
  const { findings } = linted('FROM a\nRUN sudo x\nRUN curl -k x\nUSER root');
  const lines = findings.map(({ location }) => location.dockerfile?.line ?? 0);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  expect(new Set(lines).size).toBeGreaterThan(2);
});

describe('what could not be examined is said', () => {
  test.each([
    ['an unknown instruction', `${GOOD}BOGUS x`, 'not a Dockerfile instruction'],
    ['a heredoc without end', `${GOOD}RUN <<EOF\nx`, 'has no end'],
    ['a script for PowerShell', `${GOOD}SHELL ["pwsh", "-c"]\nRUN x`, '"pwsh" is not examined'],
    ['a script with another shebang', `${GOOD}RUN <<EOF\n#!/usr/bin/perl\nEOF`, '"perl" is not examined'],
    ['a shell script that does not parse', `${GOOD}RUN if x; then`, 'cannot be read'],
    ['an ARG without a value', 'ARG I\nFROM $I\nUSER app', 'ARG without a value'],
    ['a file without FROM', '', 'no instruction'],
    ['another frontend', `# syntax=example.com/x:1\n${GOOD}`, 'another way'],
  ])('%s', (_name, text, reason) => {
    const { unknowns } = linted(text);
    expect(unknowns.map((unknown) => unknown.reason)).toEqual([expect.stringContaining(reason)]);
    expect(unknowns[0]).toMatchObject({
      step: 'lint',
      place: expect.stringMatching(/^Dockerfile:\d+:\d+$/u),
    });
  });

  test('what the builder would refuse is a finding too', () => {
    expect(linted(`${GOOD}BOGUS x`).findings.map(({ rule }) => rule)).toEqual(['DF-CORRECT-INSTRUCTION']);
    expect(linted(`${GOOD}RUN`)).toMatchObject({ findings: [{ rule: 'DF-PARSE' }], unknowns: [] });
  });
});

describe('the target', () => {
  test('rules about the image look at the stage that is built', () => {
    const text = 'FROM debian:12 AS a\nUSER root\nFROM debian:12\nUSER app';
    expect(linted(text).findings).toEqual([]);
    expect(linted(text, { target: 'A' }).findings.map(({ rule }) => rule)).toEqual(['DF-USER-ROOT']);
  });

  test('a target that is not there is an input error that names those that are', async () => {
    const dockerfile = parseDockerfile('FROM a:1 AS web', 'Dockerfile');
    const error = await caught(() => checkLint({ dockerfile, target: 'wbe', buildArgs: new Map() }));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ code: 'TARGET_NOT_FOUND', hint: expect.stringContaining('web') });
  });
});

describe('identity', () => {
  function ids(text: string): string[] {
    return linted(text).findings.map(({ id }) => id);
  }

  test('moved lines, other spaces and other versions keep the id', () => {
    const before = ids('FROM debian:12\nUSER app\nRUN curl -k https://x/v1.2.3/a');
    expect(before.length).toBeGreaterThan(0);
    expect(ids('FROM debian:13\n\n# note\nUSER app\nRUN curl   -k https://x/v1.2.4/a')).toEqual(before);
  });

  test('a newer tag of the base image keeps the id', () => {
    expect(ids('FROM debian:12')).toEqual(ids('FROM debian:13'));
  });

  test('two findings of the same text have two ids', () => {
    const both = ids('FROM debian:12\nUSER app\nRUN sudo x\nRUN sudo x');
    expect(new Set(both).size).toBe(2);
  });

  test('another instruction has another id', () => {
    expect(ids(`${GOOD}RUN sudo x`)).not.toEqual(ids(`${GOOD}RUN sudo y`));
  });
});

describe('the list of rules', () => {
  test('ids are unique and upper case', () => {
    const all = LINT_RULE_METADATA.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => !/^DF-[A-Z]+(?:-[A-Z]+)*$/u.test(id))).toEqual([]);
  });

  test('every rule says why and what to do', () => {
    for (const rule of LINT_RULE_METADATA) {
      expect(rule.category).toBe('lint');
      expect(rule.title).toMatch(/[^.]$/u);
      expect(rule.why).toMatch(/\.$/u);
      expect(rule.fix).toMatch(/\.$/u);
    }
    expect(LINT_RULES.length).toBeGreaterThanOrEqual(15);
  });
});
