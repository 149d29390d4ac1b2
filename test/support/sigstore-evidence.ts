import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { LogEntryJson, SigstoreServices, TestIdentity } from './sigstore-services.ts';

/** A bundle as JSON, to be changed by tests. */
export interface BundleJson {
  mediaType: string;
  verificationMaterial: {
    certificate?: { rawBytes: string };
    x509CertificateChain?: { certificates: { rawBytes: string }[] };
    publicKey?: { hint: string };
    tlogEntries: LogEntryJson[];
    timestampVerificationData: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  dsseEnvelope?: EnvelopeJson;
  messageSignature?: { messageDigest: { algorithm: string; digest: string }; signature: string };
}

export interface EnvelopeJson {
  payloadType: string;
  payload: string;
  signatures: { sig: string; keyid?: string }[];
}

/** A layer of a `.sig` or `.att`, to be changed by tests. */
export interface LayerJson {
  mediaType: string;
  bytes: Buffer;
  annotations: Record<string, string>;
}

export interface SigningKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly pem: string;
}

export const IN_TOTO = 'application/vnd.in-toto+json';
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const ENVELOPE = 'application/vnd.dsse.envelope.v1+json';
export const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
export const ANNOTATION = {
  signature: 'dev.cosignproject.cosign/signature',
  certificate: 'dev.sigstore.cosign/certificate',
  bundle: 'dev.sigstore.cosign/bundle',
  timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
} as const;

export function ecKeys(namedCurve = 'P-256'): SigningKeys {
  return withPem(generateKeyPairSync('ec', { namedCurve }));
}

export function withPem({ publicKey, privateKey }: Omit<SigningKeys, 'pem'>): SigningKeys {
  return { publicKey, privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** A statement about digests, as JSON text. */
export function statementText(digests: readonly string[], change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: digests.map((digest) => ({ name: 'app', digest: { sha256: digest.replace('sha256:', '') } })),
    predicateType: SIGN_PREDICATE,
    predicate: {},
    ...change,
  });
}

/** What cosign signs for a digest. */
export function simpleSigningText(digest: string, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    critical: {
      identity: { 'docker-reference': 'example.com/app' },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
    ...change,
  });
}

