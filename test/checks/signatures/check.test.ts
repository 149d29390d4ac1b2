import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/checks/check.ts';
import type { SignaturesInput } from '../../../src/checks/signatures/check.ts';
import { checkSignatures } from '../../../src/checks/signatures/check.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import { anImage } from '../../support/an-image.ts';

const GHCR = aTrustPolicy({ registries: ['ghcr.io'] });
const PINNED = aTrustPolicy({ digest: 'required' });
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the trust check finds', () => {
  it('the image under test and the images of the Dockerfile', () => {
    const result = check({
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

  it('nothing where all rules are kept', () => {
    const dockerfile = parseDockerfile(`FROM ghcr.io/a/base@${DIGEST}\n`, 'Dockerfile');
    const trust = { ...GHCR, digest: 'required' } as const;
    expect(check({ trust, dockerfile, subject: anImage({ source: 'build' }) })).toEqual({
      findings: [],
      unknowns: [],
    });
  });

  it('the same problem under the same id when only the tag or the line changes', () => {
    const ids = ['FROM alpine:3.20\n', '# a comment\nFROM alpine:3.21\n'].map((text) =>
      check({ dockerfile: parseDockerfile(text, 'Dockerfile') }).findings.map(({ id }) => id),
    );
    expect(ids[0]).toEqual(ids[1]);
  });

  it('two uses of one image as two findings', () => {
    const dockerfile = parseDockerfile('FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /x\n', 'Dockerfile');
    const ids = check({ dockerfile }).findings.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    const once = check({ dockerfile: parseDockerfile('FROM alpine\n', 'Dockerfile') }).findings;
    expect(once.map(({ id }) => id)).toEqual(ids.slice(0, 1));
  });
});

describe('the trust check does not know', () => {
  it('where an archive came from, when names are ruled', () => {
    const subject = anImage({ source: 'archive', reference: 'app.tar' });
    expect(check({ subject }).unknowns).toEqual([
      {
        step: 'signatures',
        place: 'app.tar',
        reason: 'a file does not tell which registry it came from',
      },
    ]);
    expect(check({ subject, trust: PINNED })).toEqual({ findings: [], unknowns: [] });
  });

  it('what a built image is made of, without its Dockerfile', () => {
    expect(check({ subject: anImage({ source: 'build', reference: '.' }) }).unknowns).toMatchObject([
      { place: '.' },
    ]);
  });

  it('anything, when there is neither image nor Dockerfile', () => {
    expect(check({}).unknowns).toHaveLength(1);
    expect(check({ trust: PINNED }).unknowns).toHaveLength(1);
  });

  it('an image whose name could not be resolved', () => {
    const dockerfile = parseDockerfile('ARG BASE\nFROM $BASE\n', 'Dockerfile');
    expect(check({ dockerfile, trust: PINNED }).unknowns).toHaveLength(1);
  });
});

describe('the trust check is skipped', () => {
  it('when nothing is asked for, with the reason', () => {
    expect(check({ trust: null }).skipped).toBe('no trust rules are configured');
    expect(check({ trust: { ...GHCR, registries: [] } }).skipped).toBe('the trust rules allow everything');
    expect(check({ trust: PINNED, subject: anImage() }).skipped).toBeUndefined();
  });
});

function check(input: Partial<SignaturesInput>): CheckResult {
  return checkSignatures({
    trust: GHCR,
    subject: null,
    dockerfile: null,
    target: null,
    buildArgs: new Map(),
    ...input,
  });
}
