import { RefusedError } from '../code.ts';
import type { TargetDescriptor } from '../judged.ts';
import { refuse } from './codes.ts';
import type { SignedTag } from './metadata.ts';
import type { TargetsRole } from './roles.ts';

/** What a tag must be signed for. */
export interface TagWanted {
  readonly tag: string;
  readonly descriptors: readonly TargetDescriptor[];
  /** Delegations that must all have signed it. */
  readonly signers: readonly string[];
}

export type Roles = ReadonlyMap<string, TargetsRole>;

/**
 * Who has signed the tag for one of the descriptors: delegations by name, or the owner. The tag is looked up in
 * `targets/releases`, then in `targets`, as Docker does; other delegations only sign along.
 * Differs from Docker where `targets/releases` cannot be verified: then nothing is known of the tag.
 */
export function tagSigners(roles: Roles, wanted: TagWanted): readonly string[] {
  const { tag, descriptors, signers } = wanted;
  const signed = lookUp(roles, tag);
  const same = descriptors.find(({ digest }) => digest === signed.digest);
  if (same === undefined) {
    throw refuse('CONTENT_TRUST_OTHER_DIGEST', `the tag ${tag} is signed for ${signed.digest}`);
  }
  if (same.size !== signed.length) {
    const text = `the tag ${tag} is signed with ${signed.length} bytes, and the manifest has ${same.size}`;
    throw refuse('CONTENT_TRUST_OTHER_SIZE', text);
  }
  for (const signer of signers) requireSigner(roles, signer, { tag, signed });
  const names = [...roles.values()]
    .filter((role) => isSigner(role, tag, signed))
    .map(({ name }) => shortName(name));
  return names.length > 0 ? names : [OWNER];
}

/** As Docker calls whoever holds the key of the targets. */
const OWNER = 'Repo Admin';
const RELEASES = 'targets/releases';
const TOP = 'targets';

function lookUp(roles: Roles, tag: string): SignedTag {
  let outOfPath = false;
  for (const name of [RELEASES, TOP]) {
    const role = roles.get(name);
    const signed = role === undefined ? undefined : tagsOf(role).get(tag);
    if (role === undefined || signed === undefined) continue;
    if (maySign(role, tag)) return signed;
    outOfPath = true;
  }
  if (outOfPath) throw refuse('CONTENT_TRUST_TAG_OUT_OF_PATH', `${RELEASES} has signed ${tag}, and may not`);
  throw refuse('CONTENT_TRUST_TAG_UNSIGNED', `the tag ${tag} is not signed`);
}

function requireSigner(
  roles: Roles,
  signer: string,
  { tag, signed }: { readonly tag: string; readonly signed: SignedTag },
): void {
  const name = signer === TOP || signer.startsWith(`${TOP}/`) ? signer : `${TOP}/${signer}`;
  const role = roles.get(name);
  const own = role === undefined ? undefined : tagsOf(role).get(tag);
  if (role === undefined || own === undefined) {
    throw refuse('CONTENT_TRUST_SIGNER_MISSING', `${signer} has not signed the tag ${tag}`);
  }
  if (!maySign(role, tag)) {
    throw refuse('CONTENT_TRUST_SIGNER_OUT_OF_PATH', `${signer} may not sign the tag ${tag}`);
  }
  if (isSame(own, signed)) return;
  throw refuse('CONTENT_TRUST_SIGNER_OTHER_DIGEST', `${signer} has signed the tag ${tag} for ${own.digest}`);
}

/** What cannot be verified is not known: it is neither signed nor not signed. */
function tagsOf({ metadata }: TargetsRole): ReadonlyMap<string, SignedTag> {
  if (metadata instanceof RefusedError) throw metadata;
  return metadata.targets;
}

function isSigner(role: TargetsRole, tag: string, signed: SignedTag): boolean {
  if (role.name === TOP || role.name === RELEASES || role.metadata instanceof RefusedError) return false;
  const own = role.metadata.targets.get(tag);
  return own !== undefined && isSame(own, signed) && maySign(role, tag);
}

function maySign({ paths }: TargetsRole, tag: string): boolean {
  return paths.some((start) => tag.startsWith(start));
}

function isSame(one: SignedTag, other: SignedTag): boolean {
  return one.digest === other.digest && one.length === other.length;
}

function shortName(name: string): string {
  return name.slice(TOP.length + 1);
}
