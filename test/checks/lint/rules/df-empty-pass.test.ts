import { describe, expect, test } from 'vitest';
import { dfEmptyPass } from '../../../../src/checks/lint/rules/df-empty-pass.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN passwd -d root', ['-d']],
    ['RUN passwd --delete root', ['--delete']],
    ["RUN usermod -p '' foo", ['-p']],
    ['RUN echo "PermitEmptyPasswords yes" >> /etc/ssh/sshd_config', ['"PermitEmptyPasswords yes"']],
    ['RUN echo "root::0:0:::::" >> /etc/shadow', ['"root::0:0:::::"']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfEmptyPass, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN passwd -l root',
    'RUN usermod -p x foo',
    'RUN adduser --disabled-password foo',
    'RUN echo "PermitEmptyPasswords no"',
    'RUN echo a::b',
  ])('%s', (line) => {
    expect(caughtBy(dfEmptyPass, `FROM a:1\n${line}`)).toEqual([]);
  });
});
