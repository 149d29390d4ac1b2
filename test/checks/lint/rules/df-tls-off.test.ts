import { describe, expect, test } from 'vitest';
import { dfTlsOff } from '../../../../src/checks/lint/rules/df-tls-off.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN curl -k https://x', ['-k']],
    ['RUN curl -fsSLk https://x', ['-fsSLk']],
    ['RUN curl --insecure https://x', ['--insecure']],
    ['RUN a && \\\n  sudo /usr/bin/curl -k x', ['-k']],
    ['RUN wget -q --no-check-certificate https://x', ['--no-check-certificate']],
    ['RUN git -c http.sslVerify=false clone x', ['http.sslVerify=false']],
    ['RUN git config --global http.sslVerify false', ['http.sslVerify']],
    ['RUN npm config set strict-ssl false', ['strict-ssl']],
    ['RUN npm set strict-ssl=false', ['strict-ssl=false']],
    ['RUN npm --strict-ssl=false install', ['--strict-ssl=false']],
    ['RUN yarn config set strict-ssl false', ['strict-ssl']],
    ['RUN pip install --trusted-host x y', ['--trusted-host']],
    ['RUN python3 -m pip install --trusted-host=x y', ['--trusted-host=x']],
    ['RUN yum --setopt=sslverify=false install x', ['--setopt=sslverify=false']],
    ['RUN echo "sslverify=false" >> /etc/yum.conf', ['"sslverify=false"']],
    ['RUN apt-get -o Acquire::https::Verify-Peer=false update', ['Acquire::https::Verify-Peer=false']],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0', ['NODE_TLS_REJECT_UNAUTHORIZED=0']],
    ['ENV PYTHONHTTPSVERIFY 0', ['PYTHONHTTPSVERIFY 0']],
    ['ARG GIT_SSL_NO_VERIFY=true', ['GIT_SSL_NO_VERIFY=true']],
    ['RUN GIT_SSL_NO_VERIFY=1 git clone x', ['GIT_SSL_NO_VERIFY=1']],
    ['RUN export PIP_TRUSTED_HOST=x && pip install y', ['PIP_TRUSTED_HOST=x']],
    ['RUN env NPM_CONFIG_STRICT_SSL=false npm i', ['NPM_CONFIG_STRICT_SSL=false']],
    ['COPY <<EOF /etc/yum.conf\n[main]\nsslverify = 0\nEOF', ['sslverify = 0']],
    ['RUN ["curl", "-k", "https://x"]', ['"-k"']],
    ['RUN sh -c "curl -k x"', ['-k']],
    ['ONBUILD RUN curl -k x', ['-k']],
    ['HEALTHCHECK CMD curl -k https://example.com', ['-k']],
    ['RUN curl -k https://localhost.example.com', ['-k']],
    ['RUN curl -k https://localhost:x@example.com', ['-k']],
    ['RUN curl -k https://localhost https://example.com', ['-k']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfTlsOff, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN curl -fsSL https://x',
    'RUN curl -o k https://x',
    'HEALTHCHECK CMD curl -fk https://localhost:8443/health || exit 1',
    'HEALTHCHECK CMD wget --no-check-certificate https://127.0.0.1/',
    'HEALTHCHECK CMD curl -k https://localhost:$PORT/',
    'RUN curl -ok https://x',
    'RUN curl -H "-k" https://x',
    'RUN echo curl -k',
    'RUN ls -k',
    'RUN wget https://x',
    'RUN git config http.sslVerify true',
    'RUN npm config set strict-ssl true',
    'RUN pip install y',
    'ENV NODE_TLS_REJECT_UNAUTHORIZED=1',
    'ENV GIT_SSL_NO_VERIFY=',
    'ENV GIT_SSL_NO_VERIFY=false',
    'RUN # curl -k',
  ])('%s', (line) => {
    expect(caughtBy(dfTlsOff, `FROM a:1\n${line}`)).toEqual([]);
  });
});