export function pae(payloadType: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

export function envelopeOf(payload: string, privateKey: KeyObject, payloadType = IN_TOTO): EnvelopeJson {
  const bytes = Buffer.from(payload);
  const sig = sign('sha256', pae(payloadType, bytes), privateKey).toString('base64');
  return { payloadType, payload: bytes.toString('base64'), signatures: [{ sig }] };
}

/** A certificate of the services for a new key, as signers of Fulcio have. */
export async function keylessSigner(
  services: SigstoreServices,
  identity: Partial<TestIdentity> = {},
): Promise<{ readonly keys: SigningKeys; readonly certificate: Buffer; readonly pem: string }> {
  const keys = ecKeys();
  const certificate = await services.certify(keys.publicKey, identity);
  return { keys, certificate, pem: certificatePem(certificate) };
}

export function certificatePem(der: Buffer): string {
  const lines = der
    .toString('base64')
    .replace(/(.{64})/gu, '$1\n')
    .trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

export interface KeylessOptions {
  readonly statement?: string;
  readonly identity?: Partial<TestIdentity>;
  /** Issues the certificate in place of the services. */
  readonly certify?: (keys: SigningKeys) => Promise<Buffer>;
  /** PEM of whom the log is told to have signed. */
  readonly loggedAs?: string;
}

/** A keyless signature of digests as cosign 3 makes it: a statement in a bundle, logged and stamped. */
export async function keylessBundle(
  services: SigstoreServices,
  digests: readonly string[],
  options: KeylessOptions = {},
): Promise<BundleJson> {
  const { certify = ({ publicKey }): Promise<Buffer> => services.certify(publicKey, options.identity) } =
    options;
  const keys = ecKeys();
  const certificate = await certify(keys);
  const pem = options.loggedAs ?? certificatePem(certificate);
  const envelope = envelopeOf(options.statement ?? statementText(digests), keys.privateKey);
  return {
    mediaType: BUNDLE_TYPE,
    verificationMaterial: {
      certificate: { rawBytes: certificate.toString('base64') },
      tlogEntries: [await services.log(dsseBody(envelope, pem))],
      timestampVerificationData: {
        rfc3161Timestamps: [await stampJson(services, signatureOf(envelope))],
      },
    },
    dsseEnvelope: envelope,
  };
}

/** As `keylessBundle`, by a key; with a log entry when there are services. */
export async function keyBundle(
  { privateKey, publicKey, pem }: SigningKeys,
  statement: string,
  services: SigstoreServices | null = null,
): Promise<BundleJson> {
  const envelope = envelopeOf(statement, privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    mediaType: BUNDLE_TYPE,
    verificationMaterial: {
      publicKey: { hint: createHash('sha256').update(der).digest('base64') },
      tlogEntries: services === null ? [] : [await services.log(dsseBody(envelope, pem))],
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    dsseEnvelope: envelope,
  };
}

/** A keyless signature of a digest as cosign 1 and 2 make it. */
export async function keylessLayer(
  services: SigstoreServices,
  payload: string,
  identity: Partial<TestIdentity> = {},
): Promise<LayerJson> {
  const { keys, pem } = await keylessSigner(services, identity);
  const layer = keyLayer(keys.privateKey, payload);
  const signature = layer.annotations[ANNOTATION.signature] ?? '';
  const entry = await services.log(hashedrekordBody(Buffer.from(payload), signature, pem));
  const stamp = await services.stamp(Buffer.from(signature, 'base64'));
  Object.assign(layer.annotations, {
    [ANNOTATION.certificate]: pem,
    [ANNOTATION.bundle]: oldEntryText(entry),
    [ANNOTATION.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: stamp.toString('base64') }),
  });
  return layer;
}

export function keyLayer(privateKey: KeyObject, payload: string, hash = 'sha256'): LayerJson {
  const bytes = Buffer.from(payload);
  const ed25519 = privateKey.asymmetricKeyType === 'ed25519';
  const signature = sign(ed25519 ? null : hash, bytes, privateKey).toString('base64');
  return { mediaType: SIMPLE_SIGNING, bytes, annotations: { [ANNOTATION.signature]: signature } };
}

/** An attestation in an `.att`, keyless. Cosign stamps the whole envelope. */
export async function keylessAttestation(
  services: SigstoreServices,
  statement: string,
  body: (envelope: EnvelopeJson, pem: string, raw: Buffer) => object = dsseBody,
): Promise<LayerJson> {
  const { keys, pem } = await keylessSigner(services);
  const envelope = envelopeOf(statement, keys.privateKey);
  const bytes = Buffer.from(JSON.stringify(envelope));
  const entry = await services.log(body(envelope, pem, bytes));
  const stamp = await services.stamp(bytes);
  return {
    mediaType: ENVELOPE,
    bytes,
    annotations: {
      [ANNOTATION.signature]: '',
      [ANNOTATION.certificate]: pem,
      [ANNOTATION.bundle]: oldEntryText(entry),
      [ANNOTATION.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: stamp.toString('base64') }),
    },
  };
}

/** A log entry as cosign 1 and 2 wrote it into an annotation. */
export function oldEntryText(entry: LogEntryJson): string {
  return JSON.stringify({
    SignedEntryTimestamp: entry.inclusionPromise?.signedEntryTimestamp,
    Payload: {
      body: entry.canonicalizedBody,
      integratedTime: Number(entry.integratedTime),
      logIndex: Number(entry.logIndex),
      logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
    },
  });
}

export function signatureOf({ signatures }: EnvelopeJson): Buffer {
  return Buffer.from(signatures[0]?.sig ?? '', 'base64');
}

export async function stampJson(
  services: SigstoreServices,
  bytes: Buffer,
): Promise<{ signedTimestamp: string }> {
  return { signedTimestamp: (await services.stamp(bytes)).toString('base64') };
}

export function hashedrekordBody(signed: Buffer, signature: string, pem: string): object {
  const content = Buffer.from(pem).toString('base64');
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: hex(signed) } },
      signature: { content: signature, publicKey: { content } },
    },
  };
}

export function dsseBody({ payload, signatures }: EnvelopeJson, pem: string): object {
  const verifier = Buffer.from(pem).toString('base64');
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: '00' },
      payloadHash: { algorithm: 'sha256', value: hex(Buffer.from(payload, 'base64')) },
      signatures: signatures.map(({ sig }) => ({ signature: sig, verifier })),
    },
  };
}

export function intoto1Body(_envelope: EnvelopeJson, pem: string, raw: Buffer): object {
  return {
    apiVersion: '0.0.1',
    kind: 'intoto',
    spec: {
      content: { hash: { algorithm: 'sha256', value: hex(raw) } },
      publicKey: Buffer.from(pem).toString('base64'),
    },
  };
}

export function intoto2Body({ payload, payloadType, signatures }: EnvelopeJson, pem: string): object {
  const publicKey = Buffer.from(pem).toString('base64');
  return {
    apiVersion: '0.0.2',
    kind: 'intoto',
    spec: {
      content: {
        envelope: {
          payloadType,
          signatures: signatures.map(({ sig }) => ({ sig: Buffer.from(sig).toString('base64'), publicKey })),
        },
        hash: { algorithm: 'sha256', value: '00' },
        payloadHash: { algorithm: 'sha256', value: hex(Buffer.from(payload, 'base64')) },
      },
    },
  };
}

/** What Rekor 2 writes of who signed. */
export type Verifier2 = { x509Certificate: { rawBytes: string } } | { publicKey: { rawBytes: string } };

export function hashedrekord2Body(signed: Buffer, signature: string, verifier: Verifier2): object {
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: Buffer.from(hex(signed), 'hex').toString('base64') },
        signature: { content: signature, verifier },
      },
    },
  };
}

export function dsse2Body({ payload, signatures }: EnvelopeJson, verifier: Verifier2): object {
  const digest = createHash('sha256').update(Buffer.from(payload, 'base64')).digest('base64');
  return {
    apiVersion: '0.0.2',
    kind: 'dsse',
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest },
        signatures: signatures.map(({ sig }) => ({ content: sig, verifier })),
      },
    },
  };
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
