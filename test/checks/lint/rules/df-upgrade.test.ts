import { describe, expect, test } from 'vitest';
import { dfUpgrade } from '../../../../src/checks/lint/rules/df-upgrade.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get dist-upgrade', ['dist-upgrade']],
    ['RUN apt-get -y upgrade', ['upgrade']],
    ['RUN zypper dup', ['dup']],
    ['RUN zypper -n dist-upgrade', ['dist-upgrade']],
    ['RUN yum update -y', ['update']],
    ['RUN dnf upgrade', ['upgrade']],
    ['RUN apk upgrade', ['upgrade']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfUpgrade, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN apt-get update', 'RUN dnf update foo', 'RUN zypper in foo', 'RUN echo dist-upgrade'])(
    '%s',
    (line) => {
      expect(caughtBy(dfUpgrade, `FROM a:1\n${line}`)).toEqual([]);
    },
  );
});
