import type { Der } from '../x509/der.ts';
import { Fields, TAG, context, contextBytes, each, inside, readDer } from '../x509/der.ts';
import type { Extension } from '../x509/extensions.ts';
import { readExtensions } from '../x509/extensions.ts';
import { bitOctetsOf, booleanOf, integerOf, timeOf } from '../x509/primitives.ts';
import { verifySigned } from '../x509/signed.ts';
import type { Issued } from './ocsp.ts';
import type { RevocationStatus } from './status.ts';
import { checkFresh } from './status.ts';

/**
 * What a certificate revocation list from `url` says, when it is by the issuer, complete for this certificate and
 * current. Throws for any other list. Source: RFC 5280, sections 5 and 6.3.
 */
export function readCrl(
  bytes: Buffer,
  issued: Issued,
  world: { readonly url: string; readonly now: Date },
): RevocationStatus {
  const { certificate, issuer } = issued;
  const outer = new Fields(readDer(bytes));
  const list = outer.take(TAG.sequence);
  const algorithm = outer.take(TAG.sequence);
  const signature = bitOctetsOf(outer.take(TAG.bits));
  const fields = new Fields(list);
  fields.maybe(TAG.integer);
  fields.take(TAG.sequence);
  if (!fields.take(TAG.sequence).raw.equals(issuer.subject)) throw new Error('it is by another authority');
  if (issuer.extensions.keyUsage?.bits.has(CRL_SIGN) !== true)
    throw new Error('its authority may not make lists');
  verifySigned({ text: list.raw, algorithm, signature }, issuer.key);
  const thisUpdate = timeOf(fields.any());
  const next = fields.maybe(TAG.utcTime) ?? fields.maybe(TAG.generalizedTime);
  const revoked = fields.maybe(TAG.sequence);
  checkScope(fields.maybe(context(0)), issued, world.url);
  fields.end();
  if (isListed(revoked, certificate.serial)) return 'revoked';
  checkFresh({ thisUpdate, nextUpdate: next === null ? null : timeOf(next) }, world.now);
  return 'good';
}

const CRL_SIGN = 6;
const DELTA = '2.5.29.27';
const ISSUING_POINT = '2.5.29.28';

function isListed(revoked: Der | null, serial: bigint): boolean {
  for (const entry of revoked === null ? [] : each(revoked)) {
    const fields = new Fields(entry);
    const listed = integerOf(fields.take(TAG.integer));
    fields.any();
    const extensions = readExtensions(fields.maybe(TAG.sequence));
    // An entry of another authority, or one that is to be read in a way not known.
    if ([...extensions.values()].some(({ critical }) => critical))
      throw new Error('an entry has a critical extension');
    if (listed === serial) return true;
  }
  return false;
}

/** Refuses a list that is not complete for this certificate. */
function checkScope(list: Der | null, issued: Issued, url: string): void {
  const extensions = readExtensions(list === null ? null : new Fields(list, context(0)).any());
  for (const extension of extensions.values()) {
    if (extension.oid === DELTA) throw new Error('it holds changes only');
    if (extension.oid === ISSUING_POINT) checkIssuingPoint(extension, issued, url);
    else if (extension.critical) throw new Error(`its critical extension ${extension.oid} is not known`);
  }
}

/** Source: RFC 5280, section 5.2.5. */
function checkIssuingPoint({ value }: Extension, { certificate }: Issued, url: string): void {
  const isAuthority = certificate.extensions.basicConstraints?.ca === true;
  const fields = new Fields(readDer(value));
  const point = fields.maybe(context(0));
  const onlyUsers = fields.maybe(contextBytes(1));
  const onlyAuthorities = fields.maybe(contextBytes(2));
  fields.end();
  if (point !== null && !namesOf(point).includes(url)) throw new Error('it is the list of another place');
  if ((flag(onlyUsers) && isAuthority) || (flag(onlyAuthorities) && !isAuthority)) {
    throw new Error('it is for certificates of another kind');
  }
}

function flag(der: Der | null): boolean {
  return der !== null && booleanOf({ ...der, tag: TAG.boolean });
}

function namesOf(point: Der): readonly string[] {
  const names = new Fields(point, context(0)).take(context(0));
  return inside(names).map(({ content }) => content.toString('latin1'));
}
