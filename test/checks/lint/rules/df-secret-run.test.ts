import { describe, expect, test } from 'vitest';
import { dfSecretRun } from '../../../../src/checks/lint/rules/df-secret-run.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN docker login -u me -p $P', ['docker login']],
    ['RUN echo x | docker login --password-stdin', ['docker login']],
    ['RUN aws configure set aws_secret_access_key x', ['aws configure set']],
    ['RUN az login -u a -p b', ['az login']],
    ['RUN curl -fsu me:pw https://x', ['-fsu']],
    ['RUN curl --user me:pw https://x', ['--user']],
    ['RUN curl -H "Authorization: Bearer $T" https://x', ['"Authorization: Bearer $T"']],
    ['RUN wget --http-password=x https://x', ['--http-password=x']],
    ['RUN npm config set //registry.npmjs.org/:_authToken $T', ['//registry.npmjs.org/:_authToken']],
    ['RUN echo "machine x" > ~/.netrc', ['~/.netrc']],
    ['RUN echo x | tee /root/.npmrc', ['/root/.npmrc']],
    ['RUN git clone https://me:$T@github.com/a/b', ['https://me:$T@github.com/a/b']],
    ['RUN pip install -i https://u:p@host/simple x', ['https://u:p@host/simple']],
    ['RUN <<EOF\nsudo docker login -p x\nEOF', ['docker login']],
    ['ONBUILD RUN sshpass -p x ssh host', ['-p']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfSecretRun, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN --mount=type=secret,id=t docker login -p $(cat /run/secrets/t)',
    'RUN --mount=type=secret,id=n,target=/root/.netrc git clone https://x',
    'RUN aws configure set region eu-west-1',
    'RUN docker pull x',
    'RUN curl -fsSL https://x -o u',
    'RUN curl -o -u https://x',
    'RUN git clone https://github.com/a/b',
    'RUN git clone git@github.com:a/b',
    'RUN echo x > /etc/motd',
    'RUN npm install',
    'CMD docker login',
  ])('%s', (line) => {
    expect(caughtBy(dfSecretRun, `FROM a:1\n${line}`)).toEqual([]);
  });
});
