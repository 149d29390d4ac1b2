import { z } from 'zod';
import { parseStrictJson } from '../../../util/strict-json.ts';
import type { TargetDescriptor } from '../judged.ts';
import { refuse } from './codes.ts';

/**
 * Refuses a payload that is not the descriptor of this artifact: type, digest and size.
 * Source: Notary Project, signature specification 1.1, "payload".
 */
export function checkPayload(payload: Buffer, { mediaType, digest, size }: TargetDescriptor): void {
  const json = parseStrictJson(payload.toString('utf8'));
  if (!json.ok) throw refuse('NOTATION_PAYLOAD', `The payload cannot be read: ${json.why}.`);
  const { data } = PAYLOAD.safeParse(json.value);
  if (data === undefined)
    throw refuse('NOTATION_PAYLOAD', 'The payload is not the descriptor of an artifact.');
  const signed = data.targetArtifact;
  if (signed.digest !== digest) {
    throw refuse('NOTATION_DIGEST', `It is for ${signed.digest}, not for ${digest}.`);
  }
  if (signed.mediaType !== mediaType || signed.size !== size) {
    throw refuse(
      'NOTATION_DIGEST',
      `It is for "${signed.mediaType}" of ${signed.size} bytes, not for "${mediaType}" of ${size}.`,
    );
  }
}

const PAYLOAD = z.strictObject({
  targetArtifact: z.object({ mediaType: z.string(), digest: z.string(), size: z.number() }),
});
