import { describe, expect, test } from 'vitest';
import { dfSecretName } from '../../../../src/checks/lint/rules/df-secret-name.ts';
import { caughtBy, linted } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['ENV with a value', 'FROM a:1\nENV API_TOKEN=abc123', ['API_TOKEN=abc123']],
    ['the old form', 'FROM a:1\nENV DB_PASSWORD hunter2', ['DB_PASSWORD hunter2']],
    ['ARG without a value', 'FROM a:1\nARG NPM_TOKEN', ['NPM_TOKEN']],
    ['ARG before FROM', 'ARG SECRET=x1\nFROM a:1', ['SECRET=x1']],
    ['one of several', 'FROM a:1\nENV A=1 \\\n  AWS_SECRET_ACCESS_KEY=AKIA', ['AWS_SECRET_ACCESS_KEY=AKIA']],
    ['ONBUILD', 'FROM a:1\nONBUILD ENV passwd=x1', ['passwd=x1']],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfSecretName, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    ['a name that only holds the word', 'FROM a:1\nENV MONKEY=1 TOKENIZER=2 AUTHOR=x'],
    ['a file', 'FROM a:1\nENV DB_PASSWORD_FILE=/run/secrets/db'],
    ['a public key', 'FROM a:1\nENV PUBLIC_KEY=abc'],
    ['the fingerprint of a key', 'FROM a:1\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D'],
    ['an empty value', 'FROM a:1\nENV TOKEN='],
    ['a label', 'FROM a:1\nLABEL token=abc'],
    ['a shell variable', 'FROM a:1\nRUN TOKEN=abc x'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfSecretName, text)).toEqual([]);
  });
});

test('a value in the file is high, a name alone medium', () => {
  const severities = linted('FROM a:1\nARG TOKEN\nENV PASSWORD=hunter2 API_KEY=/run/key')
    .findings.filter(({ rule }) => rule === 'DF-SECRET-NAME')
    .map(({ severity }) => severity);
  expect(severities).toEqual(['medium', 'high', 'medium']);
});
