import { createHash } from 'node:crypto';
import { Fields, TAG, context, readDer } from '../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../src/checks/signatures/notation/x509/write-der.ts';
import type { ChainChanges, TestChain } from './notation-authority.ts';
import type { Signing, TestCertificate } from './x509-ca.ts';
import {
  algorithmFor,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  signWith,
} from './x509-ca.ts';
import { DER_NULL, derAlgorithm, derOid, derSequence, derTagged, derTime } from './x509-der.ts';

export interface StampOptions {
  readonly signer: TestCertificate;
  /** That come along. */
  readonly certificates: readonly TestCertificate[];
  readonly time?: Date;
  readonly policy?: string;
  readonly signing?: Signing;
  /** Each changes a part before it is signed. */
  readonly info?: (fields: readonly Buffer[]) => readonly Buffer[];
  readonly attributes?: (attributes: readonly Buffer[]) => readonly Buffer[];
  /** Each changes a part that is not signed. */
  readonly signerInfo?: (fields: readonly Buffer[]) => readonly Buffer[];
  readonly signedData?: (fields: readonly Buffer[]) => readonly Buffer[];
}

export const SHA256 = derAlgorithm('2.16.840.1.101.3.4.2.1', DER_NULL);
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** A time stamp over `stamped`, as an authority of RFC 3161 makes it. */
export function makeTimestamp(stamped: Buffer, options: StampOptions): Buffer {
  const { signer, signing = 'sha256', policy = '1.2.3.4' } = options;
  const fields = [
    derInteger(1n),
    derOid(policy),
    derSequence(SHA256, der(TAG.octets, sha256(stamped))),
    derInteger(7n),
    derTime(options.time ?? new Date()),
  ];
  const info = derSequence(...(options.info?.(fields) ?? fields));
  const attributes = [
    timestampAttribute('1.2.840.113549.1.9.3', derOid(TST_INFO)),
    timestampAttribute('1.2.840.113549.1.9.4', der(TAG.octets, sha256(info))),
    signingCertificate(signer),
  ];
  const content = Buffer.concat(options.attributes?.(attributes) ?? attributes);
  const signerInfo = [
    derInteger(1n),
    derSequence(signer.issuer, derInteger(signer.serial)),
    SHA256,
    der(context(0), content),
    algorithmFor(signer.key, signing),
    der(TAG.octets, signWith(signer.key, signing, der(TAG.set, content))),
  ];
  const signedData = [
    derInteger(3n),
    der(TAG.set, SHA256),
    derSequence(derOid(TST_INFO), derTagged(0, der(TAG.octets, info))),
    der(context(0), ...options.certificates.map((certificate) => certificate.der)),
    der(TAG.set, derSequence(...(options.signerInfo?.(signerInfo) ?? signerInfo))),
  ];
  return derSequence(
    derOid('1.2.840.113549.1.7.2'),
    derTagged(0, derSequence(...(options.signedData?.(signedData) ?? signedData))),
  );
}

export function timestampAttribute(oid: string, ...values: readonly Buffer[]): Buffer {
  return derSequence(derOid(oid), der(TAG.set, ...values));
}

/** SigningCertificateV2. */
export function signingCertificate({ der: bytes }: TestCertificate, algorithm: Buffer | null = null): Buffer {
  const id = derSequence(...(algorithm === null ? [] : [algorithm]), der(TAG.octets, sha256(bytes)));
  return timestampAttribute('1.2.840.113549.1.9.16.2.47', derSequence(derSequence(id)));
}

/** A time stamping authority by the rules, but for what is changed. */
export function makeTimestampChain(changes: ChainChanges = {}): TestChain {
  const root = makeCertificate({
    subject: [['CN', 'Time root']],
    extensions: [basicConstraints(true), keyUsage([5, 6])],
    ...changes.root,
  });
  const intermediate = makeCertificate({
    subject: [['CN', 'Time authority']],
    issuer: root,
    extensions: [basicConstraints(true, 0), keyUsage([5, 6]), ...(changes.intermediateExtensions ?? [])],
    ...changes.intermediate,
  });
  const leaf = makeCertificate({
    subject: [['CN', 'Time stamps']],
    issuer: intermediate,
    extensions: [
      keyUsage([0]),
      extendedKeyUsage(['1.3.6.1.5.5.7.3.8'], true),
      ...(changes.leafExtensions ?? []),
    ],
    ...changes.leaf,
  });
  return { root, intermediate, leaf, all: [leaf, intermediate, root] };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** What an authority answers to a query, granted. Source: RFC 3161, section 2.4. */
export function answerTimestampQuery(query: Buffer, options: StampOptions): Buffer {
  const fields = new Fields(readDer(query));
  fields.take(TAG.integer);
  const imprint = fields.take(TAG.sequence);
  fields.maybe(TAG.oid);
  const nonce = fields.maybe(TAG.integer);
  const info = (made: readonly Buffer[]): readonly Buffer[] => [
    ...made.map((field, at) => (at === 2 ? imprint.raw : field)),
    ...(nonce === null ? [] : [nonce.raw]),
  ];
  const status = derSequence(derInteger(0n));
  return derSequence(status, makeTimestamp(Buffer.alloc(0), { ...options, info }));
}
