import { describe, expect, test } from 'vitest';
import { dfPortPriv } from '../../../../src/checks/lint/rules/df-port-priv.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['EXPOSE 80', ['80']],
    ['EXPOSE 53/udp 8080', ['53/udp']],
    ['EXPOSE 1000-2000', ['1000-2000']],
    ['ENV P=443\nEXPOSE $P', ['$P']],
    ['EXPOSE 20-30', ['20-30']],
    ['EXPOSE 22/udp', ['22/udp']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfPortPriv, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'EXPOSE 8080',
    'EXPOSE 1024',
    'EXPOSE 22',
    'EXPOSE $P',
    'EXPOSE 99999',
    'RUN echo 80',
    'USER app\nFROM b:1\nEXPOSE 8080',
  ])('%j', (text) => {
    expect(caughtBy(dfPortPriv, `${FROM}${text}`)).toEqual([]);
  });
});
