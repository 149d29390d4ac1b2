import type { Codes } from '../code.ts';
import { refuser } from '../code.ts';

/** Every way in which a Notary Project signature is refused. */
export const NOTATION_CODES = {
  NOTATION_NO_POLICY: {
    class: 'untrusted',
    title: 'No trust policy is for this repository',
    fix: 'Add the repository to `registryScopes` of a Notation trust policy, or add one with the scope `*`.',
  },
  NOTATION_SKIPPED: {
    class: 'untrusted',
    title: 'The trust policy verifies nothing',
    fix: 'A policy of the level `skip` cannot vouch for an image: use another level, or no rule for the image.',
  },
  NOTATION_POLICY: {
    class: 'untrusted',
    title: 'The trust policy cannot be followed',
    fix: 'Correct the trust policy: the message says what is wrong with it.',
  },
  NOTATION_REFERRER: {
    class: 'bad',
    title: 'The list of signatures leads to something else',
    fix: 'Find out who wrote to the repository; sign the image again.',
  },
  NOTATION_MANIFEST: {
    class: 'bad',
    title: 'The signature manifest is not valid',
    fix: 'Sign the image again with a current `notation`.',
  },
  NOTATION_THUMBPRINT: {
    class: 'bad',
    title: 'The signature manifest names other certificates than its signature has',
    fix: 'Find out who wrote to the repository; sign the image again.',
  },
  NOTATION_BLOB: {
    class: 'bad',
    title: 'The signature is not what its manifest names, or too large',
    fix: 'Find out who wrote to the repository; sign the image again.',
  },
  NOTATION_UNREADABLE: {
    class: 'unavailable',
    title: 'The signature could not be fetched',
    fix: 'Try again; when it stays, look at the registry.',
  },
  NOTATION_ENVELOPE: {
    class: 'bad',
    title: 'The signature envelope is not valid',
    fix: 'Sign the image again with a current `notation`.',
  },
  NOTATION_ATTRIBUTE: {
    class: 'bad',
    title: 'A signed attribute is missing, broken or contradicts another',
    fix: 'Sign the image again with a current `notation`.',
  },
  NOTATION_CRITICAL: {
    class: 'unavailable',
    title: 'The signature has a critical attribute that is not known',
    fix: 'Sign without it, or verify with the tool that knows it.',
  },
  NOTATION_PLUGIN: {
    class: 'unavailable',
    title: 'The signature asks for a verification plugin',
    fix: 'Plugins are not run here: sign without one, or verify with `notation` and its plugin.',
  },
  NOTATION_CONTENT_TYPE: {
    class: 'bad',
    title: 'The signature is over another kind of content',
    fix: 'Sign the image, with `notation sign`.',
  },
  NOTATION_ALGORITHM: {
    class: 'bad',
    title: 'The signature algorithm is not the one of the key',
    fix: 'Sign with RSA of 2048, 3072 or 4096 bits, or ECDSA on P-256, P-384 or P-521.',
  },
  NOTATION_SIGNATURE: {
    class: 'bad',
    title: 'The signature does not hold',
    fix: 'It was changed after it was made, or is by another key: sign the image again.',
  },
  NOTATION_PAYLOAD: {
    class: 'bad',
    title: 'What was signed is not a descriptor of an artifact',
    fix: 'Sign the image again with a current `notation`.',
  },
  NOTATION_DIGEST: {
    class: 'bad',
    title: 'The signature is for another artifact',
    fix: 'Sign this image: a signature cannot be moved from another one.',
  },
  NOTATION_CERTIFICATE: {
    class: 'bad',
    title: 'A certificate of the signature does not parse',
    fix: 'Sign the image again with a valid certificate.',
  },
  NOTATION_CHAIN: {
    class: 'bad',
    title: 'The certificates of the signature are not a chain from the signer to a root',
    fix: 'Sign with the whole chain in its order: signer, intermediates, root.',
  },
  NOTATION_CERTIFICATE_USE: {
    class: 'untrusted',
    title: 'A certificate may not be used for this',
    fix: 'Use a code signing certificate with the extensions that the Notary Project asks for.',
  },
  NOTATION_CERTIFICATE_KEY: {
    class: 'untrusted',
    title: 'A certificate has a key that is too weak or not known',
    fix: 'Use RSA of 2048 bits or more, or ECDSA on P-256, P-384 or P-521.',
  },
  NOTATION_STORE: {
    class: 'untrusted',
    title: 'A trust store is missing, empty or cannot be read',
    fix: 'Give the trust stores that the policy names, with root certificates in PEM form.',
  },
  NOTATION_UNTRUSTED_CHAIN: {
    class: 'untrusted',
    title: 'The signer does not lead to a certificate of the trust stores',
    fix: 'Add the certificate authority to the trust store, if you trust it for this image.',
  },
  NOTATION_IDENTITY: {
    class: 'untrusted',
    title: 'The signer is not one of the trusted identities',
    fix: 'Add the signer to `identities` (`trustedIdentities` in a `trustpolicy.json`), if you trust them for this image.',
  },
  NOTATION_LOGGED_ONLY: {
    class: 'untrusted',
    title: 'The signer is not trusted, and the trust policy only logs that',
    fix: 'To let images of strangers pass and be told, set `mode: warn` in the trust rule.',
  },
  NOTATION_EXPIRED: {
    class: 'unmet',
    title: 'The signature has expired',
    fix: 'Sign the image again, or use a newer one.',
  },
  NOTATION_CERTIFICATE_EXPIRED: {
    class: 'untrusted',
    title: 'A certificate has expired, and no time stamp shows that it had not when it signed',
    fix: 'Sign the image again, with `--timestamp-url`, and name the authority in a `tsa` store.',
  },
  NOTATION_CERTIFICATE_NOT_YET_VALID: {
    class: 'untrusted',
    title: 'A certificate is not valid yet',
    fix: 'Look at the clocks of this machine and of the one that signed.',
  },
  NOTATION_TIMESTAMP_MISSING: {
    class: 'unmet',
    title: 'The signature has no time stamp',
    fix: 'Sign with `--timestamp-url`, or set `verify-timestamp: afterCertExpiry` (`verifyTimestamp` in a `trustpolicy.json`).',
  },
  NOTATION_TIMESTAMP: {
    class: 'bad',
    title: 'The time stamp does not hold',
    fix: 'Sign the image again, with a time stamp.',
  },
  NOTATION_TIMESTAMP_OTHER: {
    class: 'bad',
    title: 'The time stamp is for another signature',
    fix: 'Sign the image again, with a time stamp.',
  },
  NOTATION_TIMESTAMP_CERTIFICATE: {
    class: 'untrusted',
    title: 'The certificate of the time stamp may not be used for it',
    fix: 'Use a time stamping authority whose certificates follow RFC 3161.',
  },
  NOTATION_TIMESTAMP_UNTRUSTED: {
    class: 'untrusted',
    title: 'The time stamp does not lead to a certificate of the `tsa` trust stores',
    fix: 'Add the root of the time stamping authority to a `tsa` store, if you trust it.',
  },
  NOTATION_TIMESTAMP_OUTSIDE: {
    class: 'untrusted',
    title: 'The signature was made outside the validity of a certificate',
    fix: 'Sign the image again with a certificate that is valid.',
  },
  NOTATION_REVOKED: {
    class: 'untrusted',
    title: 'A certificate is revoked',
    fix: 'Find out why, and sign the image again with another certificate.',
  },
  NOTATION_REVOCATION_UNKNOWN: {
    class: 'unavailable',
    title: 'Whether a certificate is revoked could not be found out',
    fix: 'Let this machine reach the addresses in the certificate (name private hosts in `IMAGE_GATE_REVOCATION_HOSTS`), or set `override: { revocation: log }`.',
  },
} as const satisfies Codes;

export type NotationCode = keyof typeof NOTATION_CODES;

/** A refusal by one of these codes. */
export const refuse = refuser(NOTATION_CODES);
