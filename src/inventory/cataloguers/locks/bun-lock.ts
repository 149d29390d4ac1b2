import { isObject, member, parseJsonObject } from '../json.ts';
import { quoted } from '../text.ts';
import {
  isFromRegistry,
  lockCataloguer,
  splitAt,
  unreadLock,
  type Lock,
  type LockedPackage,
} from './lock.ts';

const TRAILING_COMMA = /,(?=\s{0,1000}[\]}])/gu;

/** Source: bun.sh, "Lockfile". It is JSON with commas before closing brackets. */
export const BUN_LOCK = lockCataloguer({
  id: 'bun-lock',
  ecosystem: 'npm',
  sees: 'Packages in `bun.lock`, those for development too',
  doesNotSee: 'Packages taken from Git, a folder or an address.',
  names: { bases: ['bun.lock'] },
  path: /(?:^|\/)bun\.lock$/u,
  folder: 'node_modules',
  read: readBunLock,
});

export function readBunLock(text: string): Lock {
  const json = parseJsonObject(withoutTrailingCommas(text));
  if (typeof json === 'string') return unreadLock(json);
  const list = member(json, 'packages');
  if (!isObject(list)) return unreadLock('it has no list of packages');
  const packages: LockedPackage[] = [];
  const unknowns: string[] = [];
  for (const [key, entry] of Object.entries(list)) {
    const first: unknown = Array.isArray(entry) ? entry[0] : undefined;
    // The name that counts stands here: the key is the alias.
    const one = typeof first === 'string' ? splitAt(first) : null;
    if (one === null) unknowns.push(`entry ${quoted(key)} cannot be read`);
    else if (isFromRegistry(one.rest)) packages.push({ name: one.name, version: one.rest });
  }
  return { packages, unknowns };
}

/** Texts are passed over, so that a comma inside one stays. */
function withoutTrailingCommas(text: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"') continue;
    const end = stringEnd(text, at);
    parts.push(text.slice(start, at).replace(TRAILING_COMMA, ''), text.slice(at, end));
    start = end;
    at = end - 1;
  }
  parts.push(text.slice(start).replace(TRAILING_COMMA, ''));
  return parts.join('');
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
