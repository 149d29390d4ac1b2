import type { Authority, AuthorityKind } from '../../model/trust.ts';
import { LIMITS } from '../../util/limits.ts';
import { quote } from '../kinds.ts';
import { contentTrustAuthority } from './authority-content-trust.ts';
import { githubAttestationAuthority } from './authority-github.ts';
import { keyAuthority } from './authority-key.ts';
import { keylessAuthority } from './authority-keyless.ts';
import { notationAuthority } from './authority-notation.ts';
import type { Spot } from './spot.ts';
import { fieldsOf, itemsOf, refusal, textOf, warn } from './spot.ts';

type ReadAuthority = (spot: Spot, name: string) => Authority;

/** Every kind of authority, by the key that it is written under. */
const READERS: Readonly<Record<AuthorityKind, ReadAuthority>> = {
  key: keyAuthority,
  keyless: keylessAuthority,
  'github-attestation': githubAttestationAuthority,
  notation: notationAuthority,
  'content-trust': contentTrustAuthority,
};

const KINDS = Object.keys(READERS);

/** `authorities` of a rule, each with a name of its own. */
export function authoritiesOf(spot: Spot): readonly Authority[] {
  const items = itemsOf(spot);
  if (items.length > LIMITS.trustRules.value) {
    throw refusal(
      spot,
      `there are ${String(items.length)} authorities; the limit is ${String(LIMITS.trustRules.value)}`,
    );
  }
  const names = new Set<string>();
  const demands = new Map<string, string>();
  return items.map((item, index) => {
    const authority = authorityOf(item, index + 1);
    if (names.has(authority.name)) {
      throw refusal(item, `two authorities have the name ${quote(authority.name)}`, {
        hint: 'Rename one of them.',
      });
    }
    names.add(authority.name);
    const demand = JSON.stringify({ ...authority, name: '' });
    const same = demands.get(demand);
    if (same !== undefined) {
      throw refusal(item, `it asks for the same as ${quote(same)}: one signature would count twice`, {
        hint: 'Remove one of them.',
      });
    }
    demands.set(demand, authority.name);
    return authority;
  });
}

/** Tells of a key that stands in two authorities, when one signature must not be enough. */
export function warnOfSharedKeys(spot: Spot, authorities: readonly Authority[]): void {
  const owners = new Map<string, string>();
  for (const authority of authorities) {
    if (authority.kind !== 'key') continue;
    for (const { name, pem } of authority.keys) {
      const owner = owners.get(pem);
      if (owner === undefined) owners.set(pem, authority.name);
      else
        warn(
          spot,
          `${name} is in ${quote(owner)} and in ${quote(authority.name)}: who has it may count twice`,
        );
    }
  }
}

function authorityOf(spot: Spot, count: number): Authority {
  const fields = fieldsOf(spot, ['name', ...KINDS]);
  const given = Object.entries(READERS).flatMap(([kind, read]) => {
    const inner = fields.get(kind);
    return inner === null ? [] : [{ kind, read, inner }];
  });
  const [only, second] = given;
  if (only === undefined) {
    throw refusal(spot, 'the authority is empty', { hint: `Add one of ${KINDS.join(', ')}.` });
  }
  if (second !== undefined) {
    throw refusal(second.inner, `${only.kind} and ${second.kind} stand in one authority`, {
      hint: 'Make an item of each.',
    });
  }
  const name = fields.get('name');
  return only.read(only.inner, name === null ? `${only.kind} ${String(count)}` : textOf(name));
}
