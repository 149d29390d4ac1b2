import { ASN1Obj, X509Certificate } from '@sigstore/core';
import { LIMITS } from '../../../../util/limits.ts';
import { RefusedError, refuser } from '../../code.ts';
import { IDENTITY_CODES } from './codes.ts';

/**
 * Who a certificate of Fulcio was issued to. Source: Fulcio, "certificate specification" and "OID information".
 * Null: the certificate does not say.
 */
export interface CertificateClaims {
  /** Its one subject alternative name: an address of a workflow, an e-mail address, a name. */
  readonly subject: string;
  /** Identity provider that vouched for the holder. */
  readonly issuer: string | null;
  /** Workflow that asked for the certificate: `https://github.com/owner/name/.github/workflows/x.yml@ref`. */
  readonly buildSigner: string | null;
  readonly runner: string | null;
  /** `https://github.com/owner/name` */
  readonly sourceRepository: string | null;
  /** Commit. */
  readonly sourceDigest: string | null;
  /** `refs/heads/main` */
  readonly sourceRef: string | null;
  readonly environment: string | null;
  /** `push`, `pull_request_target` … */
  readonly trigger: string | null;
  /** Address of the run. */
  readonly run: string | null;
}

/**
 * Reads the claims of a certificate. It is the caller's to have verified that a trusted authority issued it.
 * Throws `RefusedError` IDENTITY_UNREADABLE, IDENTITY_TEXT_INVALID, IDENTITY_REPEATED, IDENTITY_NO_SUBJECT,
 * IDENTITY_SEVERAL_SUBJECTS, IDENTITY_ISSUER_CONFUSED.
 */
export function certificateClaims(der: Buffer): CertificateClaims {
  try {
    return readClaims(der);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw refused('IDENTITY_UNREADABLE', 'The certificate is not a readable X.509 certificate.');
  }
}

const refused = refuser(IDENTITY_CODES);

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const FULCIO = '1.3.6.1.4.1.57264.1';
const OTHER_NAME = `${FULCIO}.7`;
const GITHUB = 'https://github.com/';
// Controls, format characters and what is drawn as nothing; names of Fulcio hold none of them.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufffd]/u;
const UTF8_STRING = 0x0c;
const EMAIL = 1;
const URI = 6;

function readClaims(der: Buffer): CertificateClaims {
  const extensions = readExtensions(der);
  const raw = (id: number): string | null => {
    const value = extensions.get(`${FULCIO}.${String(id)}`);
    return value === undefined ? null : text(value);
  };
  const derText = (id: number): string | null => {
    const value = extensions.get(`${FULCIO}.${String(id)}`);
    return value === undefined ? null : utf8String(ASN1Obj.parseBuffer(Buffer.from(value)));
  };
  const repository = raw(5);
  return {
    subject: onlySubject(extensions.get(SUBJECT_ALTERNATIVE_NAME)),
    issuer: sameIssuer(raw(1), derText(8)),
    buildSigner: derText(9),
    runner: derText(11),
    sourceRepository: derText(12) ?? (repository === null ? null : `${GITHUB}${repository}`),
    sourceDigest: derText(13) ?? raw(3),
    sourceRef: derText(14) ?? raw(6),
    environment: derText(23),
    trigger: derText(20) ?? raw(2),
    run: derText(21),
  };
}

/** Values by OID. One that is there twice would be read by one reader so and by another otherwise. */
function readExtensions(der: Buffer): ReadonlyMap<string, Buffer> {
  const extensions = new Map<string, Buffer>();
  for (const extension of X509Certificate.parse(Buffer.from(der)).extensions) {
    const oid = part(extension.subs.at(0)).toOID();
    const value = part(extension.subs.at(-1));
    if (!value.tag.isOctetString()) throw new TypeError('the value of an extension is no octet string');
    if (extensions.has(oid)) {
      throw refused('IDENTITY_REPEATED', `The certificate has two extensions ${oid}.`);
    }
    extensions.set(oid, value.value);
  }
  return extensions;
}

/** Source: RFC 5280, 4.2.1.6; Fulcio, "certificate specification": exactly one name. */
function onlySubject(extension: Buffer | undefined): string {
  if (extension === undefined) {
    throw refused('IDENTITY_NO_SUBJECT', 'The certificate has no subject alternative name.');
  }
  const [name, ...more] = ASN1Obj.parseBuffer(Buffer.from(extension)).subs;
  if (more.length > 0) {
    const count = String(more.length + 1);
    throw refused('IDENTITY_SEVERAL_SUBJECTS', `The certificate has ${count} subject alternative names.`);
  }
  const subject = part(name);
  if (subject.tag.isContextSpecific(0)) return otherName(subject);
  if (subject.tag.isContextSpecific(EMAIL) || subject.tag.isContextSpecific(URI)) return text(subject.value);
  throw refused(
    'IDENTITY_NO_SUBJECT',
    'The subject alternative name is neither an address nor a name of Fulcio.',
  );
}

/** Fulcio's own kind of name, `user!domain`. */
function otherName(name: ASN1Obj): string {
  if (part(name.subs.at(0)).toOID() !== OTHER_NAME) {
    throw refused(
      'IDENTITY_NO_SUBJECT',
      'The subject alternative name is of a kind that Fulcio does not issue.',
    );
  }
  return utf8String(part(part(name.subs.at(1)).subs.at(0)));
}

/** The first form of the issuer is older, and both are written: they have to agree. */
function sameIssuer(first: string | null, second: string | null): string | null {
  if (first !== null && second !== null && first !== second) {
    throw refused(
      'IDENTITY_ISSUER_CONFUSED',
      `The certificate states the issuer "${first}" and also "${second}".`,
    );
  }
  return second ?? first;
}

function utf8String(value: ASN1Obj): string {
  if (!value.tag.isUniversal() || value.tag.number !== UTF8_STRING) throw new TypeError('not a UTF8String');
  return text(value.value);
}

function text(bytes: Buffer): string {
  const value = bytes.toString('utf8');
  if (value === '' || bytes.length > LIMITS.identityText.value || HIDDEN.test(value)) {
    throw refused(
      'IDENTITY_TEXT_INVALID',
      `The certificate states "${value}", with characters that hide something.`,
    );
  }
  return value;
}

function part(value: ASN1Obj | undefined): ASN1Obj {
  if (value === undefined) throw new TypeError('the certificate ends too early');
  return value;
}
