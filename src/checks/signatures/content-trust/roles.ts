import { LIMITS } from '../../../util/limits.ts';
import { RefusedError } from '../code.ts';
import type { MetadataSource } from './client.ts';
import { refuse } from './codes.ts';
import { fetchListed, listedFile, requireFresh } from './listed.ts';
import type { Freshness } from './listed.ts';
import { readTargets } from './metadata.ts';
import type { Delegation, ListedFile, ListingMetadata, TargetsMetadata } from './metadata.ts';
import { requireSignatures } from './signatures.ts';
import type { SigningRole } from './signatures.ts';

/** What a role has signed, or why that does not count. */
export interface TargetsRole {
  /** `targets`, `targets/alice`. */
  readonly name: string;
  /** Beginnings of the tags that it may sign. */
  readonly paths: readonly string[];
  readonly metadata: TargetsMetadata | RefusedError;
}

/**
 * The targets of the repository and all their delegations, by name, each verified. One that has published nothing
 * is not among them. Refuses with what is wrong with the targets themselves, and with
 * CONTENT_TRUST_DELEGATIONS_TOO_MANY. Source: Notary, "tuf": delegations lead from one role to its children.
 */
export async function loadRoles(
  source: MetadataSource,
  { targets, snapshot }: { readonly targets: SigningRole; readonly snapshot: ListingMetadata },
  freshness: Freshness,
): Promise<ReadonlyMap<string, TargetsRole>> {
  const loading: Loading = { source, snapshot, now: freshness.now };
  const listed = listedFile(snapshot, TOP, 'snapshot');
  const metadata = await load(loading, { name: TOP, ...targets, listed });
  requireFresh(TOP, metadata, freshness);
  const roles = new Map<string, TargetsRole>([[TOP, { name: TOP, paths: [''], metadata }]]);
  let level = [...roles.values()];
  for (let depth = 0; level.length > 0; depth++) {
    const children = level.flatMap((role) => published(loading, role));
    const isTooMuch = roles.size + children.length > LIMITS.contentTrustDelegations.value;
    if (isTooMuch || (children.length > 0 && depth >= LIMITS.contentTrustDelegationDepth.value)) {
      throw refuse('CONTENT_TRUST_DELEGATIONS_TOO_MANY', `targets: too many delegations, or levels of them`);
    }
    level = await Promise.all(children.map((child) => loadDelegation(loading, child)));
    for (const role of level) roles.set(role.name, role);
  }
  return roles;
}

const TOP = 'targets';

interface Loading {
  readonly source: MetadataSource;
  readonly snapshot: ListingMetadata;
  readonly now: Date;
}

interface PublishedRole extends SigningRole {
  readonly name: string;
  readonly listed: ListedFile;
}

/** The delegations of a role that have signed something, with the paths that their parent lets them have. */
function published(
  { snapshot }: Loading,
  { paths, metadata }: TargetsRole,
): readonly (PublishedRole & Delegation)[] {
  if (metadata instanceof RefusedError) return [];
  return metadata.delegations.flatMap((delegation) => {
    const listed = snapshot.listed.get(delegation.name);
    if (listed === undefined) return [];
    const allowed = delegation.paths.filter((path) => paths.some((start) => path.startsWith(start)));
    return [{ ...delegation, listed, paths: allowed }];
  });
}

/** A delegation that is broken does not take the others with it. */
async function loadDelegation(loading: Loading, role: PublishedRole & Delegation): Promise<TargetsRole> {
  const { name, paths } = role;
  try {
    return { name, paths, metadata: await load(loading, role) };
  } catch (error) {
    if (error instanceof RefusedError) return { name, paths, metadata: error };
    throw error;
  }
}

async function load({ source, now }: Loading, role: PublishedRole): Promise<TargetsMetadata> {
  const envelope = await fetchListed(source, role.name, role.listed);
  requireSignatures(envelope, role);
  const metadata = readTargets(envelope);
  requireFresh(role.name, metadata, { now, minimumVersion: null });
  requireOwnChildren(role.name, metadata.delegations);
  return metadata;
}

const CHILD = /^[a-z0-9_-]{1,100}$/u;

/** A name becomes a part of an address, and says whose child the role is. */
function requireOwnChildren(parent: string, delegations: readonly Delegation[]): void {
  const seen = new Set<string>();
  for (const { name } of delegations) {
    const isOwn = name.startsWith(`${parent}/`) && CHILD.test(name.slice(parent.length + 1));
    if (!isOwn || seen.has(name)) {
      const reason = isOwn ? 'it is there twice' : `it is not a role below ${parent}`;
      throw refuse('CONTENT_TRUST_DELEGATION_INVALID', `${parent}: the delegation "${name}": ${reason}`);
    }
    seen.add(name);
  }
}
