import type { NotationAuthority, NotationCheck, NotationPolicy } from '../../../model/trust.ts';
import { refuse } from './codes.ts';

/** The checks that a policy can have logged instead of enforced; integrity is always enforced. */
export type GradedCheck = Exclude<NotationCheck, 'integrity'>;

export type Action = 'enforce' | 'log' | 'skip';

export type Actions = Readonly<Record<GradedCheck, Action>>;

/**
 * The policy for a repository: the one that names it, in whatever letters and with or without the port of HTTPS,
 * else the one for all.
 * Source: Notary Project, "trust store and trust policy", "selecting a trust policy".
 */
export function policyFor({ name, policies }: NotationAuthority, repository: string): NotationPolicy {
  // Whoever writes the name of an image must not choose its policy by how they write it.
  for (const scope of [sameForAll(repository), '*']) {
    const [first, ...others] = policies.filter(({ registryScopes }) =>
      registryScopes.some((one) => sameForAll(one) === scope),
    );
    if (others.length > 0) {
      throw refuse('NOTATION_POLICY', `"${name}" has more than one trust policy for "${scope}".`);
    }
    if (first !== undefined) return first;
  }
  throw refuse('NOTATION_NO_POLICY', `"${name}" has no trust policy for ${repository}.`);
}

const HTTPS_PORT = /^([^/]+):443\//u;

/** Hosts have no case; a path in capitals is no name of a repository. */
function sameForAll(scope: string): string {
  return scope.toLowerCase().replace(HTTPS_PORT, '$1/');
}

/**
 * What is done about each check. Source: Notary Project, "trust store and trust policy", "signature verification
 * details" and "custom verification level".
 */
export function actionsOf({ name, level, override }: NotationPolicy): Actions {
  if (level === 'skip') {
    throw refuse(
      'NOTATION_SKIPPED',
      `The trust policy "${name}" has the level skip, which verifies nothing.`,
    );
  }
  for (const [check, action] of Object.entries(override)) {
    // What is skipped was not examined; only for revocation the Notary Project allows it.
    if (check === 'integrity' || (action === 'skip' && check !== 'revocation')) {
      throw refuse('NOTATION_POLICY', `The trust policy "${name}" may not override ${check} with ${action}.`);
    }
  }
  return { ...LEVELS[level], ...override };
}

const LEVELS: Readonly<Record<'strict' | 'permissive' | 'audit', Actions>> = {
  strict: {
    authenticity: 'enforce',
    authenticTimestamp: 'enforce',
    expiry: 'enforce',
    revocation: 'enforce',
  },
  permissive: { authenticity: 'enforce', authenticTimestamp: 'log', expiry: 'log', revocation: 'log' },
  audit: { authenticity: 'log', authenticTimestamp: 'log', expiry: 'log', revocation: 'log' },
};
