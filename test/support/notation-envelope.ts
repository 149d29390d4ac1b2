import { constants, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { encode, Token, Type } from 'cborg';
import { algorithmOf } from '../../src/checks/signatures/notation/algorithm.ts';
import type { TargetDescriptor } from '../../src/checks/signatures/judged.ts';
import type { TestCertificate } from './x509-ca.ts';

export type Attributes = Readonly<Record<string, unknown>>;

export interface SignOptions {
  readonly target: TargetDescriptor;
  /** Leaf first. */
  readonly chain: readonly TestCertificate[];
  /** Replaces the header; the given one is as it should be. */
  readonly header?: (header: Attributes) => Attributes;
  readonly payload?: Buffer;
  /** Certificates as they are written; those of `chain` when left out. */
  readonly x5c?: readonly Buffer[];
  /** Makes the time stamp over the signature. */
  readonly stamp?: (signature: Buffer) => Buffer;
  /** Changes the parts after they were signed. */
  readonly after?: (parts: EnvelopeParts) => EnvelopeParts;
  readonly signingTime?: Date;
}

export interface EnvelopeParts {
  readonly protected: Buffer;
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly x5c: readonly Buffer[];
  readonly timestamp: Buffer | null;
}

const SCHEME = 'io.cncf.notary.signingScheme';
const PAYLOAD_TYPE = 'application/vnd.cncf.notary.payload.v1+json';
const MINUTE = 60_000;

/** A JWS envelope as `notation sign` makes it, but for what is changed. */
export function signJws(options: SignOptions): Buffer {
  const key = signerKey(options.chain);
  const header = {
    alg: algorithmOf(createPublicKey(key))?.jws,
    cty: PAYLOAD_TYPE,
    crit: [SCHEME],
    [SCHEME]: 'notary.x509',
    'io.cncf.notary.signingTime': isoTime(signingTime(options)),
  };
  const bytes = Buffer.from(JSON.stringify(options.header?.(header) ?? header));
  const payload = payloadOf(options);
  const signature = signRaw(
    key,
    Buffer.from(`${bytes.toString('base64url')}.${payload.toString('base64url')}`),
  );
  const parts = finish(options, { protected: bytes, payload, signature });
  return Buffer.from(
    JSON.stringify({
      payload: parts.payload.toString('base64url'),
      protected: parts.protected.toString('base64url'),
      header: {
        x5c: parts.x5c.map((der) => der.toString('base64')),
        'io.cncf.notary.signingAgent': 'test/1',
        ...(parts.timestamp === null
          ? {}
          : { 'io.cncf.notary.timestampSignature': parts.timestamp.toString('base64') }),
      },
      signature: parts.signature.toString('base64url'),
    }),
  );
}

/** A time in COSE. */
export class Epoch {
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

/** A COSE envelope as `notation sign` makes it, but for what is changed; numbers name labels: `'1'` is `alg`. */
export function signCose(options: SignOptions): Buffer {
  const key = signerKey(options.chain);
  const header = {
    '1': algorithmOf(createPublicKey(key))?.cose,
    '2': [SCHEME],
    '3': PAYLOAD_TYPE,
    [SCHEME]: 'notary.x509',
    'io.cncf.notary.signingTime': new Epoch(Math.floor(signingTime(options).getTime() / 1000)),
  };
  const bytes = cbor(labelled(options.header?.(header) ?? header));
  const payload = payloadOf(options);
  const signature = signRaw(key, cbor(['Signature1', bytes, Buffer.alloc(0), payload]));
  const parts = finish(options, { protected: bytes, payload, signature });
  const unprotected = new Map<unknown, unknown>([
    [33, parts.x5c],
    ['io.cncf.notary.signingAgent', 'test/1'],
    ...(parts.timestamp === null ? [] : ([['io.cncf.notary.timestampSignature', parts.timestamp]] as const)),
  ]);
  return Buffer.concat([
    Buffer.of(0xd2),
    cbor([parts.protected, unprotected, parts.payload, parts.signature]),
  ]);
}

/** CBOR, with `Epoch` as tag 1. */
export function cbor(value: unknown): Buffer {
  const typeEncoders = {
    Object: (object: unknown) =>
      object instanceof Epoch ? [new Token(Type.tag, 1), new Token(Type.uint, object.seconds)] : null,
  };
  return Buffer.from(encode(plainBytes(value), { typeEncoders }));
}

/** Signs by the algorithm of the key. */
export function signRaw(key: KeyObject, bytes: Buffer): Buffer {
  const hash = algorithmOf(createPublicKey(key))?.hash ?? 'sha256';
  if (key.asymmetricKeyType === 'ed25519') return sign(null, bytes, key);
  if (key.asymmetricKeyType === 'ec') return sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(hash, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

export function isoTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/u, 'Z');
}

function finish(
  options: SignOptions,
  signed: Pick<EnvelopeParts, 'protected' | 'payload' | 'signature'>,
): EnvelopeParts {
  const parts = {
    ...signed,
    x5c: options.x5c ?? options.chain.map(({ der }) => der),
    timestamp: options.stamp?.(signed.signature) ?? null,
  };
  return options.after?.(parts) ?? parts;
}

function signerKey([leaf]: SignOptions['chain']): KeyObject {
  if (leaf === undefined) throw new Error('no certificate');
  return leaf.key;
}

function signingTime({ signingTime: time }: SignOptions): Date {
  return time ?? new Date(Date.now() - MINUTE);
}

function payloadOf({ payload, target }: SignOptions): Buffer {
  return payload ?? Buffer.from(JSON.stringify({ targetArtifact: target }));
}

function labelled(header: Attributes): ReadonlyMap<unknown, unknown> {
  return new Map(
    Object.entries(header).map(([name, value]) => [/^\d+$/u.test(name) ? Number(name) : name, value]),
  );
}

function plainBytes(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plainBytes);
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, plainBytes(one)]));
  return value;
}
