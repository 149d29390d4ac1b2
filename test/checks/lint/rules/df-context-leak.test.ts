import { describe, expect, test } from 'vitest';
import type { BuildContextView, ContextSecret } from '../../../../src/checks/lint/build-context/view.ts';
import { dfContextLeak } from '../../../../src/checks/lint/rules/df-context-leak.ts';
import { loadIgnoreRules } from '../../../../src/util/dockerignore.ts';
import { caughtBy, linted, unexaminedBy } from '../../../support/linting.ts';

const load = await loadIgnoreRules();
const ENV: ContextSecret = { path: '.env', what: 'an environment file', severity: 'high' };
const KEY: ContextSecret = { path: 'tls/server.key', what: 'a private key', severity: 'high' };
const GIT: ContextSecret = { path: '.git/config', what: "the repository's history", severity: 'medium' };

function view(secrets: readonly ContextSecret[], unread: string | null = null): BuildContextView {
  return { secrets, unread, matcher: (patterns) => load(patterns.join('\n')).ignores };
}

const ALL = { buildContext: view([ENV, KEY, GIT]) };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY . /app', ['.']],
    ['COPY --chown=1 --link ./ /app', ['./']],
    ['ADD . /app', ['.']],
    ['COPY ["tls", "/tls"]', ['"tls"']],
    ['COPY package.json tls/ /x/', ['tls/']],
    ['COPY * /app/', ['*']],
    ['ARG D=tls\nCOPY $D /tls', ['$D']],
    ['ONBUILD COPY . /app', ['.']],
    ['COPY --exclude=.env . /app', ['.']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfContextLeak, `FROM a:1\n${line}`, ALL)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY src /app',
    'COPY .env /app',
    'COPY --from=b . /app',
    'COPY --exclude=.env --exclude=tls --exclude=.git . /app',
    'COPY --exclude=*.key tls /app',
    'ADD https://x.example/a /app',
    'COPY <<. /app\nx\n.',
    'RUN --mount=type=bind,target=/src make -C /src',
  ])('%s', (line) => {
    expect(caughtBy(dfContextLeak, `FROM a:1\n${line}`, ALL)).toEqual([]);
  });

  test('anything where the context is not known, or has no secret', () => {
    expect(caughtBy(dfContextLeak, 'FROM a:1\nCOPY . /app')).toEqual([]);
    expect(caughtBy(dfContextLeak, 'FROM a:1\nCOPY . /app', { buildContext: view([]) })).toEqual([]);
  });
});

test.each([
  ['a secret in the image', 'FROM a:1\nCOPY . /app', [ENV], 'high'],
  ['the history alone', 'FROM a:1\nCOPY . /app', [GIT], 'medium'],
  [
    'a secret in a stage that is not the image',
    'FROM a:1 AS b\nCOPY . /app\nFROM c:1\nCOPY --from=b /x /x',
    [ENV],
    'medium',
  ],
  [
    'a secret in the stage that the image starts from',
    'FROM a:1 AS b\nCOPY . /app\nFROM b\nUSER x',
    [ENV],
    'high',
  ],
])('%s', (_name, text, secrets, severity) => {
  const found = linted(text, { buildContext: view(secrets) }).findings.filter(
    ({ rule }) => rule === 'DF-CONTEXT-LEAK',
  );
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

test('the message names the worst, and counts the rest', () => {
  const many = Array.from({ length: 7 }, (_, at) => ({ ...GIT, path: `m${at}/.git/config` }));
  const { findings } = linted('FROM a:1\nCOPY . /app', { buildContext: view([...many, KEY]) });
  const message = findings.find(({ rule }) => rule === 'DF-CONTEXT-LEAK')?.message;
  expect(message).toMatch(
    /^"\." copies tls\/server\.key \(a private key\), m0\/\.git \(.*, and 3 more into the image\./u,
  );
});

describe('says what it cannot judge', () => {
  test('a source without a value', () => {
    expect(unexaminedBy(dfContextLeak, 'FROM a:1\nARG D\nCOPY $D /app', ALL)).toEqual([
      'what "$D" copies is not known, and there are secrets in the build context',
    ]);
  });

  test('a context that was not read to its end', () => {
    const buildContext = view([], '"a" in the build context was not looked at: it lies too deep');
    expect(unexaminedBy(dfContextLeak, 'FROM a:1\nCOPY . /app', { buildContext })).toEqual([
      buildContext.unread,
    ]);
  });
});
