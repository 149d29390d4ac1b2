import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { judgeBundle } from '../../../../src/checks/signatures/sigstore/judge-bundle.ts';
import { readPiece, toRefused } from '../../../../src/checks/signatures/sigstore/judge.ts';
import { NO_ROOT } from '../../../../src/checks/signatures/sigstore/root.ts';
import { loadTrustedRoot } from '../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import type { LoadedRoot } from '../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import { InputError } from '../../../../src/model/errors.ts';
import { ecKeys, keyBundle, keylessBundle, statementText } from '../../../support/sigstore-evidence.ts';
import { TEST_IDENTITY, startSigstore } from '../../../support/sigstore-services.ts';
import type { TrustedRootJson } from '../../../support/sigstore-services.ts';
import { verifyContext } from '../../../support/verify-context.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const reference = { registry: 'example.com', repository: 'app', tag: null, digest: null };
const target = { reference, descriptors: [{ mediaType: 'x', digest: DIGEST, size: 1 }] };
const services = await startSigstore();
const bundle = await keylessBundle(services, [], {
  statement: statementText([DIGEST], {
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { a: 1 },
  }),
});

describe('the judgement of one bundle', () => {
  it('tells who signed what, and when', async () => {
    expect(judgeBundle(bundle, target, await load(services.root))).toStrictEqual({
      claims: expect.objectContaining(TEST_IDENTITY),
      statement: { predicateType: 'https://slsa.dev/provenance/v1', predicate: { a: 1 } },
      signedAt: services.signedAt.toISOString(),
      log: expect.stringMatching(/^rekor\.test \d+$/u),
    });
  });

  it('wants a log and a log of certificates, where the trusted root has any', async () => {
    const { tlogEntries: _, ...material } = bundle.verificationMaterial;
    const unlogged = { ...bundle, verificationMaterial: { ...material, tlogEntries: [] } };
    const root = await load(services.root);
    expect(() => judgeBundle(unlogged, target, root)).toThrow(refusal('SIGSTORE_LOG_MISSING'));
    const half = await load({ ...services.root, tlogs: [] });
    expect(() => judgeBundle(unlogged, target, half)).toThrow(refusal('SIGSTORE_LOG_MISSING'));
    // The log of certificates is not known then, and what it said cannot be verified.
    const stamped = await load({ ...services.root, tlogs: [], ctlogs: [] });
    expect(() => judgeBundle(unlogged, target, stamped)).toThrow(refusal('SIGSTORE_SCT_INVALID'));
  });

  it('takes a time stamp alone, where the trusted root has no log at all', async () => {
    const signed = await keylessBundle(services, [DIGEST], {
      certify: ({ publicKey }) => services.certifyUnlogged(publicKey),
    });
    signed.verificationMaterial.tlogEntries = [];
    const root = await load({ ...services.root, tlogs: [], ctlogs: [] });
    expect(judgeBundle(signed, target, root)).toMatchObject({
      log: null,
      signedAt: services.signedAt.toISOString(),
    });
    signed.verificationMaterial.timestampVerificationData.rfc3161Timestamps = [];
    expect(() => judgeBundle(signed, target, root)).toThrow(refusal('SIGSTORE_TIME_MISSING'));
  });

  it('refuses an entry of a log that had ended when the signature was made', async () => {
    const [log] = services.root.tlogs as { publicKey: object }[];
    const ended = (ms: number): TrustedRootJson => {
      const end = new Date(services.signedAt.getTime() + ms).toISOString();
      const validFor = { start: '2020-01-01T00:00:00Z', end };
      return { ...services.root, tlogs: [{ ...log, publicKey: { ...log?.publicKey, validFor } }] };
    };
    // Without the promise of the log, which has a time of its own.
    const proven = structuredClone(bundle);
    for (const entry of proven.verificationMaterial.tlogEntries) delete entry.inclusionPromise;
    expect(judgeBundle(proven, target, await load(ended(0)))).toMatchObject({ log: 'rekor.test 0' });
    const late = await load(ended(-1000));
    expect(() => judgeBundle(proven, target, late)).toThrow(refusal('SIGSTORE_LOG_UNTRUSTED'));
    expect(() => judgeBundle(bundle, target, late)).toThrow(refusal('SIGSTORE_LOG_PROMISE_INVALID'));
  });

  it('refuses one that a key made, and what is no bundle', async () => {
    const root = await load(services.root);
    const byKey = await keyBundle(ecKeys(), statementText([DIGEST]));
    expect(() => judgeBundle(byKey, target, root)).toThrow(refusal('SIGSTORE_CERTIFICATE_MISSING'));
    expect(() => judgeBundle(null, target, root)).toThrow(refusal('SIGSTORE_BUNDLE_INVALID'));
  });

  it('refuses what breaks a library', () => {
    const root = { root: { tlogs: [], ctlogs: [] }, logName: () => 'log' } as unknown as LoadedRoot;
    expect(() => judgeBundle(bundle, target, root)).toThrow(RefusedError);
  });
});

describe('what is thrown while a signature is judged', () => {
  it('stays what it is when it refuses', () => {
    const refused = new RefusedError('X', 'no');
    expect(toRefused(refused)).toBe(refused);
  });

  it('is no refusal when the fault is the policy’s', () => {
    const fault = new InputError('TRUST_PATTERN', 'no pattern');
    expect(() => toRefused(fault)).toThrow(fault);
  });

  it('is a refusal when nobody expected it', () => {
    expect(toRefused(new TypeError('x is not a function')).refusal).toStrictEqual({
      code: 'SIGSTORE_BROKEN',
      message: 'it is broken: x is not a function',
    });
  });
});

describe('a piece', () => {
  it('that could not be fetched keeps its refusal', () => {
    const refusalOf = { code: 'SIGSTORE_BLOB_MISSING', message: 'gone' };
    const piece = {
      kind: 'sigstore-bundle',
      place: 'x',
      found: { form: 'refused', refusal: refusalOf },
    } as const;
    expect(readPiece(piece).material).toMatchObject({ refusal: refusalOf });
  });
});

describe('the root that trusts no service', () => {
  it('knows no log and no key', () => {
    expect(NO_ROOT.logName(Buffer.of(1))).toBeNull();
    expect(() => NO_ROOT.material.publicKey('hint')).toThrow('not looked up');
  });
});

function load(root: TrustedRootJson): Promise<LoadedRoot> {
  return loadTrustedRoot({ kind: 'file', name: 'root', text: JSON.stringify(root) }, verifyContext());
}

function refusal(code: string): unknown {
  return expect.objectContaining({ refusal: expect.objectContaining({ code }) });
}
