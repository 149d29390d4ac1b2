import { quote } from '../kinds.ts';
import type { Spot } from './spot.ts';
import { itemsOf, refusal, textOf } from './spot.ts';

const ANYONE = '*';
const PREFIX = 'x509.subject:';
const REQUIRED = ['C', 'ST', 'O'];
const ATTRIBUTE = /^\s*([A-Za-z][A-Za-z0-9-]{0,30}|\d+(?:\.\d+){1,20})\s*=(.*)$/su;
const ESCAPED = /\\(?:([0-9A-Fa-f]{2})|([\s\S]))/gu;

/**
 * Identities of a Notary Project policy: `*` alone, or `x509.subject: C=…, ST=…, O=…`, none of which is part of
 * another. Source: Notary Project, "trust store and trust policy", "trusted identities constraints".
 */
export function notationIdentities(spot: Spot): readonly string[] {
  const items = itemsOf(spot);
  const identities = items.map((item) => textOf(item));
  const star = identities.indexOf(ANYONE);
  const alone = items[star];
  if (alone !== undefined && identities.length > 1) {
    throw refusal(alone, '* stands beside other identities, and would allow anyone', {
      hint: 'Remove one or the other.',
    });
  }
  if (alone !== undefined) return identities;
  const names = items.map((item) => ({ item, attributes: attributesOf(item) }));
  for (const [index, { item, attributes }] of names.entries()) {
    for (const other of names.slice(0, index)) {
      if (!isPart(other.attributes, attributes) && !isPart(attributes, other.attributes)) continue;
      throw refusal(
        item,
        `it overlaps with ${quote(textOf(other.item))}: one allows all that the other does`,
        {
          hint: 'Keep the one that is meant.',
        },
      );
    }
  }
  return identities;
}

function attributesOf(spot: Spot): ReadonlyMap<string, string> {
  const given = textOf(spot);
  if (!given.startsWith(PREFIX)) {
    throw refusal(spot, `${quote(given)} is neither * nor x509.subject: …`, {
      hint: 'Write "x509.subject: C=US, ST=WA, O=Acme".',
    });
  }
  const attributes = new Map<string, string>();
  for (const part of splitName(given.slice(PREFIX.length))) {
    const [, type = '', value = ''] = ATTRIBUTE.exec(part) ?? [];
    const key = type.toUpperCase();
    if (type === '' || value.trim() === '')
      throw refusal(spot, `${quote(part.trim())} is not a part of a name such as O=Acme`);
    if (attributes.has(key)) throw refusal(spot, `${key} is there twice`);
    attributes.set(key, value.trim().replace(ESCAPED, unescape));
  }
  const missing = REQUIRED.filter((key) => !attributes.has(key));
  if (missing.length === 0) return attributes;
  throw refusal(spot, `${quote(given)} does not name ${missing.join(' and ')}`, {
    hint: 'The Notary Project requires C (country), ST (state) and O (organisation).',
  });
}

function unescape(_all: string, hex: string | undefined, char: string | undefined): string {
  return hex === undefined ? (char ?? '') : String.fromCodePoint(Number.parseInt(hex, 16));
}

/** At commas and plus signs that are not escaped. Source: RFC 4514, section 3. */
function splitName(text: string): readonly string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\') {
      parts.push(`${parts.pop() ?? ''}${char}${text[at + 1] ?? ''}`);
      at += 1;
    } else if (char === ',' || char === '+') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${char}`);
  }
  return parts;
}

function isPart(small: ReadonlyMap<string, string>, large: ReadonlyMap<string, string>): boolean {
  return [...small].every(([key, value]) => large.get(key) === value);
}
