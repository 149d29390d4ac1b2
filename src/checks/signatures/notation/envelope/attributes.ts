import { refuse } from '../codes.ts';

export type SigningScheme = 'notary.x509' | 'notary.x509.signingAuthority';

/** The signed attributes. */
export interface Attributes {
  readonly scheme: SigningScheme;
  /** By the signer's clock with `notary.x509`, vouched for by the authority with the other scheme. */
  readonly signingTime: Date;
  readonly expiry: Date | null;
}

export interface ProtectedHeader {
  readonly contentType: unknown;
  /** Names that a verifier must understand. */
  readonly critical: readonly unknown[];
  /** The others, by name or, in COSE, by number. */
  readonly others: ReadonlyMap<unknown, unknown>;
  /** Reads a time in the form of the envelope; null when it is none. */
  readonly time: (value: unknown) => Date | null;
}

/**
 * Reads what both kinds of envelope sign. Source: Notary Project, signature specification 1.1, "signed attributes".
 */
export function readAttributes({ contentType, critical, others, time }: ProtectedHeader): Attributes {
  if (contentType !== PAYLOAD_TYPE) {
    throw refuse('NOTATION_CONTENT_TYPE', `It is over "${String(contentType)}", not "${PAYLOAD_TYPE}".`);
  }
  checkPlugin(others);
  checkCritical(critical, others);
  const scheme = others.get(SCHEME);
  if (!isScheme(scheme))
    throw refuse('NOTATION_ATTRIBUTE', `The signing scheme "${String(scheme)}" is not known.`);
  const [own, foreign] =
    scheme === 'notary.x509' ? [SIGNING_TIME, AUTHENTIC_TIME] : [AUTHENTIC_TIME, SIGNING_TIME];
  if (others.has(foreign)) throw refuse('NOTATION_ATTRIBUTE', `"${foreign}" does not go with "${scheme}".`);
  const signingTime = readTime(own);
  const expiry = others.has(EXPIRY) ? readTime(EXPIRY) : null;
  if (expiry !== null && expiry <= signingTime) {
    throw refuse('NOTATION_ATTRIBUTE', 'It expires before it was made.');
  }
  return { scheme, signingTime, expiry };

  function readTime(name: string): Date {
    const value = time(others.get(name));
    if (value === null || Number.isNaN(value.getTime())) {
      throw refuse('NOTATION_ATTRIBUTE', `"${name}" is missing, or is not a time.`);
    }
    return value;
  }
}

const PAYLOAD_TYPE = 'application/vnd.cncf.notary.payload.v1+json';
const SCHEME = 'io.cncf.notary.signingScheme';
const SIGNING_TIME = 'io.cncf.notary.signingTime';
const AUTHENTIC_TIME = 'io.cncf.notary.authenticSigningTime';
const EXPIRY = 'io.cncf.notary.expiry';
const PLUGIN = 'io.cncf.notary.verificationPlugin';
const PLUGIN_VERSION = 'io.cncf.notary.verificationPluginMinVersion';
/** These must be named as critical where they are present. */
const CRITICAL: readonly unknown[] = [SCHEME, AUTHENTIC_TIME, EXPIRY];

function isScheme(value: unknown): value is SigningScheme {
  return value === 'notary.x509' || value === 'notary.x509.signingAuthority';
}

/** A part of the verification would be the plugin's: without it, less is examined than the signer asked for. */
function checkPlugin(others: ReadonlyMap<unknown, unknown>): void {
  if (!others.has(PLUGIN) && !others.has(PLUGIN_VERSION)) return;
  throw refuse('NOTATION_PLUGIN', `It asks for the verification plugin "${String(others.get(PLUGIN))}".`);
}

function checkCritical(critical: readonly unknown[], others: ReadonlyMap<unknown, unknown>): void {
  for (const name of critical) {
    if (!CRITICAL.includes(name)) {
      throw refuse(
        'NOTATION_CRITICAL',
        `It has the critical attribute "${String(name)}", which is not known.`,
      );
    }
    if (!others.has(name)) throw refuse('NOTATION_ATTRIBUTE', `"${String(name)}" is critical, and missing.`);
  }
  if (new Set(critical).size !== critical.length) {
    throw refuse('NOTATION_ATTRIBUTE', 'An attribute is named as critical twice.');
  }
  for (const name of CRITICAL) {
    if (others.has(name) && !critical.includes(name)) {
      throw refuse('NOTATION_ATTRIBUTE', `"${String(name)}" has to be critical.`);
    }
  }
}
