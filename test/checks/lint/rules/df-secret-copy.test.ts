import { describe, expect, test } from 'vitest';
import { dfSecretCopy } from '../../../../src/checks/lint/rules/df-secret-copy.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY .env /app/', ['.env']],
    ['COPY a .env.production /app/', ['.env.production']],
    ['COPY ["id_rsa", "/root/.ssh/"]', ['"id_rsa"']],
    ['COPY secrets /root/.npmrc', ['/root/.npmrc']],
    ['COPY --from=b /root/.docker/config.json /x', ['/root/.docker/config.json']],
    ['ADD certs/server.key /etc/', ['certs/server.key']],
    ['COPY privkey.pem /etc/', ['privkey.pem']],
    ['COPY .git /app/.git', ['.git']],
    ['COPY .aws/ /root/', ['.aws/']],
    ['COPY *.p12 /etc/', ['*.p12']],
    ['ARG F=.env\nCOPY $F /app/', ['$F']],
    ['ONBUILD COPY .npmrc /root/', ['.npmrc']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfSecretCopy, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY . /app',
    'COPY .env.example /app/',
    'COPY id_rsa.pub /root/',
    'COPY ca.pem /etc/ssl/',
    'COPY server.crt /etc/',
    'COPY public.key /etc/',
    'COPY environment.ts /app/',
    'COPY .gitignore /app/',
    'COPY <<.env /app/x\nA=1\n.env',
    'RUN cp .env /app',
  ])('%s', (line) => {
    expect(caughtBy(dfSecretCopy, `FROM a:1\n${line}`)).toEqual([]);
  });
});
