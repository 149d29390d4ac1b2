import { createHash } from 'node:crypto';
import type { Der } from '../x509/der.ts';
import { Fields, TAG, context, contextBytes, expect, inside, readDer } from '../x509/der.ts';
import { booleanOf, integerOf, oidOf, smallOf, timeOf } from '../x509/primitives.ts';
import type { Sha2, SignedText } from '../x509/signed.ts';
import { hashOf } from '../x509/signed.ts';

/** A time stamp, taken apart; its signature, its signer and what it is over are for the caller. */
export interface TimestampToken {
  /** Of what was stamped. */
  readonly imprint: { readonly hash: Sha2; readonly digest: Buffer };
  readonly time: Date;
  /** How far off the time may be, in milliseconds. */
  readonly accuracyMs: number;
  /** Certificates that came along, in DER. */
  readonly certificates: readonly Buffer[];
  /** SignerIdentifier, which is not signed. */
  readonly named: Der;
  /** Hash of the signer's certificate, as the signature names it. */
  readonly signer: { readonly hash: Sha2; readonly digest: Buffer };
  readonly signed: SignedText;
  readonly digest: Sha2;
}

/**
 * Reads a TimeStampToken with one signer. Throws for one that contradicts itself.
 * Source: RFC 3161, section 2.4.2; RFC 5652, section 5; RFC 5816 for the signer's certificate.
 */
export function readToken(bytes: Buffer): TimestampToken {
  const info = new Fields(readDer(bytes));
  expectOid(info.take(TAG.oid), SIGNED_DATA, 'not signed data');
  const data = new Fields(new Fields(info.take(context(0)), context(0)).any());
  data.take(TAG.integer);
  data.take(TAG.set);
  const encapsulated = new Fields(data.take(TAG.sequence));
  expectOid(encapsulated.take(TAG.oid), TST_INFO, 'not a time stamp');
  const content = new Fields(encapsulated.take(context(0)), context(0)).take(TAG.octets).content;
  const certificates = data.maybe(context(0));
  data.maybe(context(1));
  const signers = new Fields(data.take(TAG.set), TAG.set);
  const signer = readSigner(signers.any(), content);
  signers.end();
  return {
    ...readInfo(content),
    ...signer,
    certificates: certificates === null ? [] : inside(certificates).map(({ raw }) => raw),
  };
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
/** ETSI's baseline policy, whose times are right to a second. Source: RFC 3628, section 5.2. */
const BASELINE_POLICY = '0.4.0.2023.1.1';

type Signer = Pick<TimestampToken, 'named' | 'signer' | 'signed' | 'digest'>;

function readSigner(der: Der, content: Buffer): Signer {
  const fields = new Fields(der);
  const version = smallOf(fields.take(TAG.integer));
  const named = fields.any();
  // Source: RFC 5652, section 5.3.
  if (version !== (named.tag === TAG.sequence ? 1 : 3)) throw new Error('its signer is of another version');
  const digest = hashOf(fields.take(TAG.sequence));
  const attributes = fields.take(context(0));
  const algorithm = fields.take(TAG.sequence);
  const signature = fields.take(TAG.octets).content;
  const values = readAttributes(attributes);
  const value = (oid: string): Der => {
    const found = values.get(oid);
    if (found === undefined) throw new Error(`the signed attribute ${oid} is missing`);
    return found;
  };
  expectOid(value(CONTENT_TYPE), TST_INFO, 'it signs something else than a time stamp');
  const said = expect(value(MESSAGE_DIGEST), TAG.octets).content;
  if (!createHash(digest).update(content).digest().equals(said)) throw new Error('its time was changed');
  // What is signed are the attributes as a SET. Source: RFC 5652, section 5.4.
  const text = Buffer.concat([Buffer.of(TAG.set), attributes.raw.subarray(1)]);
  return {
    named,
    digest,
    signed: { text, algorithm, signature },
    signer: readSigningCertificate(value(SIGNING_CERTIFICATE_V2)),
  };
}

/** Each attribute once, with one value. */
function readAttributes(attributes: Der): ReadonlyMap<string, Der> {
  const found = new Map<string, Der>();
  for (const attribute of inside(attributes)) {
    const fields = new Fields(attribute);
    const oid = oidOf(fields.take(TAG.oid));
    const values = new Fields(fields.take(TAG.set), TAG.set);
    if (found.has(oid)) throw new Error(`the signed attribute ${oid} is there twice`);
    found.set(oid, values.any());
    values.end();
  }
  return found;
}

/** The first ESSCertIDv2, which is the signer's. Source: RFC 5035, section 4. */
function readSigningCertificate(der: Der): TimestampToken['signer'] {
  const ids = new Fields(new Fields(der).take(TAG.sequence));
  const id = new Fields(ids.take(TAG.sequence));
  const algorithm = id.maybe(TAG.sequence);
  const hash = algorithm === null ? 'sha256' : hashOf(algorithm);
  return { hash, digest: id.take(TAG.octets).content };
}

function readInfo(content: Buffer): Pick<TimestampToken, 'imprint' | 'time' | 'accuracyMs'> {
  const fields = new Fields(readDer(content));
  if (smallOf(fields.take(TAG.integer)) !== 1) throw new Error('it is of another version');
  const policy = oidOf(fields.take(TAG.oid));
  const imprint = new Fields(fields.take(TAG.sequence));
  const hash = hashOf(imprint.take(TAG.sequence));
  const digest = imprint.take(TAG.octets).content;
  integerOf(fields.take(TAG.integer));
  const time = timeOf(fields.take(TAG.generalizedTime));
  const accuracy = fields.maybe(TAG.sequence);
  const ordering = fields.maybe(TAG.boolean);
  if (ordering !== null) booleanOf(ordering);
  fields.maybe(TAG.integer);
  fields.maybe(context(0));
  // Extensions could change what the time means.
  fields.end();
  const accuracyMs = accuracy === null ? (policy === BASELINE_POLICY ? 1000 : 0) : readAccuracy(accuracy);
  return { imprint: { hash, digest }, time, accuracyMs };
}

function readAccuracy(der: Der): number {
  const fields = new Fields(der);
  const seconds = fields.maybe(TAG.integer);
  const milliseconds = fields.maybe(contextBytes(0));
  const microseconds = fields.maybe(contextBytes(1));
  fields.end();
  return (
    (seconds === null ? 0 : smallOf(seconds) * 1000) +
    (milliseconds === null ? 0 : smallOf(milliseconds, contextBytes(0))) +
    (microseconds === null ? 0 : Math.ceil(smallOf(microseconds, contextBytes(1)) / 1000))
  );
}

function expectOid(der: Der, oid: string, why: string): void {
  if (oidOf(der) !== oid) throw new Error(why);
}
