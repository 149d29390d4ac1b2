import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { formatReference } from '../../model/reference.ts';
import type { Platform } from '../../model/source.ts';
import type { TrustPolicy } from '../../model/trust.ts';
import { judgeImage, type ImageJudge } from './judge-image.ts';
import type { VerifyContext } from './judged.ts';
import type { KnownImage, NamedImage, TrustSubject } from './named-images.ts';
import { dockerfileImages, subjectImage } from './named-images.ts';
import { newResolver, resolutionOf, type Resolution, type Resolver } from './resolution.ts';
import { ruleFor } from './rule-for.ts';
import { toResult, type Examined, type SignaturesResult } from './to-result.ts';
import { trustedBy, type Trusted } from './trusted.ts';

export type { SignaturesResult } from './to-result.ts';

export interface SignaturesInput extends BuildChoice {
  /** Null: nothing is asked for, and the step is skipped. */
  readonly trust: TrustPolicy | null;
  /** The image under test; null when there is none (yet). */
  readonly subject: TrustSubject | null;
  readonly dockerfile: Dockerfile | null;
  readonly platform: Platform | null;
  /** The same one for every call of a run: a name is resolved once in its life. */
  readonly context: VerifyContext;
}

/**
 * Holds the image under test, and every image its Dockerfile uses, against the trust policy.
 * Throws `InputError` TRUST_PATTERN for a rule that could never match.
 */
export async function checkSignatures(input: SignaturesInput): Promise<SignaturesResult> {
  const { trust, context, platform } = input;
  if (trust === null) return skipped('no trust rules are configured');
  if (allowsEverything(trust)) return skipped('the trust rules allow everything');
  const check: Check = {
    trusted: trustedBy(trust),
    judge: { policy: trust, ruleFor: ruleFor(trust), context },
    resolve: newResolver(context, { platform, withCreated: trust.maxAge !== null }),
  };
  const examined = await Promise.all([...namedImages(input)].map((image) => examine(image, check)));
  return toResult(examined, trust);
}

interface Check {
  readonly trusted: Trusted;
  readonly judge: ImageJudge;
  readonly resolve: Resolver;
}

async function examine({ image, subject }: Named, { trusted, judge, resolve }: Check): Promise<Examined> {
  if (image.kind !== 'known') return { kind: 'unread', image };
  const { reference, text } = image;
  const names = trusted(reference, text);
  const asksRegistry = judge.policy.maxAge !== null || judge.ruleFor(reference) !== null;
  const resolution = await resolutionFor(image, subject, asksRegistry ? resolve : null);
  // An image that is named twice, or judged before and after a build, is asked about once.
  // By the whole name: what is shown of it is cut.
  const key = `judge ${subject === null ? 'base' : 'subject'} ${formatReference(reference)}`;
  const result = await judge.context.once(key, () => judgeImage(image, resolution, judge));
  return {
    kind: 'judged',
    image,
    result: { ...result, breaches: [...names, ...result.breaches] },
    descriptors: resolution.kind === 'found' ? resolution.descriptors : [],
    isSubject: subject !== null,
  };
}

/** The image under test is not asked for again: what was opened is what is judged. */
async function resolutionFor(
  { reference }: KnownImage,
  subject: TrustSubject | null,
  resolve: Resolver | null,
): ReturnType<Resolver> {
  if (resolve === null) return { kind: 'found', descriptors: [], created: null };
  return subject === null ? outermostOnly(await resolve(reference)) : resolutionOf(subject);
}

/** Which manifest of an index a builder takes is for it to choose: the index itself must be signed. */
function outermostOnly(resolution: Resolution): Resolution {
  if (resolution.kind === 'failed') return resolution;
  return { ...resolution, descriptors: resolution.descriptors.slice(0, 1) };
}

interface Named {
  readonly image: NamedImage;
  /** Set when the image is the one under test. */
  readonly subject: TrustSubject | null;
}

function* namedImages({ dockerfile, subject, target, buildArgs }: SignaturesInput): Iterable<Named> {
  if (dockerfile !== null) {
    for (const image of dockerfileImages(dockerfile, { target, buildArgs })) yield { image, subject: null };
  }
  const image = subject === null ? null : subjectImage(subject);
  if (image !== null) yield { image, subject };
  else if (dockerfile === null) {
    const reason = 'there is no Dockerfile to tell its bases';
    yield { image: { kind: 'unknown', place: subject?.reference ?? 'the image', reason }, subject };
  }
}

function allowsEverything({ registries, images, tags, digest, maxAge, rules }: TrustPolicy): boolean {
  const asks = registries.length + images.length + tags.length + rules.length;
  return asks === 0 && digest === 'optional' && maxAge === null;
}

function skipped(reason: string): SignaturesResult {
  return { findings: [], unknowns: [], skipped: reason, signatures: [], pins: [], statements: [] };
}
