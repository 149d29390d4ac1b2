import { z } from 'zod';

import type { TrustPolicy } from '../model/trust.ts';
import { glob } from '../util/glob.ts';
import { durationOf } from './trust/duration.ts';
import { imageGlobsOf, registryGlobsOf, tagGlobsOf } from './trust/image-globs.ts';
import { refuseUnreachable } from './trust/reachable.ts';
import { rulesOf } from './trust/rules.ts';
import type { Fields, Spot, Step, TrustWorld } from './trust/spot.ts';
import { fieldsOf, isMap, refusal, warn, wordOf } from './trust/spot.ts';
import { trustedRootOf } from './trust/trusted-root.ts';

/** `trust` in the configuration file as it was written: `readTrust` makes a policy of it. */
export const TRUST_SCHEMA = z.custom<Readonly<Record<string, unknown>>>(isMap, { error: 'it is not a map' });

const DEMANDS = ['registries', 'images', 'tags', 'digest', 'max-age', 'rules'];
const KEYS = [...DEMANDS, 'unmatched', 'trusted-root'];

export interface TrustOptions {
  /** Files are named relative to it. */
  readonly cwd: string;
  /** The line where the value at a path inside of `trust` stands: `.image-gate.yaml:3`. */
  readonly at: (path: readonly Step[]) => string;
  readonly now: Date;
}

export interface ReadTrust {
  readonly policy: TrustPolicy;
  /** What is allowed and unwise, each with its place. */
  readonly notes: readonly string[];
}

/**
 * Reads `trust`, with every file that it names. Throws `InputError` for what it cannot mean: TRUST_INVALID,
 * TRUST_PATTERN, TRUST_KEY, TRUST_CERTIFICATE, TRUST_FILE, TRUST_UNREACHABLE, SETTING_UNKNOWN, PATH_NOT_FOUND.
 */
export function readTrust(raw: unknown, { cwd, at, now }: TrustOptions): ReadTrust {
  const notes = new Set<string>();
  const world: TrustWorld = { cwd, at, now, note: (text) => notes.add(text) };
  const policy = policyOf({ value: raw, path: [], world });
  return { policy, notes: [...notes] };
}

function policyOf(spot: Spot): TrustPolicy {
  const fields = fieldsOf(spot, KEYS);
  if (DEMANDS.every((key) => fields.get(key) === null)) {
    throw refusal(spot, 'it asks for nothing', { hint: `Add one of ${DEMANDS.join(', ')}; or remove it.` });
  }
  const rules = fields.get('rules');
  if (rules === null) refuseIdle(fields);
  const policy: TrustPolicy = {
    registries: fields.read('registries', registryGlobsOf, []),
    images: fields.read('images', imageGlobsOf, []),
    tags: fields.read('tags', tagGlobsOf, []),
    digest: fields.read('digest', (at) => wordOf(at, ['required', 'optional']), 'optional'),
    maxAge: fields.read('max-age', durationOf, null),
    unmatched: fields.read('unmatched', (at) => wordOf(at, ['deny', 'warn', 'allow']), 'deny'),
    trustedRoot: fields.read('trusted-root', trustedRootOf, { kind: 'auto' }),
    rules: fields.read('rules', rulesOf, []),
  };
  if (rules !== null) refuseUnreachable(rules, policy.rules, policy);
  warnOfUnwise(fields, policy);
  return policy;
}

/** What only speaks of rules. */
function refuseIdle(fields: Fields): void {
  for (const key of ['unmatched', 'trusted-root']) {
    const given = fields.get(key);
    if (given === null) continue;
    throw refusal(given, `${key} stands without rules, and would mean nothing`, {
      hint: 'Add rules, or remove it.',
    });
  }
}

function warnOfUnwise(fields: Fields, { tags, unmatched, rules }: TrustPolicy): void {
  const tagsAt = fields.get('tags');
  const unmatchedAt = fields.get('unmatched');
  if (tagsAt !== null && tags.some((tag) => glob(tag, '/', 'exact').matches('latest'))) {
    warn(tagsAt, 'the tag latest is allowed, which stands for another image every time it is pushed');
  }
  if (unmatchedAt === null) return;
  if (unmatched === 'allow') {
    warn(unmatchedAt, 'an image that no rule is for needs no signature: a typing error in a name is enough');
  }
  if (unmatched === 'deny' && rules.every(({ mode }) => mode === 'warn')) {
    warn(unmatchedAt, 'every rule only warns, and an image without a rule is refused');
  }
}
