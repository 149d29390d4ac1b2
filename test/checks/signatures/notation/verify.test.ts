import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyNotation } from '../../../../src/checks/signatures/notation/verify.ts';
import { SourceError } from '../../../../src/model/errors.ts';
import { caught } from '../../../support/caught.ts';
import { makeChain, notationAuthority, notationStore } from '../../../support/notation-authority.ts';
import { signCose, signJws } from '../../../support/notation-envelope.ts';
import { attach, listReferrers, pushSignature, pushTarget } from '../../../support/notation-image.ts';
import type { Cast } from '../../../support/notation-scene.ts';
import { codes, makeCast, play } from '../../../support/notation-scene.ts';
import { startRevocationServices } from '../../../support/notation-services.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import { verifyContext } from '../../../support/verify-context.ts';
import { makeCertificate, authorityInformation, keyUsage } from '../../../support/x509-ca.ts';

const DAY = 24 * 3600 * 1000;
const SIGNER = String.raw`CN=release, O=Acme\, Inc., ST=WA, C=US`;
const SCHEME = 'io.cncf.notary.signingScheme';
const AUTHENTIC = 'io.cncf.notary.authenticSigningTime';

const byAuthority = (header: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { 'io.cncf.notary.signingTime': time, ...others } = header;
  return {
    ...others,
    [SCHEME]: 'notary.x509.signingAuthority',
    crit: [SCHEME, AUTHENTIC],
    [AUTHENTIC]: time,
  };
};

