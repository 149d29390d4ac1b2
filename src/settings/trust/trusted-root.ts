import type { TrustedRootChoice } from '../../model/trust.ts';
import { parseStrictJson } from '../../util/strict-json.ts';
import { quote } from '../kinds.ts';
import { readServiceUrl } from '../readers.ts';
import { fileText } from './files.ts';
import type { Fields, Spot } from './spot.ts';
import { fieldsOf, isMap, readAt, refusal, textOf } from './spot.ts';

const TARGET = /^[A-Za-z0-9][\w.-]{0,127}$/u;
// Versions are held against what can be read when it is used.
const MEDIA_TYPE = 'application/vnd.dev.sigstore.trustedroot';
const DEFAULT_TARGET = 'trusted_root.json';

/** `trusted-root` of an authority; null when it is the policy's. */
export function ownTrustedRoot(fields: Fields): TrustedRootChoice | null {
  const spot = fields.get('trusted-root');
  return spot === null ? null : trustedRootOf(spot);
}

/** `auto`, `embedded`, a file, or `{ tuf, root, target }`. */
export function trustedRootOf(spot: Spot): TrustedRootChoice {
  if (isMap(spot.value)) return tufOf(spot);
  const name = textOf(spot);
  if (name === 'auto' || name === 'embedded') return { kind: name };
  const text = jsonObjectText(spot, name);
  const json = parseStrictJson(text);
  const mediaType = json.ok && isMap(json.value) ? json.value['mediaType'] : null;
  if (typeof mediaType === 'string' && mediaType.startsWith(MEDIA_TYPE)) return { kind: 'file', name, text };
  throw refusal(spot, `${quote(name)} is not a trusted root of Sigstore: its mediaType is another`, {
    code: 'TRUST_FILE',
    hint: 'Use auto, embedded, or the trusted_root.json of whoever runs the services.',
  });
}

/** The text of a file that holds a JSON object, each key once. Throws `InputError` TRUST_FILE. */
export function jsonObjectText(spot: Spot, name: string): string {
  const text = fileText(spot, name);
  const json = parseStrictJson(text);
  const why = json.ok ? 'it is not an object' : json.why;
  if (json.ok && isMap(json.value)) return text;
  throw refusal(spot, `${quote(name)} cannot be used: ${why}`, { code: 'TRUST_FILE' });
}

function tufOf(spot: Spot): TrustedRootChoice {
  const fields = fieldsOf(spot, ['tuf', 'root', 'target']);
  const tuf = fields.need('tuf');
  const root = fields.need('root');
  const rootName = textOf(root);
  const target = fields.get('target');
  const targetName = target === null ? DEFAULT_TARGET : textOf(target);
  if (target !== null && !TARGET.test(targetName)) {
    throw refusal(target, `${quote(targetName)} is not the name of a target`);
  }
  return {
    kind: 'tuf',
    url: readAt(tuf, () => readServiceUrl(textOf(tuf))),
    root: { name: rootName, pem: jsonObjectText(root, rootName) },
    target: targetName,
  };
}
