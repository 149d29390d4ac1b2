import { parseReference } from '../../model/reference.ts';
import type { NotationCheck, NotationPolicy } from '../../model/trust.ts';
import { NOTATION_CHECKS } from '../../model/trust.ts';
import { quote } from '../kinds.ts';
import { notationIdentities } from './notation-identities.ts';
import type { Fields, Spot } from './spot.ts';
import { fieldsOf, itemsOf, refusal, textOf, warn, wordOf } from './spot.ts';

const LEVELS = ['strict', 'permissive', 'audit', 'skip'] as const;
const STORE = /^(?:ca|signingAuthority|tsa):[\w.-]{1,128}$/u;
const STORE_TYPES = 'ca, signingAuthority or tsa';
const ANY_SCOPE = '*';

/** The two ways to spell the checks of an override: the Notary Project's own, and ours. */
const OWN_NAMES: ReadonlyMap<string, NotationCheck> = new Map([
  ...NOTATION_CHECKS.map((check) => [check, check] as const),
  ['authentic-timestamp', 'authenticTimestamp'],
]);

/**
 * The statements of a `trustpolicy.json`.
 * Source: Notary Project, "trust store and trust policy", "trust policy properties", version 1.0.
 */
export function notationPolicies(document: Spot): readonly NotationPolicy[] {
  const fields = fieldsOf(document, ['version', 'trustPolicies']);
  wordOf(fields.need('version'), ['1.0']);
  const statements = itemsOf(fields.need('trustPolicies'));
  const names = new Set<string>();
  const scopes = new Map<string, string>();
  return statements.map((statement) => {
    const policy = policyOf(statement);
    if (names.has(policy.name)) throw refusal(statement, `two policies have the name ${quote(policy.name)}`);
    names.add(policy.name);
    for (const scope of policy.registryScopes) {
      const other = scopes.get(scope);
      if (other !== undefined) {
        throw refusal(statement, `the scope ${quote(scope)} is in the policy ${quote(other)} as well`, {
          hint: 'A scope belongs to one policy only.',
        });
      }
      scopes.set(scope, policy.name);
    }
    return policy;
  });
}

function policyOf(spot: Spot): NotationPolicy {
  const fields = fieldsOf(spot, [
    'name',
    'registryScopes',
    'signatureVerification',
    'trustStores',
    'trustedIdentities',
  ]);
  const name = textOf(fields.need('name'));
  const registryScopes = scopesOf(fields.need('registryScopes'));
  const verification = fieldsOf(fields.need('signatureVerification'), [
    'level',
    'override',
    'verifyTimestamp',
  ]);
  const demands = demandsOf(verification, 'verifyTimestamp');
  const [stores, identities] = ['trustStores', 'trustedIdentities'].map((key) => fields.get(key));
  if (demands.level === 'skip') {
    refuseSkip(verification, registryScopes);
    const extra = stores ?? identities;
    if (extra)
      throw refusal(extra, 'it stands in a policy that skips, and would mean nothing', {
        hint: 'Remove it.',
      });
    return { name, registryScopes, ...demands, trustStores: [], trustedIdentities: [] };
  }
  return {
    name,
    registryScopes,
    ...demands,
    trustStores: storesOf(fields.need('trustStores')),
    trustedIdentities: notationIdentities(fields.need('trustedIdentities')),
  };
}

/** Level, override and when time stamps count: the same in `trustpolicy.json` and in ours. */
export function demandsOf(
  fields: Fields,
  timestampKey: 'verifyTimestamp' | 'verify-timestamp',
): Pick<NotationPolicy, 'level' | 'override' | 'verifyTimestamp'> {
  const level = wordOf(fields.need('level'), LEVELS);
  const override = fields.get('override');
  if (level === 'skip' && override !== null)
    throw refusal(override, 'skip cannot be overridden', { hint: 'Remove it.' });
  if (level === 'skip') warn(fields.need('level'), 'no signature is asked for');
  if (level === 'audit')
    warn(
      fields.need('level'),
      'a signer that is not trusted is told of, and does not count: mode: warn in the rule lets images pass',
    );
  return {
    level,
    override: fields.read('override', overrideOf, {}),
    verifyTimestamp: fields.read(timestampKey, (at) => wordOf(at, ['always', 'afterCertExpiry']), 'always'),
  };
}

/** `skip` for every image would be no policy at all. */
function refuseSkip(verification: Fields, scopes: readonly string[]): void {
  if (!scopes.includes(ANY_SCOPE)) return;
  throw refusal(verification.need('level'), 'skip is not allowed with the scope *', {
    hint: 'Name the repositories that need no signature.',
  });
}

function overrideOf(spot: Spot): NotationPolicy['override'] {
  const override: Partial<Record<NotationCheck, 'enforce' | 'log' | 'skip'>> = {};
  const fields = fieldsOf(spot, [...OWN_NAMES.keys()]);
  for (const [key, check] of OWN_NAMES) {
    const given = fields.get(key);
    if (given === null) continue;
    if (check === 'integrity') throw refusal(given, 'integrity cannot be overridden', { hint: 'Remove it.' });
    // Only revocation may be left out. Source: Notary Project, "custom verification level".
    override[check] = wordOf(given, check === 'revocation' ? ['enforce', 'log', 'skip'] : ['enforce', 'log']);
    if (override[check] === 'log' && check === 'authenticity')
      warn(given, 'a signer that is not trusted is told of, and does not count');
  }
  return override;
}

function scopesOf(spot: Spot): readonly string[] {
  const items = itemsOf(spot);
  return items.map((item) => {
    const scope = textOf(item);
    if (scope === ANY_SCOPE && items.length > 1) throw refusal(item, '* stands beside other scopes');
    const reference = parseReference(scope);
    // Written out in full: what is compared must not depend on anyone's defaults.
    const isWhole =
      reference !== null && `${reference.registry}/${reference.repository}` === scope && scope.includes('/');
    if (scope === ANY_SCOPE || isWhole) return scope;
    throw refusal(item, `${quote(scope)} is not a repository`, {
      hint: 'Write registry and repository in full, without tag and without patterns: ghcr.io/acme/app.',
    });
  });
}

function storesOf(spot: Spot): readonly string[] {
  return itemsOf(spot).map((item) => {
    const store = textOf(item);
    if (STORE.test(store)) return store;
    throw refusal(item, `${quote(store)} is not a trust store`, {
      hint: `Write type:name, the type being ${STORE_TYPES}.`,
    });
  });
}
