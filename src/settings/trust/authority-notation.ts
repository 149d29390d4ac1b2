import type { NotationAuthority, NotationStore } from '../../model/trust.ts';
import { notationIdentities } from './notation-identities.ts';
import { demandsOf, notationPolicies } from './notation-policies.ts';
import { certificateList, storesInFolder } from './notation-stores.ts';
import type { Fields, Spot } from './spot.ts';
import { fieldsOf, refusal, textOf } from './spot.ts';
import { jsonObjectText } from './trusted-root.ts';

const FILE_KEYS = ['policy', 'trust-store'];
const INLINE_KEYS = ['level', 'override', 'verify-timestamp', 'identities', 'stores'];
const STORES = { ca: 'ca', 'signing-authority': 'signingAuthority', tsa: 'tsa' } as const;

/** `notation`: Notation's own files, or the same said here. */
export function notationAuthority(spot: Spot, name: string): NotationAuthority {
  const fields = fieldsOf(spot, [...FILE_KEYS, ...INLINE_KEYS]);
  const file = FILE_KEYS.map((key) => fields.get(key)).find((given) => given !== null);
  if (file === undefined) return inline(fields, name);
  for (const key of INLINE_KEYS) {
    const own = fields.get(key);
    if (own !== null) throw refusal(own, 'it stands beside policy and trust-store, which say it all');
  }
  const policy = fields.need('policy');
  const policies = notationPolicies(documentOf(policy));
  return { kind: 'notation', name, policies, stores: storesInFolder(fields.need('trust-store'), policies) };
}

/** The document in the file; what is wrong in it is told with the path inside of it. */
function documentOf(spot: Spot): Spot {
  const file = textOf(spot);
  const value: unknown = JSON.parse(jsonObjectText(spot, file));
  const { world, path } = spot;
  const depth = path.length;
  return { value, path, world: { ...world, at: (inner) => world.at(inner.slice(0, depth)) } };
}

function inline(fields: Fields, name: string): NotationAuthority {
  const demands = demandsOf(fields, 'verify-timestamp');
  if (demands.level === 'skip') {
    throw refusal(fields.need('level'), 'skip would accept every image of the rule', {
      hint: 'Use strict, permissive or audit; or write a rule without this authority.',
    });
  }
  const stores = storesOf(fields.need('stores'));
  return {
    kind: 'notation',
    name,
    stores,
    policies: [
      {
        name,
        registryScopes: ['*'],
        ...demands,
        trustStores: stores.map((store) => `${store.type}:${store.name}`),
        trustedIdentities: notationIdentities(fields.need('identities')),
      },
    ],
  };
}

function storesOf(spot: Spot): readonly NotationStore[] {
  const fields = fieldsOf(spot, Object.keys(STORES));
  const stores = Object.entries(STORES).flatMap(([key, type]) => {
    const given = fields.get(key);
    return given === null ? [] : [{ type, name: 'inline', certificates: certificateList(given, type) }];
  });
  if (stores.some(({ type }) => type !== 'tsa')) return stores;
  throw refusal(spot, 'it names no certificate of a signer', { hint: 'Add ca: [root.pem].' });
}
