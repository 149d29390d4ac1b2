import type { X509Certificate } from 'node:crypto';
import { InputError } from '../../../model/errors.ts';
import type { ContentTrustAuthority, PublicKeyText } from '../../../model/trust.ts';
import { isForRepository, isSoundlySigned, isValidAt, leadsTo } from './certificates.ts';
import type { CONTENT_TRUST_CODES } from './codes.ts';
import { refuse } from './codes.ts';
import { readCertificates } from './keys.ts';
import type { MetadataKey } from './keys.ts';
import type { SigningRole } from './signatures.ts';

/** A key whose certificates must be looked at. */
type CertifiedKey = MetadataKey & { readonly certificates: readonly [X509Certificate, ...X509Certificate[]] };

/** What a root key must be, and the refusal when none is. */
export interface RootKeyRule {
  readonly code: keyof typeof CONTENT_TRUST_CODES;
  readonly message: string;
  readonly fits: (key: CertifiedKey) => boolean;
}

/** What every root certificate must be; `now` is null when a certificate may be out of its time. */
export function repositoryRules(gun: string, now: Date | null): readonly RootKeyRule[] {
  const sound: readonly RootKeyRule[] = [
    {
      code: 'CONTENT_TRUST_OTHER_REPOSITORY',
      message: `root: none of its certificates is for ${gun}`,
      fits: ({ certificates: [leaf] }) => isForRepository(leaf, gun),
    },
    {
      code: 'CONTENT_TRUST_CERTIFICATE_SHA1',
      message: 'root: its certificates are signed with a hash that is too weak, or not known',
      fits: ({ certificates: [leaf] }) => isSoundlySigned(leaf),
    },
  ];
  if (now === null) return sound;
  const timely: RootKeyRule = {
    code: 'CONTENT_TRUST_CERTIFICATE_TIME',
    message: `root: its certificates are not valid on ${now.toISOString()}`,
    fits: ({ certificates: [leaf] }) => isValidAt(leaf, now),
  };
  return [...sound, timely];
}

/**
 * What the authority pins; each pin that it has must hold. Refuses with CONTENT_TRUST_NO_PIN; throws `InputError`
 * CONTENT_TRUST_ROOT_CA_INVALID. A root file is for `trustedRoot`.
 */
export function pinRules(authority: ContentTrustAuthority, now: Date): readonly RootKeyRule[] {
  const { rootKeys, rootCa, rootFile, trustOnFirstUse } = authority;
  const rules: RootKeyRule[] = [];
  if (rootKeys.length > 0) {
    const ids = new Set(rootKeys.map((id) => id.toLowerCase()));
    rules.push({
      code: 'CONTENT_TRUST_WRONG_ROOT',
      message: 'root: none of its keys is pinned',
      fits: ({ id, canonicalId }) => ids.has(id) || ids.has(canonicalId),
    });
  }
  if (rootCa !== null) {
    const anchors = readAnchors(rootCa);
    rules.push({
      code: 'CONTENT_TRUST_WRONG_CA',
      message: `root: none of its certificates leads to ${rootCa.name}`,
      fits: ({ certificates }) => leadsTo(anchors, certificates, now),
    });
  }
  if (rules.length > 0 || rootFile !== null || trustOnFirstUse) return rules;
  throw refuse('CONTENT_TRUST_NO_PIN', 'no root of trust is configured');
}

/** The keys of the root role that fit every rule, with its threshold. Refuses with the code of the first that none fits. */
export function fittingKeys({ keys, threshold }: SigningRole, rules: readonly RootKeyRule[]): SigningRole {
  let left = [...keys.values()].filter(isCertified);
  if (left.length === 0) {
    throw refuse(
      'CONTENT_TRUST_ROOT_WITHOUT_CERTIFICATE',
      'root: it has no key with a certificate that can be read',
    );
  }
  for (const { code, message, fits } of rules) {
    left = left.filter(fits);
    if (left.length === 0) throw refuse(code, message);
  }
  return { keys: new Map(left.map((key) => [key.id, key])), threshold };
}

function isCertified(key: MetadataKey | null): key is CertifiedKey {
  return key !== null && key.certificates.length > 0;
}

function readAnchors({ name, pem }: PublicKeyText): readonly X509Certificate[] {
  const options = { hint: 'Give the certificates of the authority in PEM form.' };
  try {
    const anchors = readCertificates(Buffer.from(pem));
    if (anchors.length > 0) return anchors;
  } catch (cause) {
    throw new InputError('CONTENT_TRUST_ROOT_CA_INVALID', `${name}: a certificate cannot be read`, {
      ...options,
      cause,
    });
  }
  throw new InputError('CONTENT_TRUST_ROOT_CA_INVALID', `${name}: there is no certificate in it`, options);
}