describe.skipIf(!needs('docker-registry'))('notation signatures in a registry', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await makeCast(await startRegistry(), await startRevocationServices());
  });
  afterAll(async () => {
    await cast.registry.stop();
    await cast.services.stop();
  });
  beforeEach(() => {
    cast.services.seen.length = 0;
  });

  it.each([
    ['JWS', signJws, 'application/jose+json', false],
    ['COSE', signCose, 'application/cose', false],
    ['JWS in the former manifest', signJws, 'application/jose+json', true],
    ['COSE in the former manifest', signCose, 'application/cose', true],
  ] as const)('are accepted as %s', async (_, sign, mediaType, isOld) => {
    const image = await pushTarget(cast.registry);
    const { all } = cast.chain;
    const { digest } = await attach(image, {
      envelope: sign({ target: image.descriptor, chain: all }),
      chain: all,
      mediaType,
      isOld,
    });
    const authority = notationAuthority([notationStore('ca', cast.chain.root)]);
    expect(await verifyNotation(authority, image.target, verifyContext())).toEqual([
      {
        kind: 'notation-signature',
        place: `${cast.registry.host}/${image.repository}@${digest}`,
        signer: SIGNER,
        signedAt: null,
        log: null,
        refusal: null,
        statement: null,
      },
    ]);
  });

  it.each(['rsa2048', 'rsa3072', 'p384', 'p521'] as const)('are accepted with a key of %s', async (key) => {
    const extensions = [keyUsage([0])];
    const chain = makeChain({ leaf: { key, extensions } });
    const stores = [notationStore('ca', chain.root)];
    expect(await codes(cast, { chain, stores })).toEqual([null]);
    expect(await codes(cast, { chain, stores, format: 'cose' })).toEqual([null]);
  });

  it('are accepted by an intermediate of the store, and by the one certificate of a signer that signed itself', async () => {
    expect(await codes(cast, { stores: [notationStore('ca', cast.chain.intermediate)] })).toEqual([null]);
    const alone = makeCertificate({
      subject: [
        ['C', 'US'],
        ['ST', 'WA'],
        ['O', 'Acme, Inc.'],
      ],
      extensions: [keyUsage([0])],
    });
    const chain = { ...cast.chain, leaf: alone, all: [alone] };
    expect(await codes(cast, { chain, stores: [notationStore('ca', alone)] })).toEqual([null]);
  });

  it('are none where nothing is', async () => {
    const image = await pushTarget(cast.registry);
    const authority = notationAuthority([notationStore('ca', cast.chain.root)]);
    expect(await verifyNotation(authority, image.target, verifyContext())).toEqual([]);
  });

  it('are each judged, the good one beside the broken ones', async () => {
    const image = await pushTarget(cast.registry);
    const { all } = cast.chain;
    const good = { envelope: signJws({ target: image.descriptor, chain: all }), chain: all };
    const pushed = [
      await pushSignature(image, { ...good, envelope: Buffer.from('{}') }),
      await pushSignature(image, good),
      await pushSignature(image, { ...good, mediaType: 'application/json' }),
    ];
    await listReferrers(image, pushed);
    const authority = notationAuthority([notationStore('ca', cast.chain.root)]);
    const judged = await verifyNotation(authority, image.target, verifyContext());
    expect(judged.map(({ refusal, signer }) => [refusal?.code ?? null, signer])).toEqual([
      ['NOTATION_ENVELOPE', null],
      [null, SIGNER],
      ['NOTATION_MANIFEST', null],
    ]);
  });

  it('name their signer when they hold and are refused', async () => {
    const chain = makeChain();
    expect(await play(cast, { chain })).toMatchObject([
      { signer: SIGNER, signedAt: null, refusal: { code: 'NOTATION_UNTRUSTED_CHAIN' } },
    ]);
  });

  it('are not fetched for a repository without a policy, or with one that skips', async () => {
    const change = { registry: () => Promise.reject(new Error('asked')) };
    const context = { ...verifyContext(), ...change };
    const image = await pushTarget(cast.registry);
    for (const policy of [{ registryScopes: ['a.io/b'] }, { level: 'skip' as const }]) {
      const judged = await verifyNotation(notationAuthority([], policy), image.target, context);
      expect(judged.map(({ place }) => place)).toEqual([`${cast.registry.host}/${image.repository}`]);
    }
  });

  it('that cannot be fetched are not "none found"', async () => {
    const gone = await pushTarget(cast.registry);
    const { all } = cast.chain;
    await attach(gone, { envelope: signJws({ target: gone.descriptor, chain: all }), chain: all });
    const context = verifyContext();
    const registry: typeof context.registry = async (reference) => {
      const client = await context.registry(reference);
      client.getBlob = () => Promise.reject(new SourceError('REGISTRY_ERROR', 'the registry is down'));
      return client;
    };
    const authority = notationAuthority([notationStore('ca', cast.chain.root)]);
    expect(await verifyNotation(authority, gone.target, { ...context, registry })).toMatchObject([
      { refusal: { code: 'NOTATION_UNREADABLE', message: 'the registry is down.' } },
    ]);
    const unreachable = {
      ...context,
      registry: () => Promise.reject(new SourceError('REGISTRY_ERROR', 'down')),
    };
    expect(await caught(() => verifyNotation(authority, gone.target, unreachable))).toMatchObject({
      code: 'REGISTRY_ERROR',
    });
  });

  it('are not judged when it was stopped', async () => {
    const image = await pushTarget(cast.registry);
    const { all } = cast.chain;
    await attach(image, { envelope: signJws({ target: image.descriptor, chain: all }), chain: all });
    const stop = new AbortController();
    const context = verifyContext({ signal: stop.signal });
    const registry: typeof context.registry = async (reference) => {
      const client = await context.registry(reference);
      client.getBlob = () => {
        stop.abort(new Error('stopped'));
        return Promise.reject(new Error('late'));
      };
      return client;
    };
    const authority = notationAuthority([notationStore('ca', cast.chain.root)]);
    expect(
      await caught(() => verifyNotation(authority, image.target, { ...context, registry })),
    ).toMatchObject({
      message: 'stopped',
    });
  });

  it('of a signing authority have its time', async () => {
    const stores = [notationStore('signingAuthority', cast.chain.root)];
    const policy = { trustStores: ['signingAuthority:acme'] };
    const signingTime = new Date('2026-01-02T03:04:05Z');
    const past = { from: new Date(0) };
    const chain = makeChain({ root: past, intermediate: past, leaf: past });
    const trusted = [notationStore('signingAuthority', chain.root)];
    const judged = await play(cast, {
      chain,
      stores: trusted,
      policy,
      sign: { header: byAuthority, signingTime },
    });
    expect(judged).toMatchObject([{ refusal: null, signedAt: '2026-01-02T03:04:05.000Z' }]);
    expect(
      await codes(cast, { stores, policy, sign: { header: byAuthority, signingTime: new Date(0) } }),
    ).toEqual(['NOTATION_TIMESTAMP_OUTSIDE']);
    expect(await codes(cast, { stores, policy })).toEqual(['NOTATION_UNTRUSTED_CHAIN']);
  });

  it('with a time stamp have its time, and outlive their certificate', async () => {
    const judged = await play(cast, { stamp: { time: new Date(Math.floor(Date.now() / 1000) * 1000) } });
    expect(judged[0]?.refusal).toBeNull();
    expect(Date.parse(judged[0]?.signedAt ?? '')).toBeGreaterThan(Date.now() - 10_000);
    const short = makeChain({ leaf: { from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) } });
    const stores = [notationStore('ca', short.root), notationStore('tsa', cast.time.root)];
    const now = new Date(Date.now() + 9 * DAY);
    for (const verifyTimestamp of ['always', 'afterCertExpiry'] as const) {
      const policy = { trustStores: ['ca:acme', 'tsa:acme'], verifyTimestamp };
      expect(await codes(cast, { chain: short, stores, policy, now, stamp: {} })).toEqual([null]);
      expect(await codes(cast, { chain: short, stores, policy, now })).toEqual([
        'NOTATION_TIMESTAMP_MISSING',
      ]);
    }
  });

  it('need no time stamp while their certificates are valid, if the policy says so', async () => {
    const policy = { trustStores: ['ca:acme', 'tsa:acme'], verifyTimestamp: 'afterCertExpiry' } as const;
    expect(await codes(cast, { policy })).toEqual([null]);
    expect(await codes(cast, { policy, now: new Date(Date.now() - 9 * DAY) })).toEqual([
      'NOTATION_CERTIFICATE_NOT_YET_VALID',
    ]);
  });
});

