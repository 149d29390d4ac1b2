import type { Refusal } from '../../../model/signature.ts';
import type { NotationPolicy } from '../../../model/trust.ts';
import { RefusedError } from '../code.ts';
import type { TargetDescriptor } from '../judged.ts';
import { refuse } from './codes.ts';
import type { NotationCode } from './codes.ts';
import type { Envelope } from './envelope/envelope.ts';
import { isTrustedIdentity } from './identity.ts';
import type { SoundSignature } from './integrity.ts';
import { checkIntegrity } from './integrity.ts';
import type { Action, Actions, GradedCheck } from './policy.ts';
import { checkRevocation } from './revocation/check.ts';
import type { Ask } from './revocation/status.ts';
import { verifyTimestamp } from './timestamp/verify.ts';
import type { NotationTrust } from './trust.ts';
import { outside } from './x509/validity.ts';
import type { Outside } from './x509/validity.ts';

/** What one signature is judged by. */
export interface Judging {
  readonly policy: NotationPolicy;
  readonly trust: NotationTrust;
  readonly actions: Actions;
  readonly now: Date;
  readonly ask: Ask;
}

/** A signature that the policy accepts. */
export interface Accepted {
  /** Subject of the signer. */
  readonly signer: string;
  /** What a time stamp or a signing authority vouches for. */
  readonly signedAt: Date | null;
  /** What did not hold, and the policy asks only to be told. */
  readonly logged: readonly Refusal[];
}

/**
 * Holds one envelope against the policy: integrity first, whatever the level; then each check that the policy
 * grades. Throws `RefusedError` for the first that does not hold and is enforced.
 * Source: Notary Project, "trust store and trust policy", "signature verification".
 */
export async function judge(
  evidence: {
    readonly bytes: Buffer;
    readonly read: (bytes: Buffer) => Envelope;
    readonly target: TargetDescriptor;
    /** Told as soon as the signature holds, so that a refusal can name its signer. */
    readonly sound: (signature: SoundSignature) => void;
  },
  judging: Judging,
): Promise<Accepted> {
  const signature = checkIntegrity(evidence.bytes, evidence.read, evidence.target);
  evidence.sound(signature);
  const state: State = { isTrusted: false, signedAt: null, logged: [] };
  for (const [check, run] of CHECKS) {
    await graded(judging.actions[check], state, () => run(signature, judging, state));
  }
  const { isTrusted, signedAt, logged } = state;
  // A policy may ask only to be told of strangers; that it was told makes none of them trusted.
  if (!isTrusted) throw refuse('NOTATION_LOGGED_ONLY', logged.map(({ message }) => message).join(' '));
  return { signer: signature.leaf.name, signedAt, logged };
}

interface State {
  /** Set by the check of authenticity alone. */
  isTrusted: boolean;
  signedAt: Date | null;
  readonly logged: Refusal[];
}

type Check = (signature: SoundSignature, judging: Judging, state: State) => void | Promise<void>;

/** Every graded check, in this order: strangers are not looked up, and their time is not believed. */
const CHECKS = Object.entries({
  authenticity: checkAuthenticity,
  expiry: checkExpiry,
  authenticTimestamp: checkTimestamp,
  revocation: checkRevoked,
} satisfies Record<GradedCheck, Check>) as readonly (readonly [GradedCheck, Check])[];

async function graded(action: Action, state: State, run: () => void | Promise<void>): Promise<void> {
  if (action === 'skip') return;
  try {
    await run();
  } catch (error) {
    if (action === 'enforce' || !(error instanceof RefusedError)) throw error;
    state.logged.push(error.refusal);
  }
}

function checkAuthenticity(signature: SoundSignature, { trust, policy }: Judging, state: State): void {
  const { chain, leaf, attributes } = signature;
  const type = attributes.scheme === 'notary.x509' ? 'ca' : 'signingAuthority';
  const trusted = trust.stores[type].map(({ fingerprint }) => fingerprint);
  if (!chain.some(({ fingerprint }) => trusted.includes(fingerprint))) {
    throw refuse(
      'NOTATION_UNTRUSTED_CHAIN',
      `"${leaf.name}" leads to no certificate of the ${type} stores of the policy "${policy.name}".`,
    );
  }
  if (!isTrustedIdentity(trust.identities, leaf.subjectParts)) {
    throw refuse(
      'NOTATION_IDENTITY',
      `"${leaf.name}" is not a trusted identity of the policy "${policy.name}".`,
    );
  }
  state.isTrusted = true;
}

function checkExpiry({ attributes: { expiry } }: SoundSignature, { now }: Judging): void {
  if (expiry !== null && now >= expiry) {
    throw refuse('NOTATION_EXPIRED', `The signature expired at ${expiry.toISOString()}.`);
  }
}

async function checkTimestamp(signature: SoundSignature, judging: Judging, state: State): Promise<void> {
  const { chain, attributes, timestamp } = signature;
  const { policy, trust, now, ask } = judging;
  if (attributes.scheme === 'notary.x509.signingAuthority') {
    checkInside(chain, attributes.signingTime, attributes.signingTime);
    state.signedAt = state.isTrusted ? attributes.signingTime : null;
    return;
  }
  const roots = trust.stores.tsa;
  const ended = outside(chain, now, now);
  const asks = roots.length > 0 && (policy.verifyTimestamp === 'always' || ended?.kind === 'expired');
  if (!asks) {
    if (ended !== null) throw refuse(CERTIFICATE_CODES[ended.kind], ended.text);
    return;
  }
  if (timestamp === null) throw refuse('NOTATION_TIMESTAMP_MISSING', 'The signature has no time stamp.');
  const stamped = verifyTimestamp(timestamp, signature.signature, { roots, now });
  checkInside(chain, stamped.from, stamped.to);
  await checkRevocation(stamped.chain, { now, ask });
  state.signedAt = stamped.time;
}

function checkInside(chain: SoundSignature['chain'], from: Date, to: Date): void {
  const invalid = outside(chain, from, to);
  if (invalid !== null)
    throw refuse('NOTATION_TIMESTAMP_OUTSIDE', `It was made at ${to.toISOString()}: ${invalid.text}`);
}

/** Services of a chain that is not trusted are not asked: anyone can write any address into a certificate. */
async function checkRevoked({ chain }: SoundSignature, { now, ask }: Judging, state: State): Promise<void> {
  if (state.isTrusted) return checkRevocation(chain, { now, ask });
  throw refuse(
    'NOTATION_REVOCATION_UNKNOWN',
    'Revocation is not looked up for a signer that is not trusted.',
  );
}

const CERTIFICATE_CODES: Readonly<Record<Outside['kind'], NotationCode>> = {
  expired: 'NOTATION_CERTIFICATE_EXPIRED',
  'not-yet-valid': 'NOTATION_CERTIFICATE_NOT_YET_VALID',
};
