import type { AttestationRequirement, Authority, TrustRule } from '../../model/trust.ts';
import { LIMITS } from '../../util/limits.ts';
import { quote } from '../kinds.ts';
import { attestationOf } from './attestations.ts';
import { authoritiesOf, warnOfSharedKeys } from './authorities.ts';
import { imageGlobsOf } from './image-globs.ts';
import type { Spot } from './spot.ts';
import { fieldsOf, itemsOf, refusal, textOf, wholeOf, wordOf } from './spot.ts';

const KEYS = ['name', 'images', 'mode', 'require', 'authorities', 'attestations'];

/** `rules`, each with a name of its own. */
export function rulesOf(spot: Spot): readonly TrustRule[] {
  const items = itemsOf(spot);
  if (items.length > LIMITS.trustRules.value) {
    throw refusal(
      spot,
      `there are ${String(items.length)} rules; the limit is ${String(LIMITS.trustRules.value)}`,
    );
  }
  const names = new Set<string>();
  return items.map((item, index) => {
    const rule = ruleOf(item, index + 1);
    if (names.has(rule.name)) {
      throw refusal(item, `two rules have the name ${quote(rule.name)}`, { hint: 'Rename one of them.' });
    }
    names.add(rule.name);
    return rule;
  });
}

function ruleOf(spot: Spot, count: number): TrustRule {
  const fields = fieldsOf(spot, KEYS);
  const images = imageGlobsOf(fields.need('images'));
  const authorities = authoritiesOf(fields.need('authorities'));
  const threshold = fields.read('require', (at) => thresholdOf(at, authorities.length), 1);
  if (threshold > 1) warnOfSharedKeys(fields.need('authorities'), authorities);
  return {
    name: fields.read('name', textOf, `rule ${String(count)}`),
    images,
    mode: fields.read('mode', (at) => wordOf(at, ['enforce', 'warn']), 'enforce'),
    threshold,
    authorities,
    attestations: fields.read('attestations', (at) => attestationsOf(at, authorities), []),
  };
}

function thresholdOf(spot: Spot, authorities: number): number {
  if (spot.value === 'any') return 1;
  if (spot.value === 'all') return authorities;
  if (typeof spot.value !== 'number') {
    throw refusal(spot, 'it is neither any, all nor a number', { hint: 'Write any, all or 2.' });
  }
  if (spot.value > authorities) {
    const count = authorities === 1 ? '1 authority' : `${String(authorities)} authorities`;
    throw refusal(spot, `it asks for ${String(spot.value)} authorities, and the rule has ${count}`, {
      hint: 'Add authorities, or write any, all or a smaller number.',
    });
  }
  return wholeOf(spot, 1, authorities);
}

function attestationsOf(spot: Spot, authorities: TrustRule['authorities']): TrustRule['attestations'] {
  const names = new Set<string>();
  return itemsOf(spot).map((item) => {
    const requirement = attestationOf(item);
    if (names.has(requirement.name)) {
      throw refusal(item, `two attestations have the name ${quote(requirement.name)}`, {
        hint: 'Give each a name of its own.',
      });
    }
    names.add(requirement.name);
    if (authorities.some((authority) => mayState(authority, requirement))) return requirement;
    throw refusal(item, 'no authority of the rule can state it', {
      hint: 'Only key, keyless and a github-attestation of the same predicate-type make attestations: add one.',
    });
  });
}

function mayState(authority: Authority, { predicateTypes }: AttestationRequirement): boolean {
  if (authority.kind === 'github-attestation') return predicateTypes.includes(authority.predicateType);
  return authority.kind === 'key' || authority.kind === 'keyless';
}
