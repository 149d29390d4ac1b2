import { describe, expect, test } from 'vitest';
import { dfPkgUnsigned } from '../../../../src/checks/lint/rules/df-pkg-unsigned.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get install --allow-unauthenticated x', ['--allow-unauthenticated']],
    ['RUN apt-get install -y --force-yes x', ['--force-yes']],
    ['RUN apt-get -o APT::Get::AllowUnauthenticated=true install x', ['APT::Get::AllowUnauthenticated=true']],
    ['RUN apk add --allow-untrusted x.apk', ['--allow-untrusted']],
    ['RUN yum install -y --nogpgcheck x', ['--nogpgcheck']],
    ['RUN dnf --setopt=gpgcheck=0 install x', ['--setopt=gpgcheck=0']],
    ['RUN zypper --no-gpg-checks install x', ['--no-gpg-checks']],
    ['RUN rpm -i --nosignature x.rpm', ['--nosignature']],
    [
      'RUN echo "deb [trusted=yes] http://x y main" > /etc/apt/sources.list',
      ['"deb [trusted=yes] http://x y main"'],
    ],
    ['COPY <<EOF /etc/yum.repos.d/x.repo\n[x]\ngpgcheck=0\nEOF', ['gpgcheck=0']],
    [
      'RUN cat <<EOF > /etc/apt/sources.list\ndeb [arch=amd64 trusted=yes] http://x y main\nEOF',
      ['deb [arch=amd64 trusted=yes] http://x y main'],
    ],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgUnsigned, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install -y x',
    'RUN apk add --no-cache x',
    'RUN echo --nogpgcheck',
    'RUN npm install --force-yes',
    'RUN echo "deb [signed-by=/k.gpg] http://x y main"',
    'COPY <<EOF /x.repo\ngpgcheck=1\nEOF',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgUnsigned, `FROM a:1\n${line}`)).toEqual([]);
  });
});