describe.skipIf(!needs('docker-registry'))('levels of a notation policy', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await makeCast(await startRegistry(), await startRevocationServices());
  });
  afterAll(async () => {
    await cast.registry.stop();
    await cast.services.stop();
  });

  it.each([
    ['strict', 'NOTATION_CERTIFICATE_EXPIRED'],
    ['permissive', null],
    ['audit', null],
  ] as const)('%s says of an expired certificate: %s', async (level, code) => {
    expect(await codes(cast, { policy: { level }, now: new Date(Date.now() + 400 * DAY) })).toEqual([code]);
  });

  it.each([
    ['strict', 'NOTATION_UNTRUSTED_CHAIN'],
    ['permissive', 'NOTATION_UNTRUSTED_CHAIN'],
    ['audit', 'NOTATION_LOGGED_ONLY'],
  ] as const)('%s says of a stranger: %s', async (level, code) => {
    expect(await codes(cast, { policy: { level }, chain: makeChain() })).toEqual([code]);
  });

  it.each(['strict', 'permissive', 'audit'] as const)(
    '%s refuses a signature that does not hold',
    async (level) => {
      const sign = { payload: Buffer.from('{}') };
      expect(await codes(cast, { policy: { level }, sign })).toEqual(['NOTATION_PAYLOAD']);
    },
  );

  it('tell what they only log, in notes and beside the signer', async () => {
    const notes: string[] = [];
    const now = new Date(Date.now() + 400 * DAY);
    const judged = await play(cast, { policy: { level: 'permissive' }, now, notes });
    expect(judged).toMatchObject([
      { signer: `${SIGNER} (not enforced: NOTATION_CERTIFICATE_EXPIRED)`, refusal: null },
    ]);
    expect(notes).toEqual([expect.stringContaining('which the trust policy "acme" only logs')]);
  });

  it('ask no service for a stranger', async () => {
    const chain = makeChain({ leafExtensions: [authorityInformation(`${cast.services.url}/stranger`)] });
    const [judged] = await play(cast, { policy: { level: 'audit' }, chain });
    expect(judged?.refusal?.message).toMatch(/leads to no certificate .*Revocation is not looked up/u);
    expect(cast.services.seen).toEqual([]);
  });

  it('do not believe the time of a signing authority that is a stranger', async () => {
    const policy = { level: 'audit', trustStores: ['signingAuthority:acme'] } as const;
    const stores = [notationStore('signingAuthority', cast.chain.root)];
    const judged = await play(cast, { chain: makeChain(), policy, stores, sign: { header: byAuthority } });
    expect(judged).toMatchObject([{ refusal: { code: 'NOTATION_LOGGED_ONLY' }, signedAt: null }]);
  });

  it('can skip revocation, and then no service is asked', async () => {
    cast.services.seen.length = 0;
    const { revocable: chain } = cast;
    expect(await codes(cast, { chain, policy: { override: { revocation: 'skip' } } })).toEqual([null]);
    expect(cast.services.seen).toEqual([]);
    expect(await codes(cast, { chain })).toEqual([null]);
    expect(cast.services.seen).toEqual(['POST /ocsp application/ocsp-request']);
  });
});
