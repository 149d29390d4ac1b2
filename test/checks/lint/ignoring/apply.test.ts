import { describe, expect, test } from 'vitest';
import type { LintProfile } from '../../../../src/model/lint.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { linted } from '../../../support/linting.ts';

const START = 'FROM debian:12\nUSER app\n';

function suppressed(text: string): (string | null)[] {
  const { findings } = linted(text);
  return findings
    .filter(({ rule }) => rule === 'DF-SUDO')
    .map((finding) => finding.suppressed?.reason ?? null);
}

describe('suppresses', () => {
  test.each<[string, string, string]>([
    [
      'with our own comment',
      '# image-gate ignore=DF-SUDO the base has no root\nRUN sudo x',
      'the base has no root',
    ],
    ['with several rules', '# image-gate ignore=DF-SSHD,DF-SUDO: why not\nRUN sudo x', 'why not'],
    ['in any case', '# Image-Gate ignore=df-sudo why\nRUN sudo x', 'why'],
    ['on a later line of the instruction', '# image-gate ignore=DF-SUDO why\nRUN a && \\\n  sudo x', 'why'],
    ['from inside the instruction', 'RUN a && \\\n  # image-gate ignore=DF-SUDO why\n  sudo x', 'why'],
    ['for the whole file', 'RUN sudo x\n# image-gate global ignore=DF-SUDO why', 'why'],
    ["by a peer's code", '# hadolint ignore=DL3004\nRUN sudo x', '"# hadolint ignore=DL3004"'],
    ["by a peer's code with a reason", '# hadolint ignore=DL3003,DL3004 # why\nRUN sudo x', 'why'],
    [
      "by a peer's global comment",
      '# hadolint global ignore=DL3004\nRUN x\nRUN sudo x',
      '"# hadolint global ignore=DL3004"',
    ],
    ['for a stage', '# image-gate stage ignore=DF-SUDO why\nRUN sudo x\nFROM a:1\nUSER app', 'why'],
    ["by Checkov's code, wherever it stands", 'RUN sudo x\n# checkov:skip=CKV2_DOCKER_1: why', 'why'],
    ["by Trivy's code", '# trivy:ignore:AVD-DS-0010\nRUN sudo x', '"# trivy:ignore:AVD-DS-0010"'],
    ["by a peer's code in our own comment", '# image-gate ignore=DL3004 why\nRUN sudo x', 'why'],
  ])('%s', (_name, text, reason) => {
    expect(suppressed(START + text)).toEqual([reason]);
  });

  test('the finding is kept, with who said so', () => {
    const { findings } = linted(`${START}# image-gate ignore=DF-SUDO why\nRUN sudo x`);
    expect(findings).toMatchObject([
      { rule: 'DF-SUDO', suppressed: { by: 'pragma', reason: 'why', owner: null, expires: null } },
    ]);
  });

  test("BuildKit's skip comment counts", () => {
    const { findings } = linted(`${START}# check=skip=SecretsUsedInArgOrEnv\nENV TOKEN=abc`);
    expect(findings.map((finding) => finding.suppressed !== null)).toEqual([true]);
  });
});

test("BuildKit's directive counts for the whole file", () => {
  const { findings } = linted(`# check=error=true;skip=SecretsUsedInArgOrEnv\n${START}ENV TOKEN=abc`);
  expect(findings.map((finding) => finding.suppressed?.by)).toEqual(['pragma']);
});

describe('does not suppress', () => {
  test.each([
    ['another instruction', '# image-gate ignore=DF-SUDO why\nRUN x\nRUN sudo x'],
    ['the instruction above', 'RUN sudo x\n# image-gate ignore=DF-SUDO why'],
    ['another rule', '# image-gate ignore=DF-SSHD why\nRUN sudo x'],
    ['without a reason', '# image-gate ignore=DF-SUDO\nRUN sudo x'],
    ['with one unknown rule', '# image-gate ignore=DF-SUDO,DF-NOPE why\nRUN sudo x'],
    ["a peer's comment past an empty line", '# hadolint ignore=DL3004\n\nRUN sudo x'],
    ["a peer's comment past its day", '# trivy:ignore:DS-0010:exp:2020-01-31\nRUN sudo x'],
    ['another stage', '# image-gate stage ignore=DF-SUDO why\nRUN x\nFROM a:1\nUSER app\nRUN sudo x'],
    ['text that only holds the words', '# see image-gate ignore=DF-SUDO why\nRUN sudo x'],
  ])('%s', (_name, text) => {
    expect(suppressed(START + text)).toEqual([null]);
  });

  test('a syntax problem', () => {
    const { findings, unknowns } = linted(`${START}# hadolint ignore=DL1000\nBOGUS`);
    expect(findings).toMatchObject([{ rule: 'DF-CORRECT-INSTRUCTION', suppressed: null }]);
    expect(unknowns).toHaveLength(1);
  });
});

