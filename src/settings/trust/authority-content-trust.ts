import type { ContentTrustAuthority } from '../../model/trust.ts';
import { quote } from '../kinds.ts';
import { readServiceUrl } from '../readers.ts';
import { certificatesAt } from './certificates.ts';
import type { Spot } from './spot.ts';
import { booleanOf, entriesOf, fieldsOf, itemsOf, readAt, refusal, textOf, warn, wholeOf } from './spot.ts';
import { jsonObjectText } from './trusted-root.ts';

const PINS = ['root-keys', 'root-ca', 'root'];
const KEYS = ['server', ...PINS, 'trust-on-first-use', 'signers', 'minimum-versions'];
const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;
const KEY_ID = /^[0-9a-f]{64}$/iu;
const SIGNER = /^[a-z0-9][a-z0-9_.-]{0,127}$/u;
const MAX_VERSION = 2_147_483_647;

/** `content-trust`: Docker Content Trust. */
export function contentTrustAuthority(spot: Spot, name: string): ContentTrustAuthority {
  const fields = fieldsOf(spot, KEYS);
  const isFirstUse = fields.read('trust-on-first-use', booleanOf, false);
  const pins = PINS.filter((key) => fields.get(key) !== null);
  if (pins.length === 0 && !isFirstUse) {
    throw refusal(spot, 'it pins no root: whoever runs the server could have signed', {
      hint: 'Add root-keys, root-ca or root; or say trust-on-first-use: true, knowing that nothing is remembered.',
    });
  }
  if (pins.length > 0 && isFirstUse) {
    throw refusal(spot, 'it pins a root, and has trust-on-first-use as well', {
      hint: 'Remove trust-on-first-use: the pin is stronger.',
    });
  }
  if (isFirstUse) warn(spot, 'nothing is pinned: whoever runs the server, or gets hold of it, is trusted');
  return {
    kind: 'content-trust',
    name,
    server: fields.read('server', (at) => readAt(at, () => readServiceUrl(textOf(at))), null),
    rootKeys: fields.read('root-keys', (at) => distinct(itemsOf(at), keyId), []),
    rootCa: fields.read('root-ca', (at) => certificatesAt(at, textOf(at), 'anchor'), null),
    rootFile: fields.read('root', rootFile, null),
    trustOnFirstUse: isFirstUse,
    signers: fields.read('signers', (at) => distinct(itemsOf(at), signer), []),
    minimumVersions: fields.read('minimum-versions', versionsOf, {}),
  };
}

function distinct(items: readonly Spot[], read: (item: Spot) => string): readonly string[] {
  const seen = new Set<string>();
  for (const item of items) {
    const value = read(item);
    if (seen.has(value)) throw refusal(item, 'it is there twice', { hint: 'Remove one of them.' });
    seen.add(value);
  }
  return [...seen];
}

function keyId(spot: Spot): string {
  const given = textOf(spot);
  if (KEY_ID.test(given)) return given.toLowerCase();
  throw refusal(spot, `${quote(given)} is not the id of a key: 64 hexadecimal digits`, {
    hint: 'docker trust inspect shows the ids of the root keys, while the docker CLI still has it.',
  });
}

/** The name of a delegation, without `targets/`. */
function signer(spot: Spot): string {
  const given = textOf(spot);
  if (SIGNER.test(given)) return given;
  throw refusal(spot, `${quote(given)} is not the name of a signer`, {
    hint: 'Write it as docker trust signer add took it, without targets/.',
  });
}

function rootFile(spot: Spot): ContentTrustAuthority['rootFile'] {
  const name = textOf(spot);
  const text = jsonObjectText(spot, name);
  const root = JSON.parse(text) as { readonly signed?: { readonly _type?: unknown } | null };
  if (root.signed?._type === 'Root') return { name, pem: text };
  throw refusal(spot, `${quote(name)} is not a root.json of Notary`, { code: 'TRUST_FILE' });
}

function versionsOf(spot: Spot): ContentTrustAuthority['minimumVersions'] {
  fieldsOf(spot, ROLES);
  const entries = entriesOf(spot).map(([role, version]) => [role, wholeOf(version, 1, MAX_VERSION)] as const);
  if (entries.length === 0) throw refusal(spot, 'it names none', { hint: 'Add one, or remove the key.' });
  return Object.fromEntries(entries);
}
