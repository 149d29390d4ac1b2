export interface CosignCase {
  /** But for the signer and the image; `URL` stands for the services of this machine. */
  readonly args: readonly string[];
  /** With a certificate, and not with a key. */
  readonly keyless: boolean;
  /** Its own kind of key, for `openssl genpkey`; left out: the one that cosign makes. */
  readonly key?: readonly string[];
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
  'p384-signature': { keyless: false, key: ec('P-384'), args: ['sign', ...NEW_ALONE] },
  'p521-signature': { keyless: false, key: ec('P-521'), args: ['sign', ...OLD_ALONE] },
  'rsa-signature': { keyless: false, key: ['-algorithm', 'RSA'], args: ['sign', ...NEW_ALONE] },
  'ed25519-signature': { keyless: false, key: ['-algorithm', 'ED25519'], args: ['sign', ...NEW_ALONE] },
  'ed25519-tag-signature': { keyless: false, key: ['-algorithm', 'ED25519'], args: ['sign', ...OLD_ALONE] },
  'keyless-tag-signature': { keyless: true, args: ['sign', ...OLD_LOGGED] },
  'keyless-tag-attestation': { keyless: true, args: ['attest', ...OLD_LOGGED, ...PREDICATE] },
  'keyless-bundle-signature': { keyless: true, args: ['sign', ...NEW_LOGGED] },
  'keyless-bundle-attestation': { keyless: true, args: ['attest', ...NEW_LOGGED, ...PREDICATE] },
};

function ec(curve: string): readonly string[] {
  return ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
}
