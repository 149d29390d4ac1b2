import { GateError, InputError } from '../../model/errors.ts';
import type { AttestationOutcome, AuthorityOutcome, ImageTrust, Refusal } from '../../model/signature.ts';
import type { Authority, TrustRule } from '../../model/trust.ts';
import { plain } from '../../util/escape.ts';
import { checkAttestation } from './attestations/check.ts';
import { refusalOf } from './code.ts';
import { classOf } from './codes.ts';
import { distinctTakers } from './distinct.ts';
import { gatherEvidence, type Answer } from './gather-evidence.ts';
import type { Judged, TrustTarget, VerifyAuthority, VerifyContext } from './judged.ts';
import { verifyAuthority } from './verify-authority.ts';

/** What a rule makes of an image: the part of `ImageTrust` that it decides. */
export type RuleOutcome = Pick<ImageTrust, 'result' | 'authorities' | 'attestations' | 'evidence'> & {
  /** What its authorities accept, for whoever reads more out of it. */
  readonly accepted: readonly Judged[];
};

/**
 * Asks the authorities of a rule, all at once, and counts. The image is trusted when as many as the rule's threshold
 * accept it and every attestation that it asks for is there; whatever could not be asked never counts as accepted.
 */
export async function evaluateRule(
  rule: TrustRule,
  target: TrustTarget,
  context: VerifyContext,
  verify: VerifyAuthority<Authority> = verifyAuthority,
): Promise<RuleOutcome> {
  const answers = await Promise.all(
    rule.authorities.map(async (authority) => ask(authority, context, verify(authority, target, context))),
  );
  const accepted = answers.flatMap(({ judged }) => judged.filter(({ refusal }) => refusal === null));
  const authorities = outcomesOf(answers, rule, context.now);
  const [failure = null] = answers.flatMap((answer) => answer.failure ?? []);
  const attestations = rule.attestations.map((requirement): AttestationOutcome => {
    const refusal = checkAttestation(requirement, accepted, context.now);
    // What an authority that could not be asked would have stated is not known.
    return { ...named(requirement), refusal: refusal === null ? null : (failure ?? refusal) };
  });
  return {
    result: resultOf(rule, authorities, attestations),
    authorities,
    attestations,
    evidence: gatherEvidence(answers),
    accepted,
  };
}

function named({
  name,
  predicateTypes,
}: TrustRule['attestations'][number]): Omit<AttestationOutcome, 'refusal'> {
  return { name, predicateTypes };
}

function resultOf(
  { threshold }: TrustRule,
  authorities: readonly AuthorityOutcome[],
  attestations: readonly AttestationOutcome[],
): ImageTrust['result'] {
  const satisfied = authorities.filter(({ refusal }) => refusal === null).length;
  const unasked = authorities.filter(({ refusal }) => isUnavailable(refusal)).length;
  const lacking = attestations.filter(({ refusal }) => refusal !== null);
  if (satisfied >= threshold && lacking.length === 0) return 'trusted';
  const mayBe = satisfied + unasked >= threshold && lacking.every(({ refusal }) => isUnavailable(refusal));
  return mayBe ? 'unavailable' : 'untrusted';
}

function isUnavailable(refusal: Refusal | null): boolean {
  return refusal !== null && classOf(refusal.code) === 'unavailable';
}

async function ask(
  authority: Authority,
  { signal }: VerifyContext,
  asked: ReturnType<VerifyAuthority<Authority>>,
): Promise<Answer> {
  try {
    return { authority, judged: await asked, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    // A mistake of the caller's is for the caller to mend, whatever the others say.
    if (!(error instanceof GateError) || error instanceof InputError) throw error;
    return { authority, judged: [], failure: refusalOf(error) };
  }
}

const MAX_MESSAGE = 500;

/** Where several must accept, each must by a signature that counts for no other. */
function outcomesOf(answers: readonly Answer[], rule: TrustRule, now: Date): readonly AuthorityOutcome[] {
  const accepted = answers.map(({ authority, judged }) =>
    judged.filter((one) => one.refusal === null && isSignature(one, authority, rule, now)),
  );
  const places = accepted.map((signatures) => signatures.map(({ kind, place }) => `${kind} ${place}`));
  const counts = rule.threshold > 1 ? distinctTakers(places) : places.map(({ length }) => length > 0);
  return answers.map(({ authority, judged, failure }, at) => {
    const { name, kind } = authority;
    if (counts[at] === true) return { name, kind, refusal: null };
    const refusal = accepted.slice(at, at + 1).flat().length > 0 ? COUNTED : (failure ?? mostTelling(judged));
    return { name, kind, refusal };
  });
}

const COUNTED: Refusal = {
  code: 'SIGNATURE_COUNTED',
  message: 'the signature that it accepts counts for another authority of the rule already',
};

/** Cosign 3 writes the signature of an image as a statement of this type. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';

/**
 * Signing an image and stating something about it are different things: a scan that failed is signed too. So an
 * attestation counts for its authority only when that is what it is asked for.
 */
function isSignature(judged: Judged, { kind }: Authority, rule: TrustRule, now: Date): boolean {
  const { statement } = judged;
  if (statement === null || statement.predicateType === SIGN_PREDICATE) return true;
  if (kind === 'github-attestation') return true;
  return rule.attestations.some((requirement) => checkAttestation(requirement, [judged], now) === null);
}

/** What could not be examined before what is bad, and that before what a stranger signed. */
const ORDER = ['unavailable', 'bad', 'unmet', 'untrusted', 'none'] as const;

function mostTelling(judged: readonly Judged[]): Refusal {
  const refusals = judged.flatMap(({ refusal }) => refusal ?? []);
  for (const wanted of ORDER) {
    const found = refusals.find(({ code }) => classOf(code) === wanted);
    if (found !== undefined) return found;
  }
  if (judged.length === 0) return { code: 'SIGNATURE_NONE', message: 'no signature was found' };
  const statements = judged.map(({ statement }) => statement).filter((statement) => statement !== null);
  const types = [...new Set(statements.map(({ predicateType }) => predicateType))];
  const message = `it states ${plain(types.join(', '), MAX_MESSAGE)} about the image, and has not signed it`;
  return { code: 'SIGNATURE_ONLY_STATED', message };
}
