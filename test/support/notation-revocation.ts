import { createHash } from 'node:crypto';
import { TAG, context, contextBytes } from '../../src/checks/signatures/notation/x509/der.ts';
import { parseCertificate } from '../../src/checks/signatures/notation/x509/certificate.ts';
import { der, derInteger } from '../../src/checks/signatures/notation/x509/write-der.ts';
import type { Extension, Signing, TestCertificate } from './x509-ca.ts';
import { algorithmFor, derExtensions, signWith } from './x509-ca.ts';
import { DER_NULL, derAlgorithm, derBits, derOid, derSequence, derTagged, derTime } from './x509-der.ts';

const HOUR = 3600 * 1000;
const SHA1 = derAlgorithm('1.3.14.3.2.26', DER_NULL);

export interface OcspOptions {
  readonly certificate: TestCertificate;
  readonly issuer: TestCertificate;
  /** The issuer when left out. */
  readonly signer?: TestCertificate;
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  /** Certificates that come along; null: not even an empty list. */
  readonly certificates?: readonly TestCertificate[] | null;
  readonly byHash?: boolean;
  readonly responder?: Buffer;
  readonly singleExtensions?: readonly Extension[];
  readonly responses?: (response: Buffer) => readonly Buffer[];
  readonly responseStatus?: number;
  readonly type?: string;
  readonly after?: (bytes: Buffer) => Buffer;
  readonly signing?: Signing;
}

/** An answer of an OCSP service. Source: RFC 6960, section 4.2.1. */
export function makeOcsp(options: OcspOptions): Buffer {
  const { certificate, issuer, signer = issuer, status = 'good', signing = 'sha256' } = options;
  const { nextUpdate = new Date(Date.now() + HOUR), thisUpdate = new Date(Date.now() - HOUR) } = options;
  const { singleExtensions: extensions = [] } = options;
  const response = derSequence(
    certificateId(certificate, issuer),
    STATUS[status],
    derTime(whole(thisUpdate)),
    ...(nextUpdate === null ? [] : [derTagged(0, derTime(whole(nextUpdate)))]),
    ...(extensions.length === 0 ? [] : [derTagged(1, derExtensions(extensions))]),
  );
  const responder =
    options.responder ??
    (options.byHash === true
      ? derTagged(2, der(TAG.octets, sha1(parseCertificate(signer.der).keyBits)))
      : derTagged(1, signer.subject));
  const data = derSequence(
    responder,
    derTime(whole(new Date())),
    derSequence(...(options.responses?.(response) ?? [response])),
  );
  const { certificates = signer === issuer ? null : [signer] } = options;
  const basic = derSequence(
    data,
    algorithmFor(signer.key, signing),
    derBits(signWith(signer.key, signing, data)),
    ...(certificates === null ? [] : [derTagged(0, derSequence(...certificates.map((one) => one.der)))]),
  );
  const bytes = derSequence(
    der(TAG.enumerated, Buffer.of(options.responseStatus ?? 0)),
    derTagged(0, derSequence(derOid(options.type ?? '1.3.6.1.5.5.7.48.1.1'), der(TAG.octets, basic))),
  );
  return options.after?.(bytes) ?? bytes;
}

export interface CrlOptions {
  readonly issuer: TestCertificate;
  readonly revoked?: readonly TestCertificate[];
  readonly entryExtensions?: readonly Extension[];
  readonly extensions?: readonly Extension[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly signer?: TestCertificate;
  readonly signing?: Signing;
}

/** A certificate revocation list. Source: RFC 5280, section 5.1. */
export function makeCrl(options: CrlOptions): Buffer {
  const {
    issuer,
    signer = issuer,
    revoked = [],
    extensions = [],
    entryExtensions = [],
    signing = 'sha256',
  } = options;
  const { nextUpdate = new Date(Date.now() + HOUR), thisUpdate = new Date(Date.now() - HOUR) } = options;
  const entries = revoked.map(({ serial }) =>
    derSequence(
      derInteger(serial),
      derTime(whole(thisUpdate)),
      ...(entryExtensions.length === 0 ? [] : [derExtensions(entryExtensions)]),
    ),
  );
  const list = derSequence(
    derInteger(1n),
    algorithmFor(signer.key, signing),
    issuer.subject,
    derTime(whole(thisUpdate)),
    ...(nextUpdate === null ? [] : [derTime(whole(nextUpdate))]),
    ...(entries.length === 0 ? [] : [derSequence(Buffer.concat(entries))]),
    ...(extensions.length === 0 ? [] : [derTagged(0, derExtensions(extensions))]),
  );
  return derSequence(list, algorithmFor(signer.key, signing), derBits(signWith(signer.key, signing, list)));
}

/** IssuingDistributionPoint. */
export function issuingPoint(...members: readonly Buffer[]): Extension {
  return ['2.5.29.28', true, derSequence(...members)];
}

export function pointAt(url: string): Buffer {
  return derTagged(0, derTagged(0, der(contextBytes(6), Buffer.from(url))));
}

function certificateId({ serial }: TestCertificate, issuer: TestCertificate): Buffer {
  const hashes = [issuer.subject, parseCertificate(issuer.der).keyBits].map((bytes) =>
    der(TAG.octets, sha1(bytes)),
  );
  return derSequence(SHA1, ...hashes, derInteger(serial));
}

const STATUS: Readonly<Record<'good' | 'revoked' | 'unknown', Buffer>> = {
  good: der(contextBytes(0)),
  revoked: der(context(1), derTime(new Date('2024-01-01T00:00:00Z'))),
  unknown: der(contextBytes(2)),
};

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}

function whole(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
