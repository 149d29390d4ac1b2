import type { Artifact } from '../../../image/registry/artifact.ts';
import type { RegistryClient } from '../../../image/registry/client.ts';
import { findReferrers } from '../../../image/registry/referrers.ts';
import { GateError } from '../../../model/errors.ts';
import type { NotationAuthority } from '../../../model/trust.ts';
import { LIMITS } from '../../../util/limits.ts';
import { RefusedError } from '../code.ts';
import type { Judged, TargetDescriptor, VerifyAuthority, VerifyContext } from '../judged.ts';
import { refuse } from './codes.ts';
import type { SoundSignature } from './integrity.ts';
import type { Judging } from './judge.ts';
import { judge } from './judge.ts';
import { SIGNATURE_TYPE, checkThumbprint, envelopeLayer } from './manifest.ts';
import { actionsOf, policyFor } from './policy.ts';
import { asker } from './revocation/ask.ts';
import type { Ask } from './revocation/status.ts';
import { reasonOf, refusedAs } from './stage.ts';
import { readTrust } from './trust.ts';

/**
 * Looks for the Notary Project signatures of an image beside it, and judges each by the trust policy for its
 * repository. One that the policy accepts is accepted; a policy of the level skip accepts nothing.
 * Source: Notary Project, signature specification 1.1, "OCI signatures".
 */
export const verifyNotation: VerifyAuthority<NotationAuthority> = async (authority, target, context) => {
  const { registry, repository } = target.reference;
  const name = `${registry}/${repository}`;
  const judging = prepare(authority, name, context);
  if (judging instanceof RefusedError) return [judged(name, { refusal: judging.refusal })];
  const client = await context.registry({ registry, repository });
  const found: Judged[] = [];
  for (const descriptor of target.descriptors) {
    const { artifacts, refused } = await findReferrers(
      client,
      descriptor.digest,
      (type) => type === SIGNATURE_TYPE,
    );
    for (const { digest, reason } of refused) {
      const { refusal } = refuse(
        'NOTATION_REFERRER',
        `The list of signatures names something false: ${reason}.`,
      );
      found.push(judged(`${name}@${digest}`, { refusal }));
    }
    for (const artifact of artifacts) {
      found.push(await judgeArtifact({ client, artifact, descriptor, name }, judging, context));
    }
  }
  return found;
};

function prepare(authority: NotationAuthority, name: string, context: VerifyContext): Judging | RefusedError {
  try {
    const policy = policyFor(authority, name);
    const actions = actionsOf(policy);
    const trust = readTrust(authority, policy);
    return { policy, actions, trust, now: context.now, ask: askOnce(context) };
  } catch (error) {
    return refusedBy(error);
  }
}

/** The same question is asked once in a run. */
function askOnce({ env, signal, once }: VerifyContext): Ask {
  const ask = asker({ signal, privateHosts: (env['IMAGE_GATE_REVOCATION_HOSTS'] ?? '').split(',') });
  return (url, how) => once(`notation revocation ${url} ${how.body?.toString('hex')}`, () => ask(url, how));
}

interface Found {
  readonly client: RegistryClient;
  readonly artifact: Artifact;
  readonly descriptor: TargetDescriptor;
  /** `registry/repository` */
  readonly name: string;
}

/** The one border where a refusal becomes what is judged, and the one place where a signature is accepted. */
async function judgeArtifact(found: Found, judging: Judging, context: VerifyContext): Promise<Judged> {
  const { client, artifact, descriptor, name } = found;
  const place = `${name}@${artifact.digest}`;
  const claims: { signature?: SoundSignature } = {};
  try {
    const { layer, read } = envelopeLayer(artifact);
    const bytes = await fetchEnvelope(client, layer);
    const sound = (signature: SoundSignature): void => {
      claims.signature = signature;
      checkThumbprint(artifact, signature.chain);
    };
    const { signer, signedAt, logged } = await judge({ bytes, read, target: descriptor, sound }, judging);
    context.signal.throwIfAborted();
    for (const { code, message } of logged) {
      context.note(
        `${place}: ${message} (${code}, which the trust policy "${judging.policy.name}" only logs)`,
      );
    }
    const unforced =
      logged.length === 0 ? '' : ` (not enforced: ${logged.map(({ code }) => code).join(', ')})`;
    return judged(place, {
      signer: `${signer}${unforced}`,
      signedAt: signedAt?.toISOString() ?? null,
      refusal: null,
    });
  } catch (error) {
    // What was stopped from outside was not judged.
    context.signal.throwIfAborted();
    return judged(place, { signer: claims.signature?.leaf.name ?? null, refusal: refusedBy(error).refusal });
  }
}

/** Another throw than a refusal comes from evidence that something in here could not stand. */
function refusedBy(error: unknown): RefusedError {
  return refusedAs('NOTATION_ENVELOPE', 'It cannot be examined', error);
}

async function fetchEnvelope(client: RegistryClient, layer: Artifact['layers'][number]): Promise<Buffer> {
  try {
    return await client.getBlob(layer, LIMITS.signatureBytes.value);
  } catch (error) {
    const isFalse = error instanceof GateError && FALSE_BLOB.includes(error.code);
    throw refuse(isFalse ? 'NOTATION_BLOB' : 'NOTATION_UNREADABLE', `${reasonOf(error)}.`);
  }
}

const FALSE_BLOB: readonly string[] = ['BLOB_TOO_LARGE', 'BLOB_DIGEST_MISMATCH'];

function judged(place: string, rest: Pick<Judged, 'refusal'> & Partial<Judged>): Judged {
  return {
    kind: 'notation-signature',
    place,
    signer: null,
    signedAt: null,
    log: null,
    statement: null,
    ...rest,
  };
}
