import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import type { Finding } from '../../model/finding.ts';
import type { Unknown } from '../../model/outcome.ts';
import type { TrustPolicy } from '../../model/trust.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import type { CheckResult } from '../check.ts';
import { ruleFinding } from '../rule-finding.ts';
import type { KnownImage, NamedImage, TrustSubject } from './named-images.ts';
import { dockerfileImages, subjectImage } from './named-images.ts';
import type { Breach } from './trusted.ts';
import { trustedBy } from './trusted.ts';

export interface SignaturesInput extends BuildChoice {
  /** Null: nothing is asked for, and the step is skipped. */
  readonly trust: TrustPolicy | null;
  /** The image under test; null when there is none (yet). */
  readonly subject: TrustSubject | null;
  readonly dockerfile: Dockerfile | null;
}

/**
 * Holds the image under test, and every image its Dockerfile uses, against the trust rules.
 * Throws `InputError` TRUST_PATTERN for a rule that could never match.
 */
export function checkSignatures({
  trust,
  subject,
  dockerfile,
  target,
  buildArgs,
}: SignaturesInput): CheckResult {
  if (trust === null) return skipped('no trust rules are configured');
  const namesCount = trust.registries.length + trust.images.length > 0;
  if (!namesCount && trust.digest === 'optional') return skipped('the trust rules allow everything');
  const trusted = trustedBy(trust);
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  const unknowns: Unknown[] = [];
  for (const image of images()) {
    if (image.kind === 'unknown' || (image.kind === 'nameless' && namesCount)) {
      unknowns.push({ step: 'signatures', place: image.place, reason: image.reason });
    }
    if (image.kind !== 'known') continue;
    for (const breach of trusted(image.reference, image.text)) findings.push(toFinding(image, breach));
  }
  return { findings, unknowns };

  function* images(): Iterable<NamedImage> {
    if (dockerfile !== null) yield* dockerfileImages(dockerfile, { target, buildArgs });
    const named = subject === null ? null : subjectImage(subject);
    if (named !== null) yield named;
    else if (dockerfile === null) {
      const reason = 'there is no Dockerfile to tell its bases';
      yield { kind: 'unknown', place: subject?.reference ?? 'the image', reason };
    }
  }

  /** The same image used twice is told apart by counting: tags and lines would not be stable. */
  function toFinding(
    { reference: { registry, repository }, location }: KnownImage,
    { rule, message }: Breach,
  ): Finding {
    const parts = ['signature', rule.id, `${registry}/${repository}`];
    const key = parts.join(' ');
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const id = fingerprint(...parts, ...(before === 0 ? [] : [String(before)]));
    return ruleFinding({ rule, id, message, location });
  }
}

function skipped(reason: string): CheckResult {
  return { findings: [], unknowns: [], skipped: reason };
}
