import type { Codes } from '../code.ts';
import { refuser } from '../code.ts';

const SIGN_AGAIN = 'Sign the image again, or delete what is broken.';
const ROOT = 'Give the trusted root of the Sigstore that it was made with: `trusted-root`.';

export const SIGSTORE_CODES = {
  SIGSTORE_UNSIGNED: {
    class: 'none',
    title: 'An attachment that nobody signed',
    fix: 'Attach it as an attestation (`cosign attest`): what lies under a `.sbom` tag can be put there by anyone.',
  },
  SIGSTORE_MANIFEST_INVALID: {
    class: 'bad',
    title: 'The manifest that holds the signature cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_REFERRER_FALSE: {
    class: 'bad',
    title: 'The registry lists it as about the image, and it is not',
    fix: 'Look at who may push to the repository; then delete what does not belong there.',
  },
  SIGSTORE_BLOB_MISSING: {
    class: 'bad',
    title: 'What was signed is not in the registry',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_BLOB_CHANGED: {
    class: 'bad',
    title: 'The registry gave other bytes than the manifest names',
    fix: 'Ask who runs the registry, or a proxy before it: it is damaged, or something is amiss.',
  },
  SIGSTORE_SIGNATURE_MISSING: {
    class: 'bad',
    title: 'There is no signature beside what should be signed',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_ANNOTATION_INVALID: {
    class: 'bad',
    title: 'Certificate, log entry or time stamp cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_BUNDLE_INVALID: {
    class: 'bad',
    title: 'It is no Sigstore bundle of a known version',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_PAYLOAD_INVALID: {
    class: 'bad',
    title: 'What was signed cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_PAYLOAD_TYPE: {
    class: 'bad',
    title: 'What was signed is of another type than it is presented as',
    fix: 'Look at who may push to the repository: someone may try to pass one thing off as another.',
  },
  SIGSTORE_ENVELOPE_INVALID: {
    class: 'bad',
    title: 'The envelope of an attestation cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_ENVELOPE_SIGNATURES: {
    class: 'bad',
    title: 'An envelope with none or several signatures',
    fix: 'Sign each attestation by itself: with several, readers differ in which one counts.',
  },
  SIGSTORE_STATEMENT_INVALID: {
    class: 'bad',
    title: 'The statement of an attestation cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_OTHER_IMAGE: {
    class: 'bad',
    title: 'It is about another image',
    fix: 'Sign this image: a signature counts for the one digest that it names.',
  },
  SIGSTORE_DIGEST_OTHER: {
    class: 'bad',
    title: 'The digest in the bundle is not that of what was signed',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_SIGNATURE_INVALID: {
    class: 'bad',
    title: 'The signature does not hold',
    fix: 'Do not use the image before it is clear what changed: it is not what was signed.',
  },
  SIGSTORE_CERTIFICATE_INVALID: {
    class: 'bad',
    title: 'The certificate of the signer cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_CERTIFICATE_TIME: {
    class: 'bad',
    title: 'The certificate was not valid when the signature was made',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_CERTIFICATE_USAGE: {
    class: 'bad',
    title: 'The certificate is not for signing code',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_SCT_INVALID: {
    class: 'bad',
    title: 'No trusted log of certificates vouches for the certificate',
    fix: ROOT,
  },
  SIGSTORE_TIMESTAMP_INVALID: {
    class: 'bad',
    title: 'The time stamp does not hold',
    fix: `${SIGN_AGAIN} For a time stamp authority of your own: ${ROOT}`,
  },
  SIGSTORE_TIMESTAMP_REPEATED: {
    class: 'bad',
    title: 'One time stamp is there twice',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_ENTRY_INVALID: {
    class: 'bad',
    title: 'The entry of the transparency log cannot be read',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_ENTRY_OTHER: {
    class: 'bad',
    title: 'The entry of the transparency log is about another signature',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_KEY_OTHER: {
    class: 'bad',
    title: 'The entry of the transparency log names another signer',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_ENTRY_REPEATED: {
    class: 'bad',
    title: 'One entry of the transparency log is there twice',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_PROMISE_INVALID: {
    class: 'bad',
    title: 'The promise of the transparency log does not hold',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_LOG_PROOF_INVALID: {
    class: 'bad',
    title: 'The proof of the transparency log does not hold',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_BROKEN: {
    class: 'bad',
    title: 'It cannot be examined to the end',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_KEY_OTHER: {
    class: 'untrusted',
    title: 'None of the keys made the signature',
    fix: 'Add the key that signed to `key.files`, or have the image signed with one that is there.',
  },
  SIGSTORE_CERTIFICATE_MISSING: {
    class: 'untrusted',
    title: 'Made with a key, and a certificate is asked for',
    fix: 'Sign without a key (`cosign sign`), or add an authority with that key.',
  },
  SIGSTORE_CERTIFICATE_UNTRUSTED: {
    class: 'untrusted',
    title: 'No trusted certificate authority issued the certificate',
    fix: ROOT,
  },
  SIGSTORE_LOG_UNTRUSTED: {
    class: 'untrusted',
    title: 'A transparency log that is not trusted',
    fix: ROOT,
  },
  SIGSTORE_LOG_MISSING: {
    class: 'unmet',
    title: 'No entry in a transparency log',
    fix: 'Sign with the log, or set `transparency-log: optional` (`--insecure-ignore-tlog`) for a key that is used without one.',
  },
  SIGSTORE_TIME_MISSING: {
    class: 'unmet',
    title: 'Nothing tells when the signature was made',
    fix: 'Sign with a log that promises entries, or with a time stamp authority.',
  },
  SIGSTORE_SCT_MISSING: {
    class: 'unmet',
    title: 'The certificate is in no log of certificates',
    fix: SIGN_AGAIN,
  },
  SIGSTORE_ANNOTATION_UNMET: {
    class: 'unmet',
    title: 'The signature does not carry the annotations that are required',
    fix: 'Sign with them (`cosign sign -a name=value`), or ask for others in `annotations`.',
  },
  SIGSTORE_TOO_LARGE: {
    class: 'unavailable',
    title: 'Larger than what is read of signatures',
    fix: 'Delete signatures and attestations that are not needed; docs/limits.md tells how much is read.',
  },
} as const satisfies Codes;

export const refused = refuser(SIGSTORE_CODES);
