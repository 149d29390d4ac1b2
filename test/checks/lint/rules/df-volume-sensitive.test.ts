import { describe, expect, test } from 'vitest';
import { dfVolumeSensitive } from '../../../../src/checks/lint/rules/df-volume-sensitive.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['VOLUME /etc', ['/etc']],
    ['VOLUME /etc/', ['/etc/']],
    ['VOLUME /data /proc', ['/proc']],
    ['VOLUME ["/", "/data"]', ['"/"']],
    ['VOLUME /var/run/docker.sock', ['/var/run/docker.sock']],
    ['ENV D=/sys\nVOLUME $D', ['$D']],
    ['VOLUME /usr/../dev', ['/usr/../dev']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfVolumeSensitive, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'VOLUME /etc/app',
    'VOLUME /var/lib/data',
    'VOLUME ["/data"]',
    'RUN ls /etc',
    'VOLUME etcetera',
  ])('%s', (line) => {
    expect(caughtBy(dfVolumeSensitive, `FROM a:1\n${line}`)).toEqual([]);
  });
});
