export interface CosignCase {
  /** But for the signer and the image; `URL` stands for the services of this machine. */
  readonly args: readonly string[];
  /** With a certificate, and not with a key. */
  readonly keyless: boolean;
}

const OLD = ['--new-bundle-format=false', '--use-signing-config=false'];
const OLD_ALONE = [...OLD, '--tlog-upload=false'];
const OLD_LOGGED = [
  ...OLD,
  '--fulcio-url',
  'URL',
  '--rekor-url',
  'URL',
  '--timestamp-server-url',
  'URL/api/v1/timestamp',
];
const NEW_ALONE = ['--signing-config', 'no-services.json'];
const NEW_LOGGED = ['--signing-config', 'services.json', '--trusted-root', 'root.json'];
const PREDICATE = ['--type', 'slsaprovenance1', '--predicate', 'predicate.json'];

/** The forms in which cosign 3 signs, by the names of the fixtures. */
export const CASES: Readonly<Record<string, CosignCase>> = {
  'tag-signature': { keyless: false, args: ['sign', ...OLD_ALONE, '-a', 'env=prod'] },
  'tag-attestation': { keyless: false, args: ['attest', ...OLD_ALONE, ...PREDICATE] },
  'referrer-signature': {
    keyless: false,
    args: ['sign', ...OLD_ALONE, '--registry-referrers-mode', 'oci-1-1'],
  },
  'bundle-signature': { keyless: false, args: ['sign', ...NEW_ALONE, '-a', 'env=prod'] },
  'bundle-attestation': { keyless: false, args: ['attest', ...NEW_ALONE, ...PREDICATE] },
  'logged-tag-signature': { keyless: false, args: ['sign', ...OLD_LOGGED] },
  'logged-bundle-signature': { keyless: false, args: ['sign', ...NEW_LOGGED] },
  'keyless-tag-signature': { keyless: true, args: ['sign', ...OLD_LOGGED] },
  'keyless-tag-attestation': { keyless: true, args: ['attest', ...OLD_LOGGED, ...PREDICATE] },
  'keyless-bundle-signature': { keyless: true, args: ['sign', ...NEW_LOGGED] },
  'keyless-bundle-attestation': { keyless: true, args: ['attest', ...NEW_LOGGED, ...PREDICATE] },
};
