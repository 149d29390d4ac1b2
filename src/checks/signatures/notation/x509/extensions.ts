import type { Der } from './der.ts';
import { Fields, TAG, context, contextBytes, inside } from './der.ts';
import { bitsOf, booleanOf, oidOf, smallOf } from './primitives.ts';
import { readDer } from './der.ts';

/** What a certificate says of its use. Source: RFC 5280, section 4.2. */
export interface Extensions {
  readonly basicConstraints: {
    readonly critical: boolean;
    readonly ca: boolean;
    /** Null: any number of authorities below. */
    readonly pathLength: number | null;
  } | null;
  /** Bits by their number: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign. */
  readonly keyUsage: { readonly critical: boolean; readonly bits: ReadonlySet<number> } | null;
  /** Object identifiers. */
  readonly extendedKeyUsage: { readonly critical: boolean; readonly purposes: readonly string[] } | null;
  /** Critical, and not understood here. */
  readonly unknownCritical: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
  /** Every object identifier. */
  readonly all: readonly string[];
}

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Buffer;
}

/** Reads a SEQUENCE OF Extension; null is none. The same one twice is an error. */
export function readExtensions(list: Der | null): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  for (const one of list === null ? [] : inside(list)) {
    const fields = new Fields(one);
    const oid = oidOf(fields.take(TAG.oid));
    const flag = fields.maybe(TAG.boolean);
    const critical = flag !== null && booleanOf(flag);
    if (found.has(oid)) throw new Error(`the extension ${oid} is there twice`);
    found.set(oid, { oid, critical, value: fields.take(TAG.octets).content });
  }
  return found;
}

/** Throws for one that is understood and broken. */
export function understand(extensions: ReadonlyMap<string, Extension>): Extensions {
  const read = <T>(oid: string, as: (der: Der, critical: boolean) => T): T | null => {
    const found = extensions.get(oid);
    return found === undefined ? null : as(readDer(found.value), found.critical);
  };
  return {
    basicConstraints: read(BASIC_CONSTRAINTS, basicConstraints),
    keyUsage: read(KEY_USAGE, (der, critical) => ({ critical, bits: bitsOf(der) })),
    extendedKeyUsage: read(EXTENDED_KEY_USAGE, (der, critical) => ({
      critical,
      purposes: inside(der).map(oidOf),
    })),
    unknownCritical: [...extensions.values()]
      .filter(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid))
      .map(({ oid }) => oid),
    ocspUrls: read(AUTHORITY_INFORMATION, ocspUrls) ?? [],
    crlUrls: read(CRL_DISTRIBUTION_POINTS, crlUrls) ?? [],
    all: [...extensions.keys()],
  };
}

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const AUTHORITY_INFORMATION = '1.3.6.1.5.5.7.1.1';
const CRL_DISTRIBUTION_POINTS = '2.5.29.31';
const OCSP = '1.3.6.1.5.5.7.48.1';
// Alternative names and policies say nothing that is used here, and limit nothing.
const UNDERSTOOD: readonly string[] = [
  BASIC_CONSTRAINTS,
  KEY_USAGE,
  EXTENDED_KEY_USAGE,
  CRL_DISTRIBUTION_POINTS,
  '2.5.29.17',
  '2.5.29.32',
];

function basicConstraints(der: Der, critical: boolean): Extensions['basicConstraints'] {
  const fields = new Fields(der);
  const ca = fields.maybe(TAG.boolean);
  const pathLength = fields.maybe(TAG.integer);
  fields.end();
  return {
    critical,
    ca: ca !== null && booleanOf(ca),
    pathLength: pathLength === null ? null : smallOf(pathLength),
  };
}

/** Source: RFC 5280, section 4.2.2.1. */
function ocspUrls(der: Der): readonly string[] {
  return inside(der).flatMap((description) => {
    const fields = new Fields(description);
    const isOcsp = oidOf(fields.take(TAG.oid)) === OCSP;
    return isOcsp ? urls([fields.any()]) : [];
  });
}

/** Only points that name one list of all reasons by its issuer. Source: RFC 5280, section 4.2.1.13. */
function crlUrls(der: Der): readonly string[] {
  return inside(der).flatMap((point) => {
    const fields = new Fields(point);
    const name = fields.maybe(context(0));
    const partial = fields.maybe(contextBytes(1)) ?? fields.maybe(context(2));
    if (name === null || partial !== null) return [''];
    const [full] = inside(name);
    return full?.tag === context(0) ? urls(inside(full)) : [''];
  });
}

/** A name that is no URL is kept as one that nobody answers at: the certificate does say that it can be revoked. */
function urls(names: readonly Der[]): readonly string[] {
  return names.map(({ tag, content }) => (tag === contextBytes(6) ? content.toString('latin1') : ''));
}
