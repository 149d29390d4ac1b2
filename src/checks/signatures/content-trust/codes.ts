import type { Codes } from '../code.ts';
import { refuser } from '../code.ts';

const ASK_SERVER = 'Ask who runs the Notary server: what it serves is damaged, or something is amiss.';
const ASK_OWNER = 'Ask who owns the repository: what was published is damaged, or something is amiss.';

/** Why Docker Content Trust does not accept an image. */
export const CONTENT_TRUST_CODES = {
  CONTENT_TRUST_NO_TAG: {
    class: 'unavailable',
    title: 'The image is named by digest alone, and content trust signs tags',
    fix: 'Name the image with its tag, and the digest besides when you like.',
  },
  CONTENT_TRUST_NO_PIN: {
    class: 'untrusted',
    title: 'No root of trust is configured',
    fix: 'Give `root-keys`, `root-ca` or `root`, or say `trust-on-first-use: true` to trust whoever runs the server.',
  },
  CONTENT_TRUST_TAG_UNSIGNED: {
    class: 'none',
    title: 'The repository has signed tags, and this is not one',
    fix: 'Sign the tag with `docker trust sign`, or use one that is signed.',
  },
  CONTENT_TRUST_TAG_OUT_OF_PATH: {
    class: 'untrusted',
    title: 'The tag is signed by a delegation that may not sign such tags',
    fix: 'Let the owner widen the paths of the delegation, or sign the tag by another one.',
  },
  CONTENT_TRUST_OTHER_DIGEST: {
    class: 'bad',
    title: 'The tag is signed for another image',
    fix: 'Use the signed digest, or sign the tag again after pushing.',
  },
  CONTENT_TRUST_OTHER_SIZE: {
    class: 'bad',
    title: 'The tag is signed with another size of the manifest',
    fix: ASK_OWNER,
  },
  CONTENT_TRUST_SIGNER_MISSING: {
    class: 'unmet',
    title: 'A required signer has not signed the tag',
    fix: 'Let the signer run `docker trust sign`, or take the name out of `signers`.',
  },
  CONTENT_TRUST_SIGNER_OUT_OF_PATH: {
    class: 'unmet',
    title: 'A required signer may not sign such tags',
    fix: 'Let the owner widen the paths of the delegation.',
  },
  CONTENT_TRUST_SIGNER_OTHER_DIGEST: {
    class: 'bad',
    title: 'A required signer has signed another image under this tag',
    fix: 'Let the signer look at the image and sign the tag again.',
  },
  CONTENT_TRUST_WRONG_ROOT: {
    class: 'untrusted',
    title: 'The root keys are not those that are pinned',
    fix: 'Check `root-keys` with the owner: the root may have been rotated, or it is not the owner who signed.',
  },
  CONTENT_TRUST_WRONG_CA: {
    class: 'untrusted',
    title: 'No root certificate leads to the pinned certificate authority',
    fix: 'Check `root-ca` with the owner of the repository.',
  },
  CONTENT_TRUST_ROOT_CHAIN: {
    class: 'untrusted',
    title: 'A root is not signed by the one before it',
    fix: 'Check with the owner of the repository whether trust in it was set up anew, and pin the new root.',
  },
  CONTENT_TRUST_ROOT_ROLLBACK: {
    class: 'bad',
    title: 'The root is older than the pinned one',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_ROOT_CHANGED: {
    class: 'bad',
    title: 'The root has the version of the pinned one and says something else',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_ROOT_TOO_FAR: {
    class: 'unavailable',
    title: 'There are too many roots between the pinned one and the present one',
    fix: 'Pin a newer root.json.',
  },
  CONTENT_TRUST_ROOT_WITHOUT_CERTIFICATE: {
    class: 'bad',
    title: 'The root keys come without certificates',
    fix: ASK_OWNER,
  },
  CONTENT_TRUST_OTHER_REPOSITORY: {
    class: 'bad',
    title: 'The root certificates are for another repository',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_CERTIFICATE_TIME: {
    class: 'bad',
    title: 'The root certificates have expired or are not valid yet',
    fix: 'Let the owner rotate the root key.',
  },
  CONTENT_TRUST_CERTIFICATE_SHA1: {
    class: 'bad',
    title: 'The root certificates are signed with SHA-1 or weaker',
    fix: 'Let the owner rotate the root key.',
  },
  CONTENT_TRUST_SIGNATURE: {
    class: 'bad',
    title: 'A signature on the metadata does not hold',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_THRESHOLD: {
    class: 'bad',
    title: 'The metadata is signed by too few of its keys',
    fix: ASK_OWNER,
  },
  CONTENT_TRUST_METHOD: {
    class: 'bad',
    title: 'A signature is of a kind that its key does not make',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_KEY_ID: {
    class: 'bad',
    title: 'A key has an id that is not its own',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_KEY_UNUSABLE: {
    class: 'bad',
    title: 'A key is too weak or cannot be read',
    fix: 'Let the owner rotate the key; RSA keys need 2048 bits.',
  },
  CONTENT_TRUST_TIMESTAMP_EXPIRED: {
    class: 'bad',
    title: 'The timestamp has expired, so the newest metadata may be held back',
    fix: 'Check the clock of this machine; then ask who runs the Notary server.',
  },
  CONTENT_TRUST_EXPIRED: {
    class: 'bad',
    title: 'The metadata has expired',
    fix: 'Let the owner publish again; each publication renews what it signs.',
  },
  CONTENT_TRUST_ROLLBACK: {
    class: 'bad',
    title: 'The metadata is older than `minimum-versions` allows',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_METADATA_INVALID: {
    class: 'bad',
    title: 'The metadata cannot be read',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_METADATA_MISSING: {
    class: 'bad',
    title: 'Metadata that must be there is not',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_METADATA_TOO_LARGE: {
    class: 'bad',
    title: 'The metadata is larger than what is read',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_WRONG_TYPE: {
    class: 'bad',
    title: 'The metadata is of another role',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_HASH_MISMATCH: {
    class: 'bad',
    title: 'The metadata is not what was signed for',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_LENGTH_MISMATCH: {
    class: 'bad',
    title: 'The metadata is longer or shorter than what was signed for',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_NOT_LISTED: {
    class: 'bad',
    title: 'The snapshot or timestamp does not list what it must',
    fix: ASK_SERVER,
  },
  CONTENT_TRUST_ROOT_NOT_LISTED: {
    class: 'bad',
    title: 'The root is not the one that the snapshot lists',
    fix: 'Try again: the root may just have been rotated. Then ask who runs the Notary server.',
  },
  CONTENT_TRUST_DELEGATION_INVALID: {
    class: 'bad',
    title: 'A delegation is not one that its parent may make',
    fix: ASK_OWNER,
  },
  CONTENT_TRUST_DELEGATIONS_TOO_MANY: {
    class: 'unavailable',
    title: 'There are too many delegations, or too many levels of them',
    fix: 'Let the owner remove those that are not needed.',
  },
  CONTENT_TRUST_BROKEN: {
    class: 'bad',
    title: 'Examining the metadata failed',
    fix: ASK_SERVER,
  },
} as const satisfies Codes;

export const refuse = refuser(CONTENT_TRUST_CODES);
