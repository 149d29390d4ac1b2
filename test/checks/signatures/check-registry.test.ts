import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures, type SignaturesResult } from '../../../src/checks/signatures/check.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { openRegistryImage } from '../../../src/image/registry/image.ts';
import type { Authority, NotationPolicy } from '../../../src/model/trust.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import {
  aContentTrustAuthority,
  aKeyAuthority,
  anAttestationRequirement,
  aTrustRule,
} from '../../support/a-trust-rule.ts';
import { anImage } from '../../support/an-image.ts';
import { cosignSign, newSigningKey } from '../../support/cosign-sign.ts';
import { githubAuthority } from '../../support/github-authority.ts';
import { makeImage, ociBlobs } from '../../support/oci.ts';
import { pushImage, pushIndex } from '../../support/push.ts';
import { startRegistry, type TestRegistry } from '../../support/registry.ts';
import { registryOptions } from '../../support/registry-options.ts';
import { needs } from '../../support/services.ts';
import { verifyContext } from '../../support/verify-context.ts';

const KEY = newSigningKey();
const OTHER_KEY = newSigningKey();
const NONE = {
  keyless: 'SIGNATURE_NONE',
  'github-attestation': 'SIGNATURE_NONE',
  key: 'SIGNATURE_NONE',
} as const;
const NAMED = { name: 'it' } as const;
const NOTATION: NotationPolicy = {
  name: 'all',
  registryScopes: ['*'],
  level: 'strict',
  override: {},
  verifyTimestamp: 'always',
  trustStores: ['ca:x'],
  trustedIdentities: ['*'],
};
const NOW = new Date('2026-06-15T12:00:00Z');

