import { X509Certificate } from 'node:crypto';

import type { PublicKeyText } from '../../model/trust.ts';
import { quote } from '../kinds.ts';
import { fileBytes } from './files.ts';
import { weakness } from './keys.ts';
import { pemBlocks } from './pem.ts';
import type { Spot } from './spot.ts';
import { refusal } from './spot.ts';

/**
 * What a certificate has to be to start trust with. `anchor`: a certificate authority, or one that signed itself;
 * `root`: a certificate authority that signed itself.
 */
export type AnchorKind = 'anchor' | 'root';

/** Certificates of a file, PEM or DER, all of them fit to be trusted. Throws `InputError` TRUST_CERTIFICATE. */
export function certificatesAt(spot: Spot, name: string, kind: AnchorKind): PublicKeyText {
  const bytes = fileBytes(spot, name);
  const text = bytes.toString('latin1');
  const found = text.includes('-----BEGIN') ? fromPem(spot, name, text) : [parse(spot, name, bytes)];
  for (const certificate of found) check(spot, name, certificate, kind);
  return { name, pem: found.map((certificate) => certificate.toString()).join('') };
}

function fromPem(spot: Spot, name: string, text: string): readonly X509Certificate[] {
  const blocks = pemBlocks(text);
  if (blocks === null) throw bad(spot, `${quote(name)} has a part in PEM form that cannot be read`);
  return blocks.map(({ pem, label }) => {
    if (label === 'CERTIFICATE') return parse(spot, name, pem);
    const what = label.includes('PRIVATE KEY') ? 'a private key' : `"${label}"`;
    throw bad(spot, `${quote(name)} holds ${what}, and only certificates belong there`);
  });
}

function parse(spot: Spot, name: string, data: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(data);
  } catch {
    throw bad(spot, `${quote(name)} cannot be read as a certificate`);
  }
}

function check(spot: Spot, name: string, certificate: X509Certificate, kind: AnchorKind): void {
  const { now } = spot.world;
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const who = `${quote(name)} (${quote(certificate.subject.replaceAll('\n', ', '))})`;
  // Written so that a date that cannot be read is refused as well.
  if (!(now <= to)) throw bad(spot, `the certificate ${who} is valid until ${day(to)} only`);
  if (!(now >= from)) throw bad(spot, `the certificate ${who} is not valid before ${day(from)}`);
  const isOwn = certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  if (kind === 'root' && !(isOwn && certificate.ca)) {
    throw bad(spot, `the certificate ${who} is not a root: a certificate authority that signed itself`);
  }
  if (!isOwn && !certificate.ca) {
    throw bad(spot, `the certificate ${who} is neither a certificate authority nor signed by itself`);
  }
  const why = weakness(certificate.publicKey);
  if (why !== null) throw bad(spot, `the key of the certificate ${who} is ${why}`);
}

function day(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'a day that cannot be read' : date.toISOString().slice(0, 10);
}

function bad(spot: Spot, message: string): Error {
  return refusal(spot, message, {
    code: 'TRUST_CERTIFICATE',
    hint: 'Get the root certificate, in PEM or DER form, from who runs the authority.',
  });
}
