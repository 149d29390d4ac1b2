import { describe, expect, test } from 'vitest';
import { dfPortInvalid } from '../../../../src/checks/lint/rules/df-port-invalid.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['EXPOSE 80000', ['80000']],
    ['EXPOSE 65536', ['65536']],
    ['EXPOSE 80/udp 70000', ['70000']],
    ['EXPOSE 40000-80000', ['40000-80000']],
    ['EXPOSE 99999/udp', ['99999/udp']],
    ['EXPOSE 80 \\\n 443 \\\n 90000', ['90000']],
    ['EXPOSE 8010-8000', ['8010-8000']],
    ['EXPOSE 80/foo', ['80/foo']],
    ['EXPOSE 80:80', ['80:80']],
    ['EXPOSE 127.0.0.1:80:80', ['127.0.0.1:80:80']],
    ['EXPOSE http', ['http']],
    ['ARG P=80000\nEXPOSE $P', ['$P']],
    ['expose 70000', ['70000']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfPortInvalid, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'EXPOSE 65535',
    'EXPOSE 0',
    'EXPOSE 80',
    'EXPOSE 80/tcp',
    'EXPOSE 80/TCP',
    'EXPOSE 1/sctp',
    'EXPOSE 8000-8010/tcp',
    'EXPOSE ${P}',
    'EXPOSE ${P}-${Q}',
    'EXPOSE 80-${Q}',
    'ONBUILD EXPOSE 80000',
  ])('%j', (text) => {
    expect(caughtBy(dfPortInvalid, `${FROM}${text}`)).toEqual([]);
  });
});
