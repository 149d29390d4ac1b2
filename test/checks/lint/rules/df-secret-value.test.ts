import { describe, expect, test } from 'vitest';
import { dfSecretValue } from '../../../../src/checks/lint/rules/df-secret-value.ts';
import { caughtBy, linted } from '../../../support/linting.ts';

// Put together here, so that no scanner takes this file for one with secrets in it.
const TOKEN = ['ghp_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdE'].join('');
const AWS = ['AKIA', 'QWERTYUIOPASDFG2'].join('');
const PEM = ['-----BEGIN RSA ', 'PRIVATE KEY'].join('');

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['ENV', `FROM a:1\nENV A=1 GH=${TOKEN}`, [TOKEN]],
    ['the old form', `FROM a:1\nENV GH ${TOKEN}`, [TOKEN]],
    ['ARG before FROM', `ARG KEY=${AWS}\nFROM a:1`, [AWS]],
    ['LABEL', `FROM a:1\nLABEL x="k ${AWS}"`, [AWS]],
    ['RUN', `FROM a:1\nRUN curl -H "Authorization: token ${TOKEN}" https://x`, [TOKEN]],
    ['a later line', `FROM a:1\nRUN a && \\\n  # why\n  export T=${TOKEN}`, [TOKEN]],
    ['the exec form', `FROM a:1\nCMD ["x", "--token=${TOKEN}"]`, [TOKEN]],
    ['a heredoc', `FROM a:1\nCOPY <<EOF /key\n${PEM}-----\nMIIE\nEOF`, [PEM]],
    ['a RUN heredoc', `FROM a:1\nRUN <<EOF\nlogin ${TOKEN}\nEOF`, [TOKEN]],
    ['a URL', 'FROM a:1\nRUN git clone https://me:hunter2@git.corp.net/a', ['hunter2']],
    ['ADD', 'FROM a:1\nADD https://me:hunter2@git.corp.net/a /a', ['hunter2']],
    ['ONBUILD, once', `FROM a:1\nONBUILD ENV GH=${TOKEN}`, [TOKEN]],
    ['several', `FROM a:1\nRUN x ${AWS} ${TOKEN}`, [AWS, TOKEN]],
    ['an unknown instruction', `FROM a:1\nBOGUS ${TOKEN}`, [TOKEN]],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfSecretValue, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    ['a variable', 'FROM a:1\nRUN git clone https://me:$TOKEN@git.corp.net/a'],
    ['an example key', 'FROM a:1\nENV K=AKIAIOSFODNN7EXAMPLE'],
    ['an example host', 'FROM a:1\nENV U=https://me:hunter2@example.com/'],
    ['a placeholder', 'FROM a:1\nENV U=https://me:password@git.corp.net/ T=<token>'],
    ['a name alone', 'FROM a:1\nENV PASSWORD=hunter2'],
    ['a digest', `FROM a:1@sha256:${'0a'.repeat(32)}`],
    ['a user without password', 'FROM a:1\nRUN git clone ssh://git@github.com/a/b'],
    ['a public key', ['FROM a:1\nRUN echo "-----BEGIN ', 'PUBLIC KEY-----"'].join('')],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfSecretValue, text)).toEqual([]);
  });
});

test('no finding has the secret in it, and the finding is critical', () => {
  const { findings } = linted(`FROM a:1\nENV GH=${TOKEN} U=https://me:hunter2@git.corp.net/`);
  expect(JSON.stringify(findings)).not.toMatch(/ghp_|hunter2/u);
  const own = findings.filter(({ rule }) => rule === 'DF-SECRET-VALUE');
  expect(own.map(({ severity }) => severity)).toEqual(['critical', 'critical']);
});
