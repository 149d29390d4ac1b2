import { createHash } from 'node:crypto';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { isIssuedBy } from '../x509/chain.ts';
import type { Der } from '../x509/der.ts';
import { Fields, TAG, context, contextBytes, inside, readDer } from '../x509/der.ts';
import { readExtensions } from '../x509/extensions.ts';
import { bitOctetsOf, oidOf, smallOf, timeOf } from '../x509/primitives.ts';
import type { SignedText } from '../x509/signed.ts';
import { verifySigned } from '../x509/signed.ts';
import { checkKey } from '../x509/use.ts';
import { outside } from '../x509/validity.ts';
import { der, derInteger } from '../x509/write-der.ts';
import type { RevocationStatus } from './status.ts';
import { checkFresh } from './status.ts';

/** A certificate and the one that issued it. */
export interface Issued {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** A question about one certificate. Source: RFC 6960, section 4.1.1. */
export function ocspRequest(issued: Issued): Buffer {
  const request = der(TAG.sequence, certificateId(issued));
  return der(TAG.sequence, der(TAG.sequence, der(TAG.sequence, request)));
}

export interface OcspAnswer {
  readonly status: RevocationStatus;
  /** Who answered in the name of the issuer, and may have to be looked up too; null: the issuer itself. */
  readonly delegate: Certificate | null;
}

/**
 * What an answer says, when it is by the issuer or one that the issuer named for it, about this certificate, and
 * current. Throws for any other answer. Source: RFC 6960, sections 3.2 and 4.2.
 */
export function readOcspAnswer(bytes: Buffer, issued: Issued, now: Date): OcspAnswer {
  const outer = new Fields(readDer(bytes));
  const status = smallOf(outer.take(TAG.enumerated), TAG.enumerated);
  if (status !== 0) throw new Error(`it answers with the error ${status}`);
  const typed = new Fields(new Fields(outer.take(context(0)), context(0)).any());
  if (oidOf(typed.take(TAG.oid)) !== BASIC) throw new Error('it is an answer of another kind');
  const basic = new Fields(readDer(typed.take(TAG.octets).content));
  const data = basic.take(TAG.sequence);
  const algorithm = basic.take(TAG.sequence);
  const signature = bitOctetsOf(basic.take(TAG.bits));
  const certificates = basic.maybe(context(0));
  const answer = readData(data);
  const signer = signerOf(answer.responder, certificates, { ...issued, now });
  verifySigned({ text: data.raw, algorithm, signature } satisfies SignedText, signer.key);
  return {
    status: statusOf(answer.responses, issued, now),
    delegate: signer === issued.issuer ? null : signer,
  };
}

/** Whether an OCSP signer says that it need not be looked up. Source: RFC 6960, section 4.2.2.2.1. */
export function needsNoCheck({ extensions }: Certificate): boolean {
  return extensions.all.includes(NO_CHECK);
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const DIGITAL_SIGNATURE = 0;
const MAX_CERTIFICATES = 8;
/** AlgorithmIdentifier of SHA-1: here it only names an issuer, and it is what every responder knows. */
const SHA1 = Buffer.from('300906052b0e03021a0500', 'hex');

function certificateId({ certificate, issuer }: Issued): Buffer {
  const hashes = [issuer.subject, issuer.keyBits].map((bytes) =>
    der(TAG.octets, createHash('sha1').update(bytes).digest()),
  );
  return der(TAG.sequence, SHA1, ...hashes, derInteger(certificate.serial));
}

function readData(data: Der): { responder: Der; responses: readonly Der[] } {
  const fields = new Fields(data);
  fields.maybe(context(0));
  const responder = fields.any();
  fields.take(TAG.generalizedTime);
  const responses = inside(fields.take(TAG.sequence));
  refuseCritical(fields.maybe(context(1)));
  fields.end();
  return { responder, responses };
}

function signerOf(responder: Der, list: Der | null, world: Issued & { readonly now: Date }): Certificate {
  const { certificate, issuer, now } = world;
  if (isNamed(issuer, responder)) return issuer;
  const sent = list === null ? [] : new Fields(list, context(0)).take(TAG.sequence);
  const candidates = 'raw' in sent ? inside(sent).slice(0, MAX_CERTIFICATES) : sent;
  const delegate = candidates.map(({ raw }) => parseCertificate(raw)).find((one) => isNamed(one, responder));
  if (delegate === undefined) throw new Error('its signer is not known');
  if (!isIssuedBy(delegate, issuer)) throw new Error('its signer is not by the same authority');
  // Whoever has stolen a key would say that it was not.
  if (delegate.fingerprint === certificate.fingerprint) throw new Error('its signer speaks for itself');
  const { extendedKeyUsage, keyUsage, unknownCritical } = delegate.extensions;
  if (unknownCritical.length > 0) throw new Error('its signer has a critical extension');
  checkKey(delegate);
  const maySign = keyUsage === null || keyUsage.bits.has(DIGITAL_SIGNATURE);
  if (!maySign || extendedKeyUsage?.purposes.includes(OCSP_SIGNING) !== true) {
    throw new Error('its signer may not speak for the authority');
  }
  const invalid = outside([delegate], now, now);
  if (invalid !== null) throw new Error(invalid.text);
  return delegate;
}

/** Source: RFC 6960, section 4.2.1, ResponderID. */
function isNamed({ subject, keyBits }: Certificate, responder: Der): boolean {
  if (responder.tag === context(1)) return responder.content.equals(subject);
  const hash = der(TAG.octets, createHash('sha1').update(keyBits).digest());
  return responder.tag === context(2) && responder.content.equals(hash);
}

function statusOf(responses: readonly Der[], issued: Issued, now: Date): RevocationStatus {
  const wanted = certificateId(issued);
  const [response, ...others] = responses.filter((one) =>
    new Fields(one).take(TAG.sequence).raw.equals(wanted),
  );
  if (response === undefined || others.length > 0) throw new Error('it is not about this certificate');
  const fields = new Fields(response);
  fields.any();
  const { tag } = fields.any();
  const thisUpdate = timeOf(fields.take(TAG.generalizedTime));
  const next = fields.maybe(context(0));
  const nextUpdate = next === null ? null : timeOf(new Fields(next, context(0)).any());
  refuseCritical(fields.maybe(context(1)));
  // A revocation is not undone by time.
  if (tag === context(1)) return 'revoked';
  checkFresh({ thisUpdate, nextUpdate }, now);
  if (tag !== contextBytes(0)) throw new Error('the service does not know this certificate');
  return 'good';
}

function refuseCritical(extensions: Der | null): void {
  const list = extensions === null ? null : new Fields(extensions, context(1)).any();
  for (const { critical } of readExtensions(list).values()) {
    if (critical) throw new Error('it has a critical extension');
  }
}
