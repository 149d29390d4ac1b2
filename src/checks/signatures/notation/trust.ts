import type { NotationAuthority, NotationPolicy } from '../../../model/trust.ts';
import type { TrustedIdentities } from './identity.ts';
import { readIdentities } from './identity.ts';
import type { StoreType } from './stores.ts';
import { trustedCertificates } from './stores.ts';
import type { Certificate } from './x509/certificate.ts';

/** Whom a policy trusts. */
export interface NotationTrust {
  readonly stores: Readonly<Record<StoreType, readonly Certificate[]>>;
  readonly identities: TrustedIdentities;
}

/** Reads all that a policy names, used or not: refuses what cannot be read, at any level. */
export function readTrust(authority: NotationAuthority, policy: NotationPolicy): NotationTrust {
  return {
    stores: {
      ca: trustedCertificates(authority, policy, 'ca'),
      signingAuthority: trustedCertificates(authority, policy, 'signingAuthority'),
      tsa: trustedCertificates(authority, policy, 'tsa'),
    },
    identities: readIdentities(policy),
  };
}
