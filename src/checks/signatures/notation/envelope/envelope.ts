import type { Algorithm } from '../algorithm.ts';
import type { Attributes } from './attributes.ts';

/** A signature envelope, taken apart and not verified. Source: Notary Project, signature specification 1.1. */
export interface Envelope {
  /** Whether the header names this algorithm. */
  readonly says: (algorithm: Algorithm) => boolean;
  /** The bytes that are signed. */
  readonly signed: Buffer;
  readonly signature: Buffer;
  readonly payload: Buffer;
  readonly attributes: Attributes;
  /** Certificates in DER, leaf first. */
  readonly chain: readonly [Buffer, ...Buffer[]];
  /** TimeStampToken of RFC 3161 in DER; null when there is none. */
  readonly timestamp: Buffer | null;
}
