import type { RuleMetadata } from '../../model/rule.ts';
import type { ImageTrust, Refusal, RefusalClass } from '../../model/signature.ts';
import { classOf, fixOf } from './codes.ts';
import {
  TR_ATTESTATION,
  TR_SIGNATURE,
  TR_SIGNER,
  TR_UNMATCHED,
  TR_UNSIGNED,
  TR_UNVERIFIED,
} from './rules.ts';
import type { Breach } from './trusted.ts';

/** What tells most about an image that nobody accepts, first. */
const TELLING: readonly (readonly [RefusalClass, RuleMetadata])[] = [
  ['bad', TR_SIGNATURE],
  ['untrusted', TR_SIGNER],
  ['unmet', TR_UNSIGNED],
  ['none', TR_UNSIGNED],
];

/**
 * What is wrong with an image that is not trusted: one breach for its authorities together, and one for each
 * attestation that is lacking. Each names the rule, who refuses, and the code.
 */
export function breachesOf(trust: ImageTrust): readonly Breach[] {
  const { result, rule, threshold, authorities, attestations } = trust;
  if (result === 'trusted' || result === 'not-asked') return [];
  if (rule === null) {
    const message = `"${trust.reference}": no rule of trust.rules is for this image. Add one, or use another image.`;
    return [{ rule: TR_UNMATCHED, message }];
  }
  const start = `"${trust.reference}" (rule "${rule}")`;
  const refused = authorities.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, refusal }]));
  const isShort = authorities.length - refused.length < threshold;
  const lacking = attestations.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, refusal }]));
  return [
    ...(isShort ? [authoritiesBreach(start, refused, result)] : []),
    ...lacking.map((one) => ({
      rule: classOf(one.refusal.code) === 'unavailable' ? TR_UNVERIFIED : TR_ATTESTATION,
      message: told(start, [one]),
    })),
  ];
}

/** Why it is not known whether an image is trusted, without its name; null when it is known. */
export function gapOf(trust: ImageTrust): string | null {
  if (trust.result !== 'unavailable' || trust.mode !== 'enforce') return null;
  const refused = [...trust.authorities, ...trust.attestations].flatMap(({ name, refusal }) =>
    refusal !== null && classOf(refusal.code) === 'unavailable' ? [{ name, refusal }] : [],
  );
  return said(refused);
}

interface Refused {
  readonly name: string;
  readonly refusal: Refusal;
}

function authoritiesBreach(start: string, refused: readonly Refused[], result: ImageTrust['result']): Breach {
  const message = told(start, refused);
  if (result === 'unavailable') return { rule: TR_UNVERIFIED, message };
  const classes = new Set(refused.map(({ refusal }) => classOf(refusal.code)));
  for (const [one, rule] of TELLING) if (classes.has(one)) return { rule, message };
  return { rule: TR_UNVERIFIED, message };
}

/** What to do stands behind it, where it is one thing. */
function told(start: string, refused: readonly Refused[]): string {
  const fixes = new Set(refused.map(({ refusal }) => fixOf(refusal.code)));
  const [fix = null] = fixes.size === 1 ? fixes : [];
  return `${start}: ${said(refused)}.${fix === null ? '' : ` ${fix}`}`;
}

function said(refused: readonly Refused[]): string {
  return refused.map(({ name, refusal }) => `${name}: ${refusal.message} [${refusal.code}]`).join('; ');
}
