import { describe, expect, test } from 'vitest';
import { dfStyleExposeCasing } from '../../../../src/checks/lint/rules/df-style-expose-casing.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['EXPOSE 80/TCP', ['80/TCP']],
    ['EXPOSE 80 53/Udp', ['53/Udp']],
    ['EXPOSE $P/TCP', ['$P/TCP']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleExposeCasing, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['EXPOSE 80/tcp', 'EXPOSE 80', 'EXPOSE 80/FOO', 'RUN x 80/TCP'])('%j', (text) => {
    expect(caughtBy(dfStyleExposeCasing, `${FROM}${text}`)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([['FROM a:1\nEXPOSE 80/TCP 81/tcp', 'FROM a:1\nEXPOSE 80/tcp 81/tcp']])(
    '%j',
    (text, expected) => {
      expect(fixedBy(dfStyleExposeCasing, text)).toBe(expected);
    },
  );
});
