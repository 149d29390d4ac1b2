import type { VerifyContext } from '../checks/signatures/judged.ts';
import { resolveImage } from '../image/registry/resolve.ts';
import { GateError } from '../model/errors.ts';
import { parseReference } from '../model/reference.ts';
import type { Evidence, ImageTrust } from '../model/signature.ts';
import type { Platform } from '../model/source.ts';
import { discoverEvidence } from './discover.ts';

/**
 * The same image with what lies beside it and no authority of its rule looks for, so that nothing that is there goes
 * unseen. What cannot be listed is told as a note: nothing depends on it.
 */
export async function withUnasked(
  image: ImageTrust,
  platform: Platform | null,
  context: VerifyContext,
): Promise<ImageTrust> {
  try {
    const places = new Set(image.evidence.map(({ place }) => place));
    const others = (await lookAgain(image, platform, context)).filter(({ place }) => !places.has(place));
    return { ...image, evidence: [...image.evidence, ...others] };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof GateError)) throw error;
    const note = `what else lies beside the image could not be listed: ${error.message} [${error.code}]`;
    return { ...image, notes: [...image.notes, note] };
  }
}

async function lookAgain(
  { reference: name, digest }: ImageTrust,
  platform: Platform | null,
  context: VerifyContext,
): Promise<readonly Evidence[]> {
  const named = parseReference(name);
  if (named === null || digest === null) return [];
  const reference = { ...named, digest };
  const client = await context.registry(reference);
  const { descriptors } = await resolveImage(client, reference, { platform, withCreated: false });
  return discoverEvidence({ reference, descriptors }, context);
}
