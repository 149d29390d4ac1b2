import { describe, expect, test } from 'vitest';
import { dfWorkdirSys } from '../../../../src/checks/lint/rules/df-workdir-sys.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['WORKDIR /proc', ['/proc']],
    ['WORKDIR /sys/', ['/sys/']],
    ['WORKDIR /etc', ['/etc']],
    ['WORKDIR /usr/../dev', ['/usr/../dev']],
    ['ENV D=/boot\nWORKDIR $D', ['$D']],
    ['WORKDIR "/etc"', ['"/etc"']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfWorkdirSys, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['WORKDIR /', 'WORKDIR /etc/nginx', 'WORKDIR /app', 'WORKDIR proc', 'WORKDIR $D', 'VOLUME /etc'])(
    '%j',
    (text) => {
      expect(caughtBy(dfWorkdirSys, `${FROM}${text}`)).toEqual([]);
    },
  );
});
