import { errorText, GateError } from '../../../model/errors.ts';
import type { Refusal } from '../../../model/signature.ts';
import type { ContentTrustAuthority } from '../../../model/trust.ts';
import { plain } from '../../../util/escape.ts';
import { RefusedError } from '../code.ts';
import type { Judged, TrustTarget, VerifyAuthority, VerifyContext } from '../judged.ts';
import { NotaryClient } from './client.ts';
import type { MetadataSource } from './client.ts';
import { refuse } from './codes.ts';
import { fetchListed, fetchMetadata, isListed, listedFile, requireFresh } from './listed.ts';
import { readListing } from './metadata.ts';
import type { ListingMetadata } from './metadata.ts';
import { loadRoles } from './roles.ts';
import { trustedRoot } from './root.ts';
import type { Root } from './root.ts';
import { notaryPlace } from './server.ts';
import { requireSignatures } from './signatures.ts';
import { tagSigners } from './tag.ts';

/**
 * Docker Content Trust: whether the tag of the image is signed for it on the repository's Notary server. Nothing is
 * kept between runs, so what guards against old metadata is the timestamp's expiry, `rootFile` and `minimumVersions`.
 * Throws as `NotaryClient`, `notaryPlace` and `trustedRoot`.
 */
export const verifyContentTrust: VerifyAuthority<ContentTrustAuthority> = (authority, target, context) => {
  const { env, signal, insecureRegistries, now, note } = context;
  const { registry } = target.reference;
  const place = notaryPlace(authority, target.reference);
  if (place.note !== null) note(place.note);
  const client = new NotaryClient({ place, registry, env, signal, insecureRegistries });
  return verifyAt(client, { authority, target, now, signal });
};

export interface ContentTrustQuestion extends Pick<VerifyContext, 'now' | 'signal'> {
  readonly authority: ContentTrustAuthority;
  readonly target: TrustTarget;
}

/** As `verifyContentTrust`, of a server that is connected. */
export async function verifyAt(
  source: MetadataSource,
  question: ContentTrustQuestion,
): Promise<readonly Judged[]> {
  const { target, signal } = question;
  const { tag } = target.reference;
  const place = `content trust of ${source.gun}${tag === null ? '' : `:${tag}`} at ${source.host}`;
  const shown = { kind: 'content-trust', place, signedAt: null, log: null, statement: null } as const;
  try {
    const signers = await examine(source, question);
    if (signers === null) return [];
    return [{ ...shown, signer: plain(signers.join(', '), MAX_SIGNER), refusal: null }];
  } catch (error) {
    if (error instanceof GateError || signal.aborted) throw error;
    return [{ ...shown, signer: null, refusal: refusalOf(error) }];
  }
}

const MAX_SIGNER = 300;

/** What throws over hostile metadata has not accepted it. */
function refusalOf(error: unknown): Refusal {
  const refused = error instanceof RefusedError ? error : refuse('CONTENT_TRUST_BROKEN', errorText(error));
  return refused.refusal;
}

/** The signers, after every check; null when the server does not know the repository. */
async function examine(
  source: MetadataSource,
  { authority, target, now }: ContentTrustQuestion,
): Promise<readonly string[] | null> {
  const tag = tagOf(target);
  const { minimumVersions, signers } = authority;
  const root = await trustedRoot(authority, source, now);
  if (root === null) return null;
  const snapshot = await loadSnapshot(source, root, { authority, now });
  const { targets } = root.metadata.roles;
  const { targets: minimumVersion = null } = minimumVersions;
  const roles = await loadRoles(source, { targets, snapshot }, { now, minimumVersion });
  return tagSigners(roles, { tag, descriptors: target.descriptors, signers });
}

/** Docker's default tag stands for a name without one. */
function tagOf({ reference: { tag, digest } }: TrustTarget): string {
  if (tag !== null) return tag;
  if (digest === null) return 'latest';
  throw refuse('CONTENT_TRUST_NO_TAG', 'the image is named by digest alone, and content trust signs tags');
}

/** The newest snapshot, by the timestamp; it lists the root that was used. */
async function loadSnapshot(
  source: MetadataSource,
  { envelope, metadata: { roles } }: Root,
  { authority, now }: Pick<ContentTrustQuestion, 'authority' | 'now'>,
): Promise<ListingMetadata> {
  const { timestamp: oldestTimestamp = null, snapshot: oldestSnapshot = null } = authority.minimumVersions;
  const timestampFile = await fetchMetadata(source, 'timestamp', 'timestamp');
  requireSignatures(timestampFile, roles.timestamp);
  const timestamp = readListing(timestampFile, 'Timestamp');
  requireFresh('timestamp', timestamp, { now, minimumVersion: oldestTimestamp });
  const snapshotFile = await fetchListed(source, 'snapshot', listedFile(timestamp, 'snapshot', 'timestamp'));
  requireSignatures(snapshotFile, roles.snapshot);
  const snapshot = readListing(snapshotFile, 'Snapshot');
  requireFresh('snapshot', snapshot, { now, minimumVersion: oldestSnapshot });
  if (isListed(envelope.bytes, listedFile(snapshot, 'root', 'snapshot'))) return snapshot;
  throw refuse('CONTENT_TRUST_ROOT_NOT_LISTED', 'root: it is not the one that the snapshot lists');
}
