import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { plain } from '../../../../util/escape.ts';
import { Fields, TAG, context, contextBytes, readDer } from './der.ts';
import type { Extensions } from './extensions.ts';
import { readExtensions, understand } from './extensions.ts';
import type { NamePart } from './name.ts';
import { nameParts, nameText } from './name.ts';
import { bitOctetsOf, integerOf, timeOf } from './primitives.ts';
import type { SignedText } from './signed.ts';

/** What is used of an X.509 certificate. Source: RFC 5280, section 4.1. */
export interface Certificate {
  readonly der: Buffer;
  /** SHA-256 of `der`, lower case hexadecimal. */
  readonly fingerprint: string;
  readonly serial: bigint;
  /** Names as DER, for comparing. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly subjectParts: readonly NamePart[];
  /** For people. */
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly key: KeyObject;
  /** The public key's own bits, without its algorithm: what OCSP hashes. */
  readonly keyBits: Buffer;
  readonly extensions: Extensions;
  readonly signed: SignedText;
}

/** Throws an `Error` for what is not a certificate of version 3 in DER, or has a key that is not known. */
export function parseCertificate(der: Buffer): Certificate {
  const outer = new Fields(readDer(der));
  const tbs = outer.take(TAG.sequence);
  const algorithm = outer.take(TAG.sequence);
  const signature = bitOctetsOf(outer.take(TAG.bits));
  outer.end();
  const fields = new Fields(tbs);
  const version = new Fields(fields.take(context(0)), context(0));
  if (integerOf(version.any()) !== VERSION_3) throw new Error('not a certificate of version 3');
  const serial = integerOf(fields.take(TAG.integer));
  if (!fields.take(TAG.sequence).raw.equals(algorithm.raw))
    throw new Error('two signature algorithms are named');
  const issuer = fields.take(TAG.sequence);
  const validity = new Fields(fields.take(TAG.sequence));
  const subject = fields.take(TAG.sequence);
  const spki = fields.take(TAG.sequence);
  fields.maybe(contextBytes(1));
  fields.maybe(contextBytes(2));
  const extensions = fields.maybe(context(3));
  fields.end();
  const subjectParts = nameParts(subject);
  const keyFields = new Fields(spki);
  keyFields.take(TAG.sequence);
  return {
    der,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    serial,
    issuer: issuer.raw,
    subject: subject.raw,
    subjectParts,
    name: plain(nameText(subjectParts), MAX_NAME),
    notBefore: timeOf(validity.any()),
    notAfter: timeOf(validity.any()),
    key: createPublicKey({ key: spki.raw, format: 'der', type: 'spki' }),
    keyBits: bitOctetsOf(keyFields.take(TAG.bits)),
    extensions: understand(
      readExtensions(extensions === null ? null : new Fields(extensions, context(3)).any()),
    ),
    signed: { text: tbs.raw, algorithm, signature },
  };
}

const VERSION_3 = 2n;
const MAX_NAME = 300;
