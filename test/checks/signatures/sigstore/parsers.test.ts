import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { bundleMaterial, readBundle } from '../../../../src/checks/signatures/sigstore/bundle.ts';
import { readLayer } from '../../../../src/checks/signatures/sigstore/layer.ts';
import { readLogBody } from '../../../../src/checks/signatures/sigstore/log-body.ts';
import { readSimpleSigning } from '../../../../src/checks/signatures/sigstore/simple-signing.ts';
import { readStatement, subjectOf } from '../../../../src/checks/signatures/sigstore/statement.ts';
import { LIMITS } from '../../../../src/util/limits.ts';
import type { BundleJson } from '../../../support/sigstore-evidence.ts';
import {
  ANNOTATION,
  ENVELOPE,
  IN_TOTO,
  SIMPLE_SIGNING,
  dsseBody,
  ecKeys,
  envelopeOf,
  keyBundle,
  simpleSigningText,
  statementText,
} from '../../../support/sigstore-evidence.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;
const reference = { registry: 'example.com', repository: 'app', tag: null, digest: null };
const target = { reference, descriptors: [{ mediaType: 'x', digest: DIGEST, size: 1 }] };
const keys = ecKeys();
const envelope = envelopeOf(statementText([DIGEST]), keys.privateKey);

/** Readers of what comes from a registry, and a good text for each. */
const READERS: readonly (readonly [string, (text: string) => unknown, string])[] = [
  [
    'a bundle',
    (text) => readBundle(text, null),
    JSON.stringify(await keyBundle(keys, statementText([DIGEST]))),
  ],
  [
    'an envelope',
    (text) => readLayer({ mediaType: ENVELOPE, annotations: {}, bytes: Buffer.from(text) }),
    JSON.stringify(envelope),
  ],
  ['a statement', (text) => readStatement(envelopeWith(text)), statementText([DIGEST])],
  [
    'a payload',
    (text) =>
      readSimpleSigning(
        { kind: 'simple-signing', bytes: Buffer.from(text), signature: Buffer.of(1) },
        target,
      ),
    simpleSigningText(DIGEST),
  ],
  ['a log entry', (text) => readLogBody(Buffer.from(text)), JSON.stringify(dsseBody(envelope, keys.pem))],
  [
    'a log entry in an annotation',
    (text) => readAnnotated({ [ANNOTATION.bundle]: text }),
    JSON.stringify({
      SignedEntryTimestamp: 'AA==',
      Payload: {
        body: Buffer.from('{"kind":"dsse","apiVersion":"1"}').toString('base64'),
        integratedTime: 1,
        logIndex: 1,
        logID: 'ab',
      },
    }),
  ],
  [
    'a time stamp in an annotation',
    (text) => readAnnotated({ [ANNOTATION.timestamp]: text }),
    '{"SignedRFC3161Timestamp":"AA=="}',
  ],
];

describe.each(READERS)('%s', (_, read, good) => {
  it('is read', () => {
    expect(() => read(good)).not.toThrow();
  });

  it('is refused with a key twice', () => {
    const [key] = Object.keys(JSON.parse(good) as object);
    expect(() => read(good.replace('{', `{"${key}":0,`))).toThrow(RefusedError);
  });

  it('is refused, and nothing else happens, when it is any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.json()), (text) => {
        expect(() => read(text)).toThrow(RefusedError);
      }),
    );
  });

  it('is read or refused, and nothing else happens, when a part of it is anything', () => {
    const places = pathsOf(JSON.parse(good));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        try {
          read(JSON.stringify(withValue(JSON.parse(good), path, value)));
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedError);
        }
      }),
    );
  });
});

