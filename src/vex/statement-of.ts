import { parseStrictJson } from '../util/strict-json.ts';

/** A document that may be VEX, taken out of what it came in. */
export interface Wrapped {
  /** Null when it came without one. */
  readonly predicateType: string | null;
  readonly document: unknown;
}

/** The predicate types of VEX documents. Source: OpenVEX, "attesting"; in-toto attestation framework. */
const VEX_TYPES = /^https:\/\/(?:openvex\.dev\/ns|cyclonedx\.org\/(?:bom|vex))(?:\/v?[\d.]+)?$/u;

/** True for what may hold VEX statements: a predicate of such a type, or a document that came without one. */
export function mayBeVex({ predicateType }: Pick<Wrapped, 'predicateType'>): boolean {
  return predicateType === null || VEX_TYPES.test(predicateType);
}

/**
 * What is inside a Sigstore bundle, a DSSE envelope or an in-toto statement, or the document itself. No signature is
 * looked at. Null when it is not JSON, or has no such form.
 * Source: in-toto attestation framework, "Statement"; DSSE 1.0.2.
 */
export function unwrap(text: string): Wrapped | null {
  const json = parseStrictJson(text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return null;
  const { value } = json;
  if ('dsseEnvelope' in value) return unwrapEnvelope(value.dsseEnvelope);
  if ('payload' in value && 'payloadType' in value) return unwrapEnvelope(value);
  if (!('predicateType' in value)) return { predicateType: null, document: value };
  const { predicateType } = value;
  if (typeof predicateType !== 'string' || !('predicate' in value)) return null;
  return { predicateType, document: value.predicate };
}

function unwrapEnvelope(envelope: unknown): Wrapped | null {
  if (typeof envelope !== 'object' || envelope === null || !('payload' in envelope)) return null;
  const { payload } = envelope;
  if (typeof payload !== 'string') return null;
  const inner = Buffer.from(payload, 'base64').toString('utf8');
  const json = parseStrictJson(inner);
  // One envelope in another is nobody's form, and could go on without end.
  const isStatement =
    json.ok && typeof json.value === 'object' && json.value !== null && 'predicateType' in json.value;
  return isStatement ? unwrap(inner) : null;
}
