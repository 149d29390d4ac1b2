import { errorText, InputError } from '../../../model/errors.ts';
import type { ContentTrustAuthority, PublicKeyText } from '../../../model/trust.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { MetadataSource } from './client.ts';
import { refuse } from './codes.ts';
import { parseEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { fetchMetadata, requireFresh } from './listed.ts';
import { readRoot } from './metadata.ts';
import type { RootMetadata } from './metadata.ts';
import { fittingKeys, pinRules, repositoryRules } from './root-keys.ts';
import { requireSignatures } from './signatures.ts';

export interface Root {
  readonly envelope: Envelope;
  readonly metadata: RootMetadata;
}

/**
 * The root of a repository, when it is the one that the authority trusts; null when the server does not know the
 * repository. Throws `InputError` CONTENT_TRUST_ROOT_FILE_INVALID and CONTENT_TRUST_ROOT_CA_INVALID.
 * Source: Notary, "trust pinning", and The Update Framework, "update the root role".
 */
export async function trustedRoot(
  authority: ContentTrustAuthority,
  source: MetadataSource,
  now: Date,
): Promise<Root | null> {
  const rules = [...repositoryRules(source.gun, now), ...pinRules(authority, now)];
  const pinned = authority.rootFile === null ? null : readPinned(authority.rootFile);
  const bytes = await source.find('root');
  if (bytes === null) return null;
  const root = readOne(parseEnvelope(bytes, 'root'));
  if (pinned !== null) await follow(pinned, root, source);
  requireSignatures(root.envelope, fittingKeys(root.metadata.roles.root, rules));
  const { root: minimumVersion = null } = authority.minimumVersions;
  requireFresh('root', root.metadata, { now, minimumVersion });
  return root;
}

function readOne(envelope: Envelope): Root {
  return { envelope, metadata: readRoot(envelope) };
}

function readPinned({ name, pem }: PublicKeyText): Root {
  try {
    return readOne(parseEnvelope(Buffer.from(pem), 'root'));
  } catch (cause) {
    throw new InputError(
      'CONTENT_TRUST_ROOT_FILE_INVALID',
      `${name}: this is not a root.json of content trust`,
      {
        hint: 'Take it from a machine that trusts the repository: ~/.docker/trust/tuf/<repository>/metadata/root.json.',
        cause,
      },
    );
  }
}

/** Every root from the pinned one on is signed by the one before it, and by itself. */
async function follow(pinned: Root, last: Root, source: MetadataSource): Promise<void> {
  const { version: from } = pinned.metadata;
  const { version: to } = last.metadata;
  const versions = `version ${to} is served, and ${from} is pinned`;
  if (to < from) throw refuse('CONTENT_TRUST_ROOT_ROLLBACK', `root: ${versions}`);
  if (to - from > LIMITS.contentTrustRoots.value)
    throw refuse('CONTENT_TRUST_ROOT_TOO_FAR', `root: ${versions}`);
  if (to === from && !last.envelope.signedBytes.equals(pinned.envelope.signedBytes)) {
    throw refuse('CONTENT_TRUST_ROOT_CHANGED', `root: version ${to} is not what the pinned one says`);
  }
  let before = pinned;
  for (let version = from + 1; version <= to; version++) {
    const next =
      version === to ? last : readOne(await fetchMetadata(source, `${version}.root`, `root ${version}`));
    if (next.metadata.version !== version) {
      const text = `root ${version}: it says that its version is ${next.metadata.version}`;
      throw refuse('CONTENT_TRUST_ROOT_CHAIN', text);
    }
    requireSuccessor(before, next, source.gun);
    before = next;
  }
}

function requireSuccessor(before: Root, next: Root, gun: string): void {
  // A root that has been replaced may have expired, and so may its certificates.
  const rules = repositoryRules(gun, null);
  try {
    requireSignatures(next.envelope, fittingKeys(before.metadata.roles.root, rules));
    requireSignatures(next.envelope, fittingKeys(next.metadata.roles.root, rules));
  } catch (error) {
    const text = `version ${next.metadata.version} does not follow from the one before it: ${errorText(error)}`;
    throw refuse('CONTENT_TRUST_ROOT_CHAIN', text);
  }
}