describe('a bundle', () => {
  it.each<readonly [string, string, (bundle: BundleJson) => void]>([
    [
      'an unknown version',
      'SIGSTORE_BUNDLE_INVALID',
      (bundle) => void (bundle.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.4'),
    ],
    ['no signer', 'SIGSTORE_BUNDLE_INVALID', (bundle) => void delete bundle.verificationMaterial.publicKey],
    ['no content', 'SIGSTORE_BUNDLE_INVALID', (bundle) => void delete bundle.dsseEnvelope],
    [
      'two signatures',
      'SIGSTORE_ENVELOPE_SIGNATURES',
      (bundle) => void bundle.dsseEnvelope?.signatures.push({ sig: 'AA==' }),
    ],
  ])('with %s is refused', async (_, code, change) => {
    const bundle = await keyBundle(keys, statementText([DIGEST]));
    change(bundle);
    expect(() => bundleMaterial(bundle, null)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code }) }),
    );
  });

  it('has the key that it names, or the first certificate of a chain', async () => {
    const bundle = await keyBundle(keys, statementText([DIGEST]));
    expect(bundleMaterial(bundle, null)).toMatchObject({
      certificate: null,
      keyHint: bundle.verificationMaterial.publicKey?.hint,
    });
    const certificates = ['first', 'second'].map((text) => ({
      rawBytes: Buffer.from(text).toString('base64'),
    }));
    const { publicKey: _, ...material } = bundle.verificationMaterial;
    const chained = {
      ...bundle,
      mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
      verificationMaterial: { ...material, x509CertificateChain: { certificates } },
    };
    expect(bundleMaterial(chained, null)).toMatchObject({ certificate: Buffer.from('first'), keyHint: null });
  });

  it('with more log entries and time stamps than any signer makes is refused', async () => {
    const bundle = await keyBundle(keys, statementText([DIGEST]));
    const { rfc3161Timestamps } = bundle.verificationMaterial.timestampVerificationData;
    const add = (count: number): void =>
      void rfc3161Timestamps.push(...Array.from({ length: count }, () => ({ signedTimestamp: 'AA==' })));
    add(LIMITS.signatureWitnesses.value);
    expect(bundleMaterial(bundle, null).timestamps).toHaveLength(LIMITS.signatureWitnesses.value);
    add(1);
    expect(() => bundleMaterial(bundle, null)).toThrow(/more log entries/u);
  });

  it('without time stamps has none', async () => {
    const { verificationMaterial, ...bundle } = await keyBundle(keys, statementText([DIGEST]));
    const { timestampVerificationData: _, ...material } = verificationMaterial;
    expect(bundleMaterial({ ...bundle, verificationMaterial: material }, null).timestamps).toStrictEqual([]);
  });

  it('over plain bytes is refused where a statement is expected, and read where bytes are', async () => {
    const { dsseEnvelope: _, ...bundle } = await keyBundle(keys, statementText([DIGEST]));
    const digest = Buffer.from('ab', 'hex').toString('base64');
    const signed = (algorithm: string): object => ({
      ...bundle,
      messageSignature: { messageDigest: { algorithm, digest }, signature: 'AA==' },
    });
    expect(() => bundleMaterial(signed('SHA2_256'), null)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_PAYLOAD_TYPE' }) }),
    );
    const bytes = Buffer.from('manifest');
    const content = { kind: 'message', bytes, signature: Buffer.of(0) };
    expect(bundleMaterial(signed('SHA2_384'), bytes).content).toMatchObject({
      ...content,
      digest: { algorithm: 'sha384' },
    });
    expect(bundleMaterial(signed('SHA3_256'), bytes).content).toMatchObject({
      ...content,
      digest: { algorithm: null },
    });
  });
});

describe('an envelope in an `.att`', () => {
  it.each([0, 2])('with %d signatures is refused', (count) => {
    const signatures = Array.from({ length: count }, () => ({ sig: 'AA==' }));
    const bytes = Buffer.from(JSON.stringify({ ...envelope, signatures }));
    expect(() => readLayer({ mediaType: ENVELOPE, annotations: {}, bytes })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_ENVELOPE_SIGNATURES' }) }),
    );
  });
});

describe('an envelope', () => {
  it('whose signature is no text is refused', () => {
    const bytes = Buffer.from(JSON.stringify({ ...envelope, signatures: [{ sig: 1 }] }));
    expect(() => readLayer({ mediaType: ENVELOPE, annotations: {}, bytes })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_ENVELOPE_INVALID' }) }),
    );
  });
});

describe('a layer', () => {
  it('without any annotation has no signature', () => {
    expect(() => readLayer({ mediaType: SIMPLE_SIGNING, annotations: {}, bytes: Buffer.from('{}') })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_SIGNATURE_MISSING' }) }),
    );
  });
});

describe('a statement', () => {
  it.each(['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1'])(
    'is read in version %s',
    (_type) => {
      expect(readStatement(envelopeWith(statementText([DIGEST], { _type })))).toMatchObject({
        predicate: {},
      });
    },
  );

  it.each(['application/json', `${IN_TOTO};x`, ''])('is refused as %s', (payloadType) => {
    expect(() => readStatement({ ...envelopeWith(statementText([DIGEST])), payloadType })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_PAYLOAD_TYPE' }) }),
    );
  });

  it('may have many subjects, and not any number', () => {
    const many = (count: number): string => statementText(Array.from({ length: count }, () => OTHER));
    const { value } = LIMITS.statementSubjects;
    expect(readStatement(envelopeWith(many(value))).subjects).toHaveLength(value);
    expect(() => readStatement(envelopeWith(many(value + 1)))).toThrow(/Too big/u);
  });

  it('is about the image when any of its subjects is', () => {
    const { subjects } = readStatement(envelopeWith(statementText([OTHER, DIGEST])));
    expect(subjectOf(subjects, target)).toStrictEqual({
      sha256: DIGEST.slice(7),
      annotations: {},
    });
    const { subjects: others } = readStatement(envelopeWith(statementText([OTHER])));
    expect(() => subjectOf(others, target)).toThrow(/cdcd/u);
  });
});

function envelopeWith(text: string): Parameters<typeof readStatement>[0] {
  return {
    kind: 'envelope',
    payloadType: IN_TOTO,
    payload: Buffer.from(text),
    signature: Buffer.of(1),
    raw: null,
  };
}

function readAnnotated(annotations: Record<string, string>): unknown {
  return readLayer({
    mediaType: SIMPLE_SIGNING,
    annotations: { [ANNOTATION.signature]: 'AA==', ...annotations },
    bytes: Buffer.from('{}'),
  });
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return [path, ...inner];
}

function withValue(root: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  const copy = structuredClone(root) as Record<string | number, unknown>;
  copy[first] = withValue(copy[first], rest, value);
  return copy;
}
