import { z } from 'zod';
import { plain } from '../../../util/escape.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import type { TrustTarget } from '../judged.ts';
import { refused } from './codes.ts';
import type { SimpleSigning } from './material.ts';

const TYPE = 'cosign container image signature';
const PAYLOAD = z.object({
  critical: z.object({
    image: z.object({ 'docker-manifest-digest': z.string() }),
    type: z.string(),
  }),
  optional: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => value ?? {}),
});

/**
 * Reads what cosign signs, and holds it against the image. Returns the annotations. The name of the image in it is not
 * looked at, as by cosign: an image keeps its signatures where it is copied to.
 * Throws a refusal. Source: sigstore/cosign, specs/SIGNATURE_SPEC.md, "Payload".
 */
export function readSimpleSigning(
  { bytes }: SimpleSigning,
  { descriptors }: TrustTarget,
): Readonly<Record<string, unknown>> {
  const json = parseStrictJson(bytes.toString('utf8'));
  if (!json.ok) throw refused('SIGSTORE_PAYLOAD_INVALID', `what was signed cannot be read: ${json.why}`);
  const result = PAYLOAD.safeParse(json.value);
  if (!result.success) {
    throw refused('SIGSTORE_PAYLOAD_INVALID', `no signature of an image: ${z.prettifyError(result.error)}`);
  }
  const { critical, optional } = result.data;
  if (critical.type !== TYPE) {
    throw refused('SIGSTORE_PAYLOAD_TYPE', `its type is "${plain(critical.type, 100)}", not "${TYPE}"`);
  }
  const named = critical.image['docker-manifest-digest'];
  if (descriptors.some(({ digest }) => digest === named)) return optional;
  throw refused('SIGSTORE_OTHER_IMAGE', `it is about ${plain(named, 100)}`);
}
