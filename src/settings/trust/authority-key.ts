import type { KeyAuthority, PublicKeyText } from '../../model/trust.ts';
import { annotationsOf, signatureRepository } from './authority-fields.ts';
import { publicKeysAt } from './keys.ts';
import type { Fields, Spot } from './spot.ts';
import { fieldsOf, isMap, itemsOf, refusal, wordOf } from './spot.ts';
import { ownTrustedRoot } from './trusted-root.ts';

const KEYS = ['files', 'data', 'repository', 'annotations', 'transparency-log', 'trusted-root'];

/** `key: cosign.pub`, the key itself, or a map. */
export function keyAuthority(spot: Spot, name: string): KeyAuthority {
  if (!isMap(spot.value)) {
    return {
      kind: 'key',
      name,
      keys: onlyOnce(spot, publicKeysAt(spot, 'maybe', 'key 1')),
      repository: null,
      annotations: {},
      transparencyLog: 'required',
      trustedRoot: null,
    };
  }
  const fields = fieldsOf(spot, KEYS);
  return {
    kind: 'key',
    name,
    keys: onlyOnce(spot, keysOf(fields)),
    repository: signatureRepository(fields),
    annotations: annotationsOf(fields),
    transparencyLog: fields.read(
      'transparency-log',
      (at) => wordOf(at, ['required', 'optional']),
      'required',
    ),
    trustedRoot: ownTrustedRoot(fields),
  };
}

function keysOf(fields: Fields): readonly PublicKeyText[] {
  const files = fields.read('files', itemsOrOne, []);
  const fromFiles = files.flatMap((item) => publicKeysAt(item, 'never', ''));
  const texts = fields.read('data', itemsOrOne, []);
  const fromData = texts.flatMap((item, index) => publicKeysAt(item, 'always', `key ${String(index + 1)}`));
  if (fromFiles.length + fromData.length > 0) return [...fromFiles, ...fromData];
  throw refusal(fields.spot, 'it names no key', {
    hint: 'Add files: [cosign.pub], or data: with the key in PEM form.',
  });
}

function itemsOrOne(spot: Spot): readonly Spot[] {
  return typeof spot.value === 'string' ? [spot] : itemsOf(spot);
}

/** The same key twice is one signer, not two. */
function onlyOnce(spot: Spot, keys: readonly PublicKeyText[]): readonly PublicKeyText[] {
  const seen = new Map<string, string>();
  for (const { name, pem } of keys) {
    const before = seen.get(pem);
    if (before !== undefined) {
      throw refusal(spot, `${name} and ${before} are the same key`, {
        code: 'TRUST_KEY',
        hint: 'Remove one of them.',
      });
    }
    seen.set(pem, name);
  }
  return keys;
}
