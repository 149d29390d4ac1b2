import { describe, expect, it } from 'vitest';
import type { SignaturesInput, SignaturesResult } from '../../../src/checks/signatures/check.ts';
import { checkSignatures } from '../../../src/checks/signatures/check.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import { anImage } from '../../support/an-image.ts';
import { verifyContext } from '../../support/verify-context.ts';

const GHCR = aTrustPolicy({ registries: ['ghcr.io'] });
const PINNED = aTrustPolicy({ digest: 'required' });
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the trust check finds', () => {
  it('the image under test and the images of the Dockerfile', async () => {
    const result = await check({
      subject: anImage({ reference: 'quay.io/a/app:1' }),
      dockerfile: parseDockerfile('FROM alpine:3.20\n', 'docker/Dockerfile'),
    });
    expect(result.unknowns).toEqual([]);
    expect(result.findings).toMatchObject([
      {
        category: 'signature',
        rule: 'TR-REGISTRY',
        severity: 'high',
        message: expect.stringContaining('"alpine:3.20" comes from docker.io') as string,
        location: { dockerfile: { path: 'docker/Dockerfile', line: 1 } },
      },
      {
        rule: 'TR-REGISTRY',
        message: expect.stringContaining('"quay.io/a/app:1"') as string,
        location: { dockerfile: null },
      },
    ]);
  });

  it('nothing where all rules are kept', async () => {
    const dockerfile = parseDockerfile(`FROM ghcr.io/a/base@${DIGEST}\n`, 'Dockerfile');
    const trust = { ...GHCR, digest: 'required' } as const;
    expect(await check({ trust, dockerfile, subject: anImage({ source: 'build' }) })).toMatchObject({
      findings: [],
      unknowns: [],
    });
  });

  it('the same problem under the same id when only the tag or the line changes', async () => {
    const [one, other] = await Promise.all(
      ['FROM alpine:3.20\n', '# a comment\nFROM alpine:3.21\n'].map((text) =>
        check({ dockerfile: parseDockerfile(text, 'Dockerfile') }),
      ),
    );
    expect(one?.findings).toHaveLength(1);
    expect(one?.findings.map(({ id }) => id)).toEqual(other?.findings.map(({ id }) => id));
  });

  it('two uses of one image as two findings', async () => {
    const dockerfile = parseDockerfile('FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /x\n', 'Dockerfile');
    const ids = (await check({ dockerfile })).findings.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    const once = (await check({ dockerfile: parseDockerfile('FROM alpine\n', 'Dockerfile') })).findings;
    expect(once.map(({ id }) => id)).toEqual(ids.slice(0, 1));
  });
});

describe('the trust check does not know', () => {
  it('where an archive came from, when names are ruled', async () => {
    const subject = anImage({ source: 'archive', reference: 'app.tar' });
    expect((await check({ subject })).unknowns).toEqual([
      {
        step: 'signatures',
        place: 'app.tar',
        reason: 'a file does not tell which registry it came from',
      },
    ]);
    expect(await check({ subject, trust: PINNED })).toMatchObject({ findings: [], unknowns: [] });
  });

  it('what a built image is made of, without its Dockerfile', async () => {
    expect((await check({ subject: anImage({ source: 'build', reference: '.' }) })).unknowns).toMatchObject([
      { place: '.' },
    ]);
  });

  it('anything, when there is neither image nor Dockerfile', async () => {
    expect((await check({})).unknowns).toHaveLength(1);
    expect((await check({ trust: PINNED })).unknowns).toHaveLength(1);
  });

  it('an image whose name could not be resolved', async () => {
    const dockerfile = parseDockerfile('ARG BASE\nFROM $BASE\n', 'Dockerfile');
    expect((await check({ dockerfile, trust: PINNED })).unknowns).toHaveLength(1);
  });
});

describe('the trust check is skipped', () => {
  it('when nothing is asked for, with the reason', async () => {
    expect((await check({ trust: null })).skipped).toBe('no trust rules are configured');
    expect((await check({ trust: { ...GHCR, registries: [] } })).skipped).toBe(
      'the trust rules allow everything',
    );
    expect((await check({ trust: PINNED, subject: anImage() })).skipped).toBeUndefined();
  });
});

function check(input: Partial<SignaturesInput>): Promise<SignaturesResult> {
  return checkSignatures({
    trust: GHCR,
    subject: null,
    dockerfile: null,
    target: null,
    buildArgs: new Map(),
    platform: null,
    context: verifyContext(),
    ...input,
  });
}
