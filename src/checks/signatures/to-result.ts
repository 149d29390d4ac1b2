import type { Pin } from '../../dockerfile/pin.ts';
import type { Finding } from '../../model/finding.ts';
import type { Unknown } from '../../model/outcome.ts';
import { formatReference } from '../../model/reference.ts';
import type { ImageTrust } from '../../model/signature.ts';
import type { TrustPolicy } from '../../model/trust.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import type { CheckResult } from '../check.ts';
import { ruleFinding } from '../rule-finding.ts';
import type { JudgedImage } from './judge-image.ts';
import type { Judged, TargetDescriptor } from './judged.ts';
import type { KnownImage, NamedImage } from './named-images.ts';
import {
  TR_ATTESTATION,
  TR_SIGNATURE,
  TR_SIGNER,
  TR_UNMATCHED,
  TR_UNSIGNED,
  TR_UNVERIFIED,
} from './rules.ts';
import type { Breach } from './trusted.ts';

export interface SignaturesResult extends CheckResult {
  /** One for each image that a rule was looked for; the same image once. */
  readonly signatures: readonly ImageTrust[];
  /** The digests that the images of the Dockerfile were judged by. */
  readonly pins: readonly Pin[];
  /** What trusted authorities state about the image under test. */
  readonly statements: readonly Judged[];
}

/** What `mode: warn` of a trust rule is about; names, tags and ages have no mode. */
const SIGNER_RULES: ReadonlySet<string> = new Set(
  [TR_UNMATCHED, TR_UNSIGNED, TR_SIGNATURE, TR_SIGNER, TR_ATTESTATION, TR_UNVERIFIED].map(({ id }) => id),
);

/** One image and what was found out about it; `unread`: it is not known which one it is. */
export type Examined =
  | { readonly kind: 'unread'; readonly image: Exclude<NamedImage, KnownImage> }
  | ({ readonly kind: 'judged' } & JudgedKnown);

interface JudgedKnown {
  readonly image: KnownImage;
  readonly result: JudgedImage;
  /** What its name stands for; empty when that was not asked, or not answered. */
  readonly descriptors: readonly TargetDescriptor[];
  /** True for the image under test. */
  readonly isSubject: boolean;
}

/** Puts together what a run found out about all of its images. */
export function toResult(examined: readonly Examined[], policy: TrustPolicy): SignaturesResult {
  const asksNames = policy.registries.length + policy.images.length + policy.tags.length > 0;
  // Which rule is for a file of which no name is known is not known either: one that is enforced may be.
  const mayBeRuled = policy.rules.some(({ mode }) => policy.unmatched === 'deny' || mode === 'enforce');
  const asksNameless = asksNames || mayBeRuled;
  const findings: Finding[] = [];
  const unknowns: Unknown[] = [];
  const signatures = new Map<string, ImageTrust>();
  const pins = new Map<string, Pin>();
  const seen = new Map<string, number>();
  const statements: Judged[] = [];
  for (const one of examined) {
    if (one.kind === 'unread') {
      const { kind, place, reason } = one.image;
      if (kind === 'unknown' || asksNameless) unknowns.push(gap(place, reason));
      continue;
    }
    const { image, result, descriptors, isSubject } = one;
    const { reference } = image;
    const key = formatReference(reference);
    const { breaches, trust, gap: reason, accepted } = result;
    // What is stated about an image that is not trusted is nobody's word.
    if (isSubject && trust?.result === 'trusted') statements.push(...accepted);
    for (const breach of breaches) findings.push(toFinding(image, breach, { seen, trust }));
    if (reason !== null) unknowns.push(gap(image.text, reason));
    if (trust !== null) signatures.set(`${isSubject} ${key}`, trust);
    const [outermost] = descriptors;
    if (outermost !== undefined && !isSubject) pins.set(key, { reference, digest: outermost.digest });
  }
  return {
    findings,
    unknowns,
    signatures: [...signatures.values()],
    pins: [...pins.values()],
    statements,
  };
}

function gap(place: string, reason: string): Unknown {
  return { step: 'signatures', place, reason };
}

/** The same image used twice is told apart by counting: tags and lines would not be stable. */
function toFinding(
  { reference: { registry, repository }, location }: KnownImage,
  { rule, message }: Breach,
  { seen, trust }: { readonly seen: Map<string, number>; readonly trust: ImageTrust | null },
): Finding {
  const parts = ['signature', rule.id, `${registry}/${repository}`];
  const key = parts.join(' ');
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  const id = fingerprint(...parts, ...(before === 0 ? [] : [String(before)]));
  const isWarning = SIGNER_RULES.has(rule.id) && trust?.mode === 'warn';
  return ruleFinding({ rule, id, message, location, ...(isWarning ? { severity: 'info' } : {}) });
}
