import { describe, expect, test } from 'vitest';
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
    ['text that only holds the words', '# see image-gate ignore=DF-SUDO why\nRUN sudo x'],
  ])('%s', (_name, text) => {
    expect(suppressed(START + text)).toEqual([null]);
  });

  test('a syntax problem', () => {
    const { findings, unknowns } = linted(`${START}# hadolint ignore=DL1000\nBOGUS`);
    expect(findings).toMatchObject([{ rule: 'DF-PARSE', suppressed: null }]);
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

  test("a peer's unknown code is not ours to judge", () => {
    expect(linted(`${START}# hadolint ignore=DL9999\nRUN x`).findings).toEqual([]);
  });
});
