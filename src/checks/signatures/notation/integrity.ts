import { LIMITS } from '../../../util/limits.ts';
import type { TargetDescriptor } from '../judged.ts';
import { algorithmOf, holds } from './algorithm.ts';
import { refuse } from './codes.ts';
import type { Attributes } from './envelope/attributes.ts';
import { readCose } from './envelope/cose.ts';
import type { Envelope } from './envelope/envelope.ts';
import { readJws } from './envelope/jws.ts';
import { checkPayload } from './payload.ts';
import { stage } from './stage.ts';
import type { Certificate } from './x509/certificate.ts';
import { parseCertificate } from './x509/certificate.ts';
import { checkChain } from './x509/chain.ts';

/** A signature that holds, is for the image, and has a chain by the rules: whoever made it. */
export interface SoundSignature {
  /** Leaf first, root last. */
  readonly chain: readonly Certificate[];
  readonly leaf: Certificate;
  readonly attributes: Attributes;
  readonly timestamp: Buffer | null;
  /** What a time stamp is over. */
  readonly signature: Buffer;
}

export const ENVELOPES: ReadonlyMap<string, (bytes: Buffer) => Envelope> = new Map([
  ['application/jose+json', readJws],
  ['application/cose', readCose],
]);

/**
 * The check that no level leaves out: the signature holds, by the algorithm of its key, over this artifact.
 * Source: Notary Project, "trust store and trust policy", "validate integrity".
 */
export function checkIntegrity(
  bytes: Buffer,
  read: (bytes: Buffer) => Envelope,
  target: TargetDescriptor,
): SoundSignature {
  const envelope = stage('NOTATION_ENVELOPE', 'The envelope cannot be read', () => read(bytes));
  const { attributes, timestamp, signature } = envelope;
  const { leaf, chain } = readChain(envelope);
  const algorithm = algorithmOf(leaf.key);
  if (algorithm === null || !envelope.says(algorithm)) {
    throw refuse('NOTATION_ALGORITHM', `It is not made by the one algorithm for the key of "${leaf.name}".`);
  }
  if (!holds(algorithm, leaf.key, envelope.signed, signature)) {
    throw refuse('NOTATION_SIGNATURE', `The key of "${leaf.name}" did not make it.`);
  }
  checkPayload(envelope.payload, target);
  checkChain(chain, 'code signing');
  return { chain, leaf, attributes, timestamp, signature };
}

function readChain({ chain }: Envelope): { leaf: Certificate; chain: readonly Certificate[] } {
  if (chain.length > LIMITS.certificateChain.value)
    throw refuse('NOTATION_CHAIN', 'It has too many certificates.');
  return stage('NOTATION_CERTIFICATE', 'A certificate cannot be read', () => {
    const [first, ...others] = chain;
    const leaf = parseCertificate(first);
    return { leaf, chain: [leaf, ...others.map(parseCertificate)] };
  });
}
