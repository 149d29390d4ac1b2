import type { TrustPolicy, TrustRule } from '../../model/trust.ts';
import type { GlobBudget, GlobText } from '../../util/glob-relations.ts';
import { covers, overlap } from '../../util/glob-relations.ts';
import { imagePattern, registryPattern } from '../../util/image-glob.ts';
import { LIMITS } from '../../util/limits.ts';
import { quote } from '../kinds.ts';
import type { Spot } from './spot.ts';
import { fieldsOf, itemsOf, refusal, warn } from './spot.ts';

/**
 * Refuses a rule, or an image of one, that no image can ever come to: what it demands would be demanded of nothing.
 * `spot`: the list of rules. Throws `InputError` TRUST_UNREACHABLE.
 */
export function refuseUnreachable(
  spot: Spot,
  rules: readonly TrustRule[],
  { registries, images }: Pick<TrustPolicy, 'registries' | 'images'>,
): void {
  const count = rules.reduce((sum, rule) => sum + rule.images.length, 0);
  if (count > LIMITS.trustGlobs.value) {
    throw refusal(
      spot,
      `the rules have ${String(count)} images; the limit is ${String(LIMITS.trustGlobs.value)}`,
    );
  }
  const hosts = registries.flatMap((pattern) => globText(registryPattern(pattern), '.'));
  const allowed = images.flatMap((pattern) => globText(imagePattern(pattern), '/'));
  const budget: GlobBudget = { states: LIMITS.trustGlobStates.value };
  const earlier: Earlier[] = [];
  for (const [index, item] of itemsOf(spot).entries()) {
    const rule = rules[index];
    const places = itemsOf(fieldsOf(item, Object.keys(Object(item.value))).need('images'));
    for (const [at, pattern] of (rule?.images ?? []).entries()) {
      const [glob] = globText(imagePattern(pattern), '/');
      const place = places[at] ?? item;
      if (glob === undefined || rule === undefined) continue;
      refuseCovered(place, glob, rule, { earlier, budget });
      if (hosts.length > 0 && !hosts.some((host) => overlap(host, hostOf(glob)))) {
        const hint = 'Add its registry to trust.registries, or remove it here.';
        throw unreachable(place, 'trust.registries does not allow any image that it stands for', hint);
      }
      if (allowed.length > 0 && !allowed.some((one) => overlap(one, glob))) {
        const hint = 'Add it to trust.images, or remove it here.';
        throw unreachable(place, 'trust.images does not allow any image that it stands for', hint);
      }
    }
    for (const pattern of rule?.images ?? []) {
      for (const glob of globText(imagePattern(pattern), '/')) earlier.push({ glob, rule: rule?.name ?? '' });
    }
  }
  if (budget.states < 0) {
    warn(
      spot,
      'there are too many globs with ** to tell whether each of them can still be the rule of an image',
    );
  }
}

interface Earlier {
  readonly glob: GlobText;
  readonly rule: string;
}

function refuseCovered(
  place: Spot,
  glob: GlobText,
  rule: TrustRule,
  { earlier, budget }: { readonly earlier: readonly Earlier[]; readonly budget: GlobBudget },
): void {
  const same = earlier.find((other) => other.glob.pattern.toLowerCase() === glob.pattern.toLowerCase());
  if (same !== undefined) {
    throw unreachable(
      place,
      `the rules ${quote(same.rule)} and ${quote(rule.name)} contradict each other: both are for ${glob.pattern}`,
      'Make one rule of them, with require: all when both are meant.',
    );
  }
  const near = earlier.filter((other) => mayMeet(other.glob, glob));
  // Alone first: to name the one that is in the way.
  const broad = near.find((other) => covers([other.glob], glob, budget));
  if (broad !== undefined) {
    throw unreachable(
      place,
      `the rule ${quote(rule.name)} can never be for it: the rule ${quote(broad.rule)} before it is for ${broad.glob.pattern}`,
    );
  }
  const all = near.map((other) => other.glob);
  if (all.length > 1 && covers(all, glob, budget)) {
    const message = `the rule ${quote(rule.name)} can never be for it: the rules before it cover all of it`;
    throw unreachable(place, message);
  }
}

/** False when already their beginnings, up to the first star, are different. */
function mayMeet(a: GlobText, b: GlobText): boolean {
  const [first = ''] = a.pattern.toLowerCase().split('*');
  const [second = ''] = b.pattern.toLowerCase().split('*');
  return first.startsWith(second) || second.startsWith(first);
}

/** The pattern of the host in one over images; `**` may reach into the path. */
function hostOf({ pattern }: GlobText): GlobText {
  const slash = pattern.indexOf('/');
  const host = slash < 0 ? pattern : pattern.slice(0, slash);
  const wide = pattern.indexOf('**');
  if (wide >= 0 && wide < host.length) return { pattern: `${host.slice(0, wide)}**`, separator: '/' };
  // A star in it does not stop at dots.
  return { pattern: host, separator: '/' };
}

function globText(pattern: string | null, separator: '/' | '.'): readonly GlobText[] {
  return pattern === null ? [] : [{ pattern, separator }];
}

function unreachable(
  spot: Spot,
  message: string,
  hint = 'The first rule that fits an image is the only one: put the narrow ones before the wide ones.',
): Error {
  return refusal(spot, message, { code: 'TRUST_UNREACHABLE', hint });
}