describe('an ignore comment that does nothing is reported', () => {
  test.each([
    ['an unknown rule', '# image-gate ignore=DF-NOPE why', 'DF-NOPE'],
    ['no reason', '# image-gate ignore=DF-SUDO', 'reason'],
    ['no rule', '# image-gate ignore=', 'no rule'],
  ])('%s', (_name, comment, message) => {
    const { findings } = linted(`${START}${comment}\nRUN x`);
    expect(findings).toMatchObject([{ rule: 'DF-IGNORE', message: expect.stringContaining(message) }]);
  });

  test.each([
    ['an unknown code of a peer', '# hadolint ignore=DL9999', 'no hadolint check "DL9999"'],
    ['a comment that its peer does not read', '# hadolint ignore=DL3004 because', 'does not read'],
    ['a comment that its peer does not apply', '# hadolint ignore=DL3004\n', 'next line only'],
    ['one past its day', '# trivy:ignore:DS-0010:exp:2020-01-31', 'expired on 2020-01-31'],
  ])('%s', (_name, comment, message) => {
    const { findings } = linted(`${START}${comment}\nRUN x`);
    expect(findings).toMatchObject([
      { rule: 'DF-IGNORE', severity: 'info', message: expect.stringContaining(message) },
    ]);
  });

  test("a code of ShellCheck's, or for other kinds of files, is not ours to judge", () => {
    const text = `${START}# checkov:skip=CKV_SECRET_6:x\n# hadolint ignore=SC9999\nRUN x`;
    expect(linted(text).findings).toEqual([]);
  });
});

describe('an ignore comment with nothing to suppress', () => {
  const OWN = '# image-gate ignore=DF-SUDO,DF-SSHD why';

  test('is reported for the rules that have nothing there', () => {
    const { findings } = linted(`${START}${OWN}\nRUN sudo x`);
    expect(findings).toMatchObject([
      { rule: 'DF-IGNORE', severity: 'info', message: expect.stringContaining('by DF-SSHD:') },
      { rule: 'DF-SUDO', suppressed: { reason: 'why' } },
    ]);
  });

  test('is not reported for rules that are off', () => {
    const options = { ...DEFAULT_LINT_OPTIONS, ignored: new Set(['DF-SSHD']) };
    expect(linted(`${START}${OWN}\nRUN sudo x`, { options }).findings).toHaveLength(1);
  });

  test("is a peer's business, but where every rule is on", () => {
    const text = `${START}# hadolint ignore=DL3004\nRUN x`;
    const unused = (profile: LintProfile): string[] =>
      linted(text, { options: { ...DEFAULT_LINT_OPTIONS, profile } }).findings.flatMap(({ rule, message }) =>
        rule === 'DF-IGNORE' ? [message] : [],
      );
    expect(unused('recommended')).toEqual([]);
    expect(unused('all')).toEqual([expect.stringContaining('DL3004')]);
  });

  test('is none when another comment suppresses the same', () => {
    const text = `${START}# image-gate ignore=DF-SUDO why\n# hadolint ignore=DL3004\nRUN sudo x`;
    expect(
      linted(text, { options: { ...DEFAULT_LINT_OPTIONS, profile: 'all' } }).findings,
    ).not.toContainEqual(expect.objectContaining({ rule: 'DF-IGNORE' }));
  });
});

test('comments do nothing where they are switched off', () => {
  const options = { ...DEFAULT_LINT_OPTIONS, ignoreComments: false };
  const { findings } = linted(`${START}# image-gate ignore=DF-SUDO why\nRUN sudo x`, { options });
  expect(findings).toMatchObject([{ rule: 'DF-SUDO', suppressed: null }]);
});

test('"skip=all" is for what BuildKit checks', () => {
  const { findings } = linted(`${START}# check=skip=all\nENV TOKEN=abc\n# check=skip=all\nRUN sudo x`);
  expect(findings.map(({ rule, suppressed }) => [rule, suppressed !== null])).toEqual([
    ['DF-SECRET-NAME', true],
    ['DF-SUDO', false],
  ]);
});
