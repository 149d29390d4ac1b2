import type { ImageTrust, Refusal } from '../../model/signature.ts';
import type { Authority, TrustPolicy, TrustRule } from '../../model/trust.ts';
import { tooOld } from './age.ts';
import { breachesOf, gapOf } from './breaches.ts';
import { evaluateRule, type RuleOutcome } from './evaluate.ts';
import type { Judged, TrustTarget, VerifyAuthority, VerifyContext } from './judged.ts';
import type { KnownImage } from './named-images.ts';
import type { Resolution } from './resolution.ts';
import type { RuleFor } from './rule-for.ts';
import { TR_UNVERIFIED } from './rules.ts';
import type { Breach } from './trusted.ts';

/** What was found out about one image. */
export interface JudgedImage {
  readonly breaches: readonly Breach[];
  /** Null when signatures are not looked at. */
  readonly trust: ImageTrust | null;
  /** What could not be found out, so that the verdict cannot be a pass; null when all could. */
  readonly gap: string | null;
  /** What trusted authorities state. */
  readonly accepted: readonly Judged[];
}

export interface ImageJudge {
  readonly policy: TrustPolicy;
  readonly ruleFor: RuleFor;
  readonly context: VerifyContext;
  /** How an authority is asked; tests put their own here. */
  readonly verify?: VerifyAuthority<Authority>;
}

/** Holds one image, whose name was resolved, against its age limit and its rule. */
export async function judgeImage(
  { text, reference }: Pick<KnownImage, 'text' | 'reference'>,
  resolution: Resolution,
  { policy, ruleFor, context, verify }: ImageJudge,
): Promise<JudgedImage> {
  const age = ageOf(text, resolution, { policy, now: context.now });
  if (policy.rules.length === 0) return { trust: null, accepted: [], ...age };
  const rule = ruleFor(reference);
  if (rule === null) {
    const trust = unmatched(
      text,
      resolution.kind === 'found' ? firstOf(resolution.descriptors) : null,
      policy,
    );
    return { trust, accepted: [], breaches: [...age.breaches, ...breachesOf(trust)], gap: age.gap };
  }
  const notes: string[] = [];
  const noting: VerifyContext = {
    ...context,
    note: (note) => {
      if (!notes.includes(note)) notes.push(note);
    },
  };
  const outcome =
    resolution.kind === 'failed'
      ? { digest: null, ...unasked(rule, resolution.refusal) }
      : await evaluateChain(rule, { reference, descriptors: resolution.descriptors }, noting, verify);
  const { accepted, ...found } = outcome;
  const { name, mode, threshold } = rule;
  const trust: ImageTrust = { reference: text, rule: name, mode, threshold, ...found, notes };
  return {
    trust,
    accepted,
    breaches: [...age.breaches, ...breachesOf(trust)],
    gap: gapOf(trust) ?? age.gap,
  };
}

/**
 * The digest that is told is the one that is trusted: where only the manifest that runs was signed, it is that one,
 * because the index may lead others elsewhere.
 */
async function evaluateChain(
  rule: TrustRule,
  target: TrustTarget,
  context: VerifyContext,
  verify: VerifyAuthority<Authority> | undefined,
): Promise<RuleOutcome & Pick<ImageTrust, 'digest'>> {
  const { descriptors } = target;
  const outcome = await evaluateRule(rule, target, context, verify);
  const outermost = firstOf(descriptors);
  if (outcome.result !== 'trusted' || descriptors.length < 2) return { digest: outermost, ...outcome };
  const alone = { ...target, descriptors: descriptors.slice(0, 1) };
  const { result } = await evaluateRule(rule, alone, context, verify);
  return { digest: result === 'trusted' ? outermost : firstOf(descriptors.toReversed()), ...outcome };
}

function firstOf(descriptors: TrustTarget['descriptors']): string | null {
  for (const { digest } of descriptors) return digest;
  return null;
}

function ageOf(
  text: string,
  resolution: Resolution,
  { policy, now }: { readonly policy: TrustPolicy; readonly now: Date },
): Pick<JudgedImage, 'breaches' | 'gap'> {
  const { maxAge } = policy;
  if (maxAge === null) return { breaches: [], gap: null };
  if (resolution.kind === 'failed' && resolution.created === null) {
    const { code, message } = resolution.refusal;
    const gap = `"${text}": its age is not known: ${message} [${code}]`;
    return { breaches: [{ rule: TR_UNVERIFIED, message: gap }], gap };
  }
  const old = tooOld(resolution.created, { text, maxAge, now });
  return { breaches: old === null ? [] : [old], gap: null };
}

function unmatched(reference: string, digest: string | null, policy: TrustPolicy): ImageTrust {
  const isAllowed = policy.unmatched === 'allow';
  return {
    reference,
    digest,
    rule: null,
    mode: policy.unmatched === 'warn' ? 'warn' : null,
    threshold: 0,
    result: isAllowed ? 'not-asked' : 'untrusted',
    authorities: [],
    attestations: [],
    evidence: [],
    notes: [],
  };
}

function unasked(rule: TrustRule, refusal: Refusal): RuleOutcome {
  return {
    result: 'unavailable',
    authorities: rule.authorities.map(({ name, kind }) => ({ name, kind, refusal })),
    attestations: rule.attestations.map(({ name, predicateTypes }) => ({ name, predicateTypes, refusal })),
    evidence: [],
    accepted: [],
  };
}
