import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import type { Exception } from '../src/model/exception.ts';
import type { PolicyRules } from '../src/model/policy.ts';
import type { TrustPolicy } from '../src/model/trust.ts';
import { examineBases, pinned, verifyContextOf } from '../src/trust.ts';
import { SILENT } from '../src/util/log.ts';
import { aTrustPolicy } from './support/a-trust-policy.ts';
import { recordingLog } from './support/recording-log.ts';
import { verifyContext } from './support/verify-context.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const POLICY: PolicyRules = {
  failOn: { vulnerability: 'high', lint: 'high', hardening: 'high', signature: 'low' },
  onlyFixed: false,
  unknownSeverity: 'high',
  allowPartial: [],
};
const GHCR = aTrustPolicy({ registries: ['ghcr.io'] });

describe('the images of a Dockerfile', () => {
  it.each<[string, string, TrustPolicy | null, boolean]>([
    ['that keep the rules are trusted', 'FROM ghcr.io/a/b', GHCR, true],
    ['that break one are not', 'FROM alpine', GHCR, false],
    ['that cannot be told are not', 'FROM $BASE', GHCR, false],
    ['are trusted when nothing is asked for', 'FROM alpine', null, true],
  ])('%s', async (_, text, trust, isTrusted) => {
    expect((await bases(text, { trust })).isTrusted).toBe(isTrusted);
  });

  it('are not looked at when the check is not asked for', async () => {
    expect((await bases('FROM alpine', { checks: ['lint'] })).isTrusted).toBe(true);
  });

  it('are trusted as far as the policy and exceptions say so', async () => {
    const rules = { ...POLICY, allowPartial: ['signatures' as const] };
    expect((await bases('FROM $BASE', { rules })).isTrusted).toBe(true);
    expect((await bases('FROM alpine', { rules })).isTrusted).toBe(false);
    const exceptions = [{ id: 'TR-REGISTRY', package: null, reason: 'known', owner: null, expires: null }];
    expect((await bases('FROM alpine', { exceptions })).isTrusted).toBe(true);
    const expired = exceptions.map((one) => ({ ...one, expires: '2020-01-01' }));
    expect((await bases('FROM alpine', { exceptions: expired })).isTrusted).toBe(false);
  });
});

describe('the Dockerfile that is built', () => {
  const input = { ...about('FROM ghcr.io/a/b:1\n'), trust: GHCR };
  const reference = { registry: 'ghcr.io', repository: 'a/b', tag: '1', digest: null };

  it('names the digests that were judged', () => {
    expect(pinned(input, [{ reference, digest: DIGEST }])).toEqual({
      dockerfileText: `FROM ghcr.io/a/b:1@${DIGEST}\n`,
    });
  });

  it('is the one that is there when none was', () => {
    expect(pinned(input, [])).toEqual({});
    expect(pinned({ ...input, dockerfile: null }, [{ reference, digest: DIGEST }])).toEqual({});
  });
});

it('GitHub is asked where the runner says it is, and notes go to the log', () => {
  const log = recordingLog();
  const world = { log, signal: new AbortController().signal, now: () => new Date(0) };
  const github = { token: 't' } as Parameters<typeof verifyContextOf>[0]['github'];
  const settings = { insecureRegistries: [], cache: null, github };
  const context = verifyContextOf(settings, { ...world, env: {} });
  expect(context).toMatchObject({
    githubApiUrl: 'https://api.github.com',
    githubToken: 't',
    now: new Date(0),
  });
  const env = { GITHUB_API_URL: 'https://ghe.example/api/v3' };
  expect(verifyContextOf(settings, { ...world, env }).githubApiUrl).toBe('https://ghe.example/api/v3');
  context.note('hello');
  expect(log.messages).toEqual(['info: hello']);
});

interface Change {
  readonly trust?: TrustPolicy | null;
  readonly checks?: readonly ('lint' | 'signatures')[];
  readonly rules?: PolicyRules;
  readonly exceptions?: readonly Exception[];
}

function bases(text: string, { trust = GHCR, checks = ['signatures'], rules, exceptions = [] }: Change) {
  const settings = { checks, policy: rules ?? POLICY, exceptions };
  return examineBases({ ...about(text), trust, settings });
}

function about(text: string) {
  return {
    dockerfile: parseDockerfile(text, 'Dockerfile'),
    target: null,
    buildArgs: new Map<string, string>(),
    platform: null,
    context: verifyContext({ log: SILENT }),
  };
}
