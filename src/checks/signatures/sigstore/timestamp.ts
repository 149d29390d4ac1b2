import { createHash } from 'node:crypto';
import { ASN1Obj, RFC3161Timestamp } from '@sigstore/core';
import { verifyRFC3161Timestamp } from '@sigstore/verify/dist/timestamp/tsa.js';
import type { TrustMaterial } from '@sigstore/verify';
import { errorText } from '../../../model/errors.ts';
import { refused } from './codes.ts';

/**
 * The time that a time stamp authority of the trusted root vouches for, whole seconds. `over` is what may have been
 * stamped. Throws a refusal. Source: RFC 3161, section 2.4.2.
 */
export function verifyTimestamp(
  der: Buffer,
  over: readonly Buffer[],
  { timestampAuthorities }: TrustMaterial,
): Date {
  try {
    const timestamp = new Timestamp(ASN1Obj.parseBuffer(Buffer.from(der)));
    const { messageImprintHashAlgorithm: hash, messageImprintHashedMessage: imprint } = timestamp.tstInfo;
    const stamped = over.find((bytes) => createHash(hash).update(bytes).digest().equals(imprint));
    if (stamped === undefined) throw new Error('it is about something else');
    verifyRFC3161Timestamp(timestamp, stamped, timestampAuthorities);
    return timestamp.signingTime;
  } catch (error) {
    throw refused('SIGSTORE_TIMESTAMP_INVALID', `the time stamp does not hold: ${errorText(error)}`);
  }
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/u;

/** The library reads times only with no or three digits after the second, and no RSA but with SHA-256. */
class Timestamp extends RFC3161Timestamp {
  override get signingTime(): Date {
    const [, , , , time] = this.tstInfo.root.subs;
    const [, year, month, day, hour, minute, second] = GENERALIZED_TIME.exec(String(time?.value)) ?? [];
    const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (Number.isNaN(date.getTime())) throw new Error('its time cannot be read');
    return date;
  }

  override get signatureAlgorithm(): string {
    // Of RSA the library knows no name; its signatures use the digest that the signer names beside.
    const known: string | undefined = super.signatureAlgorithm;
    return known ?? this.signerDigestAlgorithm;
  }
}