describe.skipIf(!needs('docker-registry'))('the trust check, with a registry', () => {
  let registry: TestRegistry;
  let manifestDigest: string;
  beforeAll(async () => {
    registry = await startRegistry();
    const created = '2026-06-10T00:00:00Z';
    const image = ociBlobs(makeImage({ layers: [{ a: 'a' }], extra: { created } }));
    for (const repository of ['signed', 'plain', 'strange', 'old']) {
      const { digest } = await pushImage(registry, { repository, tag: '1' }, image);
      if (repository === 'signed') await cosignSign(registry, { repository, digest }, KEY);
      if (repository === 'strange') await cosignSign(registry, { repository, digest }, OTHER_KEY);
    }
    const index = await pushIndex(registry, { repository: 'index', tag: '1' }, [image]);
    await pushIndex(registry, { repository: 'inner', tag: '1' }, [image]);
    manifestDigest = image.descriptor.digest;
    await cosignSign(registry, { repository: 'inner', digest: manifestDigest }, KEY);
    await cosignSign(registry, { repository: 'index', digest: index.digest }, KEY);
  });
  afterAll(() => registry.stop());

  const authorities = [aKeyAuthority({ keys: [{ name: 'cosign.pub', pem: KEY.pem }] })];
  const signed = aTrustPolicy({ rules: [aTrustRule({ authorities })] });

  it('accepts a base image that is signed, and pins it to what its tag meant', async () => {
    const result = await bases('FROM {}/signed:1\nCOPY --from={}/index:1 /a /a\n');
    expect(result.findings).toEqual([]);
    expect(result.unknowns).toEqual([]);
    expect(result.signatures).toMatchObject([
      { reference: `${registry.host}/signed:1`, result: 'trusted', rule: 'ours', threshold: 1 },
      { reference: `${registry.host}/index:1`, result: 'trusted' },
    ]);
    expect(result.pins.map(({ digest }) => digest)).toEqual(result.signatures.map(({ digest }) => digest));
  });

  it.each([
    ['is not signed', 'plain', 'TR-UNSIGNED', 'SIGNATURE_NONE'],
    ['was signed by a stranger', 'strange', /^TR-SIGN(?:ER|ATURE)$/u, /^[A-Z_]+$/u],
  ])('refuses one that %s', async (_, name, rule, code) => {
    const { findings, unknowns, signatures } = await bases(`FROM {}/${name}:1\n`);
    expect(unknowns).toEqual([]);
    expect(signatures).toMatchObject([{ result: 'untrusted' }]);
    expect(findings).toMatchObject([
      { rule: expect.stringMatching(rule), severity: expect.stringMatching(/high|critical/u) },
    ]);
    expect(/\[([A-Z_]+)\]/u.exec(findings[0]?.message ?? '')?.[1]).toMatch(code);
    expect(findings[0]?.location.dockerfile?.line).toBe(1);
  });

  it('does not know of one that is not there, which is no pass', async () => {
    const { findings, unknowns, signatures } = await bases('FROM {}/gone:1\n');
    expect(findings).toMatchObject([{ rule: 'TR-UNVERIFIED' }]);
    expect(unknowns).toHaveLength(1);
    expect(signatures).toMatchObject([{ result: 'unavailable', digest: null }]);
  });

  it('only warns where the rule only warns', async () => {
    const trust = aTrustPolicy({ rules: [aTrustRule({ authorities, mode: 'warn' })] });
    const { findings, unknowns } = await bases('FROM {}/plain:1\nFROM {}/gone:1\n', { trust, target: null });
    expect(findings.map(({ severity }) => severity)).toEqual(['info']);
    expect(unknowns).toEqual([]);
    const gone = await bases('FROM {}/gone:1\n', { trust });
    expect(gone.findings).toMatchObject([{ rule: 'TR-UNVERIFIED', severity: 'info' }]);
    expect(gone.unknowns).toEqual([]);
  });

  it.each([
    ['deny', 'high', 'untrusted'],
    ['warn', 'info', 'untrusted'],
    ['allow', null, 'not-asked'],
  ] as const)(
    'does what unmatched: %s says with an image that no rule is for',
    async (unmatched, severity, result) => {
      const trust = aTrustPolicy({ unmatched, rules: [aTrustRule({ authorities, images: ['ghcr.io/**'] })] });
      const { findings, unknowns, signatures, pins } = await bases('FROM {}/gone:1\n', { trust });
      expect(findings.map((one) => [one.rule, one.severity])).toEqual(
        severity === null ? [] : [['TR-UNMATCHED', severity]],
      );
      expect(unknowns).toEqual([]);
      expect(signatures).toMatchObject([{ rule: null, result }]);
      expect(pins).toEqual([]);
    },
  );

  it('judges the image under test by what was opened', async () => {
    const open = (name: string) => {
      const text = `${registry.host}/${name}:1`;
      return openRegistryImage({ ...registryOptions(text), platform: null, userText: text });
    };
    expect((await check({ trust: signed, subject: await open('signed') })).signatures).toMatchObject([
      { result: 'trusted' },
    ]);
    expect((await check({ trust: signed, subject: await open('index') })).signatures).toMatchObject([
      { result: 'trusted' },
    ]);
    expect((await check({ trust: signed, subject: await open('plain') })).findings).toMatchObject([
      { rule: 'TR-UNSIGNED' },
    ]);
    const inner = await check({ trust: signed, subject: await open('inner') });
    expect(inner.signatures).toMatchObject([{ result: 'trusted', digest: manifestDigest }]);
    const [outer] = (await check({ trust: signed, subject: await open('index') })).signatures;
    expect(outer?.digest).not.toBe(manifestDigest);
    // A builder may take another one of the index.
    expect((await bases('FROM {}/inner:1\n')).findings).toMatchObject([{ rule: 'TR-UNSIGNED' }]);
    const local = anImage({ source: 'daemon', reference: `${registry.host}/signed:1` });
    const elsewhere = aTrustPolicy({ rules: [aTrustRule({ authorities, images: ['ghcr.io/**'] })] });
    expect((await check({ trust: elsewhere, subject: local })).signatures).toMatchObject([
      { rule: null, digest: null },
    ]);
    const untied = await check({ trust: signed, subject: local });
    expect(untied.unknowns).toHaveLength(1);
    expect(untied.findings[0]?.message).toContain('[IMAGE_NOT_FROM_REGISTRY]');
    const file = await check({ trust: signed, subject: anImage({ source: 'archive', reference: 'a.tar' }) });
    expect(file.unknowns).toHaveLength(1);
    // A rule that is enforced may be for it, whatever happens to images that no rule is for.
    const nameless = anImage({ source: 'archive', reference: 'a.tar' });
    const free = { ...signed, unmatched: 'allow' as const };
    expect((await check({ trust: free, subject: nameless })).unknowns).toHaveLength(1);
    const warning = { ...free, rules: [aTrustRule({ authorities, mode: 'warn' })] };
    expect((await check({ trust: warning, subject: nameless })).unknowns).toEqual([]);
  });

  it('holds ages against the limit, of bases and of the image', async () => {
    const trust = aTrustPolicy({ maxAge: 3 * 86_400_000 });
    expect((await bases('FROM {}/old:1\n', { trust })).findings).toMatchObject([{ rule: 'TR-AGE' }]);
    expect(
      (await bases('FROM {}/old:1\n', { trust: { ...trust, maxAge: 30 * 86_400_000 } })).findings,
    ).toEqual([]);
    const gone = await bases('FROM {}/gone:1\n', { trust });
    expect(gone.findings).toMatchObject([{ rule: 'TR-UNVERIFIED' }]);
    expect(gone.unknowns).toHaveLength(1);
    const ruled = { ...trust, rules: [aTrustRule({ authorities, images: ['ghcr.io/**'] })] };
    const strange = await bases('FROM {}/gone:1\n', { trust: ruled });
    expect(strange.findings.map(({ rule }) => rule)).toEqual(['TR-UNVERIFIED', 'TR-UNMATCHED']);
    const image = (created: string | null) =>
      anImage({ source: 'daemon', reference: 'x:1', config: { created } });
    expect((await check({ trust, subject: image('2026-06-14T00:00:00Z') })).findings).toEqual([]);
    expect((await check({ trust, subject: image('2026-06-01T00:00:00Z') })).findings).toMatchObject([
      { rule: 'TR-AGE' },
    ]);
  });

  it.each<Authority>([
    { kind: 'keyless', ...NAMED, identities: [], repository: null, annotations: {}, trustedRoot: null },
    { kind: 'notation', ...NAMED, policies: [NOTATION], stores: [] },
    { ...aContentTrustAuthority(NAMED), server: 'http://127.0.0.1:9' },
    { ...githubAuthority('{}', { from: 'registry' }), ...NAMED },
  ])('asks by the scheme of the authority: $kind', async (authority) => {
    const trust = aTrustPolicy({ rules: [aTrustRule({ authorities: [authority] })] });
    const { signatures } = await bases('FROM {}/plain:1\n', { trust });
    expect(signatures[0]?.authorities).toMatchObject([{ name: 'it', kind: authority.kind }]);
    const expected = { 'content-trust': 'CONTENT_TRUST_UNREACHABLE', notation: 'NOTATION_STORE' };
    expect(signatures[0]?.authorities[0]?.refusal?.code).toBe({ ...NONE, ...expected }[authority.kind]);
  });

  it('says of attestations too that they could not be asked for', async () => {
    const notary = aContentTrustAuthority({ server: 'http://127.0.0.1:9', trustOnFirstUse: true });
    const rule = {
      authorities: [notary, { ...notary, name: 'b' }],
      attestations: [anAttestationRequirement()],
    };
    const trust = aTrustPolicy({ rules: [aTrustRule(rule)] });
    const { signatures } = await bases('FROM {}/gone:1\n', { trust });
    expect(signatures[0]?.attestations[0]?.refusal?.code).toBe('REGISTRY_NOT_FOUND');
  });

  it('lets a fault of our own end the run', async () => {
    const broken = () => Promise.reject(new TypeError('ours'));
    const context = { ...verifyContext({ now: NOW }), registry: broken };
    await expect(bases('FROM {}/plain:1\n', { context })).rejects.toThrow('ours');
  });

  it('tells images apart whose names are alike for as far as they are shown', async () => {
    const long = 'y'.repeat(200);
    for (const repository of [`${long}-signed`, `${long}-plain`]) {
      const { digest } = await pushImage(
        registry,
        { repository, tag: '1' },
        ociBlobs(makeImage({ layers: [] })),
      );
      if (repository.endsWith('signed')) await cosignSign(registry, { repository, digest }, KEY);
    }
    const { findings } = await bases(`FROM {}/${long}-signed:1\nCOPY --from={}/${long}-plain:1 /a /a\n`);
    expect(findings.map(({ rule, location }) => [rule, location.dockerfile?.line])).toEqual([
      ['TR-UNSIGNED', 2],
    ]);
  });

  it('asks about an image once, before the build and after it', async () => {
    const context = verifyContext({ now: NOW });
    const before = await bases('FROM {}/signed:1\n', { context });
    await cosignSign(registry, { repository: 'plain', digest: before.pins[0]?.digest ?? '' }, KEY);
    const after = await bases('FROM {}/signed:1\n', { context });
    expect(after.signatures[0]).toBe(before.signatures[0]);
  });

  function bases(
    text: string,
    change: Partial<Parameters<typeof checkSignatures>[0]> = {},
  ): Promise<SignaturesResult> {
    const dockerfile = parseDockerfile(text.replaceAll('{}', registry.host), 'Dockerfile');
    return check({ trust: signed, dockerfile, ...change });
  }
});

function check(input: Partial<Parameters<typeof checkSignatures>[0]>): Promise<SignaturesResult> {
  return checkSignatures({
    trust: null,
    subject: null,
    dockerfile: null,
    target: null,
    buildArgs: new Map(),
    platform: null,
    context: verifyContext({ now: NOW }),
    ...input,
  });
}
