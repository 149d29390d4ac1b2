import { resolveImage } from '../../image/registry/resolve.ts';
import { GateError } from '../../model/errors.ts';
import type { Reference } from '../../model/reference.ts';
import { formatReference } from '../../model/reference.ts';
import type { Refusal } from '../../model/signature.ts';
import type { Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { refusalOf } from './code.ts';
import type { TargetDescriptor, VerifyContext } from './judged.ts';
import type { TrustSubject } from './named-images.ts';

/** What a name stands for, or why that is not known. */
export type Resolution =
  | {
      readonly kind: 'found';
      /** Outermost first. */
      readonly descriptors: readonly TargetDescriptor[];
      readonly created: string | null;
    }
  | { readonly kind: 'failed'; readonly refusal: Refusal; readonly created: string | null };

/** Resolves each name once in a run, so that a tag that moves in between changes nothing. */
export type Resolver = (reference: Reference) => Promise<Resolution>;

/** What was opened is known by the digests it was opened by; what did not come from a registry has none. */
export function resolutionOf({ descriptors, config, reference }: TrustSubject): Resolution {
  if (descriptors.length > 0) return { kind: 'found', descriptors, created: config.created };
  const message = `"${plain(reference, 200)}" did not come from a registry, and its registry does not have the same image`;
  return { kind: 'failed', refusal: { code: 'IMAGE_NOT_FROM_REGISTRY', message }, created: config.created };
}

export function newResolver(
  context: VerifyContext,
  choice: { readonly platform: Platform | null; readonly withCreated: boolean },
): Resolver {
  return (reference) =>
    context.once(`resolve ${formatReference(reference)}`, async (): Promise<Resolution> => {
      try {
        const client = await context.registry(reference);
        return { kind: 'found', ...(await resolveImage(client, reference, choice)) };
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof GateError)) throw error;
        return { kind: 'failed', refusal: refusalOf(error), created: null };
      }
    });
}
