import { createHash, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';

type CA = Awaited<ReturnType<typeof initializeCA>>;
type CTLog = Awaited<ReturnType<typeof initializeCTLog>>;
type TLog = Awaited<ReturnType<typeof initializeTLog>>;
type TSA = Awaited<ReturnType<typeof initializeTSA>>;

/** A Sigstore of the test's own: its authorities are in this process, and all of its clocks stand still. */
export interface SigstoreServices {
  /** The trusted root that knows these services, as JSON. */
  readonly root: TrustedRootJson;
  readonly rootText: string;
  /** When certificates are issued; they are valid for ten minutes. */
  readonly issuedAt: Date;
  /** What logs and time stamps say: a minute later. */
  readonly signedAt: Date;
  readonly ca: CA;
  readonly tlog: TLog;
  readonly tsa: TSA;
  /** A certificate for a P-256 key. */
  certify(key: KeyObject, identity?: Partial<TestIdentity>): Promise<Buffer>;
  /** As `certify`, and tells no log of certificates. */
  certifyUnlogged(key: KeyObject): Promise<Buffer>;
  /** Logs an entry; gives it as bundles hold it. */
  log(body: object): Promise<LogEntryJson>;
  /** Stamps bytes. */
  stamp(bytes: Buffer): Promise<Buffer>;
}

export interface TestIdentity {
  readonly subject: string;
  readonly issuer: string;
  /** The older form of the issuer, when it is to differ. */
  readonly oldIssuer: string;
  /** Milliseconds after which the certificate is issued, for one that comes too late; less than 0 for too early. */
  readonly delay: number;
}

export const TEST_IDENTITY = {
  subject: 'https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main',
  issuer: 'https://token.actions.githubusercontent.com',
} as const;

export interface LogEntryJson {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: {
    logIndex: string;
    rootHash: string;
    treeSize: string;
    hashes: string[];
    checkpoint: { envelope: string };
  };
  canonicalizedBody: string;
}

export interface TrustedRootJson {
  mediaType: string;
  tlogs: object[];
  certificateAuthorities: object[];
  ctlogs: object[];
  timestampAuthorities: object[];
}

export async function startSigstore(): Promise<SigstoreServices> {
  // The authorities are valid from now on, and certificates hold no part of a second.
  const base = Math.ceil(Date.now() / 1000) * 1000 + 5000;
  const issuedAt = new Date(base);
  const signedAt = new Date(base + 60_000);
  const ctlog = await initializeCTLog(newKeys(), new Date(base));
  const caKeys = newKeys('P-384');
  const ca = await initializeCA(caKeys, ctlog, issuedAt);
  const unlogged = await initializeCA(caKeys, undefined, issuedAt);
  const tlog = await initializeTLog(LOG_URL, newKeys(), signedAt);
  const tsa = await initializeTSA(newKeys('P-384'), signedAt);
  const root = trustedRootOf({ ca, ctlog, tlog, tsa });
  return {
    root,
    rootText: JSON.stringify(root),
    issuedAt,
    signedAt,
    ca,
    tlog,
    tsa,
    certify: (key, identity = {}) => certify(ca, key, identity),
    certifyUnlogged: (key) => certify(unlogged, key, {}),
    log: (body) => log(tlog, body),
    stamp: (bytes) => stamp(tsa, bytes),
  };
}

/** The logs and authorities of a trusted root. */
export function trustedRootOf({
  ca,
  ctlog,
  tlog,
  tsa,
}: {
  ca: CA;
  ctlog: CTLog;
  tlog: TLog;
  tsa: TSA;
}): TrustedRootJson {
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logJson(LOG_URL, tlog.publicKey, sha256(tlog.publicKey))],
    certificateAuthorities: [authorityJson('fulcio', [ca.rootCertificate])],
    ctlogs: [logJson('https://ctlog.test', ctlog.publicKey, bytesOf(ctlog.logID))],
    timestampAuthorities: [authorityJson('tsa', [tsa.intCertificate, tsa.rootCertificate])],
  };
}

const LOG_URL = 'https://rekor.test';
const START = '2020-01-01T00:00:00Z';
const ISSUER_1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_2 = '1.3.6.1.4.1.57264.1.8';

function newKeys(namedCurve = 'P-256'): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve });
}

async function certify(ca: CA, key: KeyObject, identity: Partial<TestIdentity>): Promise<Buffer> {
  const { subject, issuer, oldIssuer = issuer, delay = 0 } = { ...TEST_IDENTITY, ...identity };
  const clock = ca as unknown as { getCurrentTime: () => Date };
  const { getCurrentTime } = clock;
  clock.getCurrentTime = () => new Date(getCurrentTime().getTime() + delay);
  const certificate = await ca.issueCertificate({
    publicKey: Buffer.from(key.export({ type: 'spki', format: 'der' })),
    subjectAltName: subject,
    extensions: [
      { oid: ISSUER_1, value: oldIssuer, legacy: true },
      { oid: ISSUER_2, value: issuer },
    ],
  });
  clock.getCurrentTime = getCurrentTime;
  return bytesOf(certificate);
}

async function log(tlog: TLog, body: object): Promise<LogEntryJson> {
  const [entry] = Object.values(await tlog.log(body)) as unknown as [RekorEntry];
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  const { kind, apiVersion } = body as { kind: string; apiVersion: string };
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

interface RekorEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
      readonly checkpoint: string;
    };
  };
}

async function stamp(tsa: TSA, bytes: Buffer): Promise<Buffer> {
  const answer = await tsa.timestamp({
    artifactHash: sha256(bytes),
    hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
    policyOID: '1.3.6.1.4.1.57264.2',
    nonce: 1,
  });
  return bytesOf(answer);
}

function logJson(baseUrl: string, publicKey: Buffer, id: Buffer): object {
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: publicKey.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: START },
    },
    logId: { keyId: id.toString('base64') },
  };
}

function authorityJson(name: string, chain: readonly ArrayBufferView[]): object {
  return {
    subject: { organization: 'test', commonName: name },
    uri: `https://${name}.test`,
    certChain: { certificates: chain.map((der) => ({ rawBytes: bytesOf(der).toString('base64') })) },
    validFor: { start: START },
  };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
