import type { BundleJson } from '../../../../support/sigstore-evidence.ts';
import { IN_TOTO, ecKeys, keylessBundle, pae, statementText } from '../../../../support/sigstore-evidence.ts';
import { TEST_IDENTITY } from '../../../../support/sigstore-services.ts';
import { basicConstraints, keyUsage } from '../../../../support/x509-ca.ts';
import type { Row } from './scene.ts';
import {
  base64,
  certificate,
  codeSigning,
  envelope,
  flipped,
  ownCertificate,
  sha256,
  signature,
} from './scene.ts';

const MINUTE = 60_000;

/** On a keyless bundle with a log entry and a time stamp. */
export const BUNDLE: readonly Row<BundleJson, string>[] = [
  [
    'the statement is exchanged',
    'SIGSTORE_SIGNATURE_INVALID',
    (bundle, { digest }) => {
      envelope(bundle).payload = base64(statementText([digest], { predicate: { level: 3 } }));
    },
  ],
  [
    'the signature is of another image',
    'SIGSTORE_OTHER_IMAGE',
    (_, { services, other }) => keylessBundle(services, [other]),
  ],
  [
    'one bit of the signature is another',
    'SIGSTORE_SIGNATURE_INVALID',
    (bundle) => {
      signature(bundle).sig = flipped(signature(bundle).sig);
    },
  ],
  [
    'the payload is passed off as another type',
    'SIGSTORE_PAYLOAD_TYPE',
    (bundle) => {
      envelope(bundle).payloadType = 'application/vnd.dev.cosign.simplesigning.v1+json';
    },
  ],
  [
    'the envelope has a second signature',
    'SIGSTORE_ENVELOPE_SIGNATURES',
    (bundle) => {
      envelope(bundle).signatures.push(signature(bundle));
    },
  ],
  [
    'the envelope has no signature',
    'SIGSTORE_ENVELOPE_SIGNATURES',
    (bundle) => {
      envelope(bundle).signatures = [];
    },
  ],
  [
    'the signature is passed off as one over plain bytes',
    'SIGSTORE_DIGEST_OTHER',
    (bundle) => {
      const { payload } = envelope(bundle);
      const digest = sha256(pae(IN_TOTO, Buffer.from(payload, 'base64')));
      bundle.messageSignature = {
        messageDigest: { algorithm: 'SHA2_256', digest },
        signature: signature(bundle).sig,
      };
      delete bundle.dsseEnvelope;
    },
  ],
  [
    'a signed statement has a key twice',
    'SIGSTORE_STATEMENT_INVALID',
    (_, { services, digest, other }) => {
      const statement = statementText([digest]).replace(
        '{',
        `{"subject":${JSON.stringify([{ digest: { sha256: other.replace('sha256:', '') } }])},`,
      );
      return keylessBundle(services, [], { statement });
    },
  ],
  [
    'a signed statement is of an unknown type',
    'SIGSTORE_STATEMENT_INVALID',
    (_, { services, digest }) =>
      keylessBundle(services, [], {
        statement: statementText([digest], { _type: 'https://in-toto.io/Statement/v9' }),
      }),
  ],
  [
    'a signed statement has no predicate type',
    'SIGSTORE_STATEMENT_INVALID',
    (_, { services, digest }) =>
      keylessBundle(services, [], { statement: statementText([digest], { predicateType: '' }) }),
  ],
  [
    'a statement is about no digest of the image, and names it',
    'SIGSTORE_OTHER_IMAGE',
    (_, { services, digest }) =>
      keylessBundle(services, [], {
        statement: statementText([], { subject: [{ name: digest, digest: { sha512: digest } }] }),
      }),
  ],
  [
    'the bundle has a key twice',
    'SIGSTORE_BUNDLE_INVALID',
    (bundle) => JSON.stringify(bundle).replace('{', '{"dsseEnvelope":{},'),
  ],
  [
    'the bundle is of a version that is not known',
    'SIGSTORE_BUNDLE_INVALID',
    (bundle) => {
      bundle.mediaType = 'application/vnd.dev.sigstore.bundle.v0.9+json';
    },
  ],
  ['the bundle is no JSON', 'SIGSTORE_BUNDLE_INVALID', () => 'signed'],
  [
    'the certificate is of another key of the same signer',
    'SIGSTORE_SIGNATURE_INVALID',
    async (bundle, { services }) => {
      certificate(bundle).rawBytes = (await services.certify(ecKeys().publicKey)).toString('base64');
    },
  ],
  [
    'the certificate is cut off',
    'SIGSTORE_CERTIFICATE_INVALID',
    (bundle) => {
      certificate(bundle).rawBytes = certificate(bundle).rawBytes.slice(0, 200);
    },
  ],
  [
    'the certificate comes from another authority',
    'SIGSTORE_CERTIFICATE_UNTRUSTED',
    (_, { services, foreign, digest }) =>
      keylessBundle(services, [digest], { certify: ({ publicKey }) => foreign.certify(publicKey) }),
  ],
  [
    'the certificate ended before the signature was made',
    'SIGSTORE_CERTIFICATE_TIME',
    (_, { services, digest }) => keylessBundle(services, [digest], { identity: { delay: -11 * MINUTE } }),
  ],
  [
    'the certificate began after the signature was made',
    'SIGSTORE_CERTIFICATE_TIME',
    (_, { services, digest }) => keylessBundle(services, [digest], { identity: { delay: 2 * MINUTE } }),
  ],
  [
    'the certificate is not for signing code',
    'SIGSTORE_CERTIFICATE_USAGE',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], {
        certify: ({ privateKey }) => Promise.resolve(ownCertificate(privateKey, [keyUsage([0])])),
      }),
  ],
  [
    'the certificate is that of an authority',
    'SIGSTORE_CERTIFICATE_USAGE',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], {
        certify: ({ privateKey }) =>
          Promise.resolve(ownCertificate(privateKey, [basicConstraints(true), codeSigning()])),
      }),
  ],
  [
    'no log of certificates was told',
    'SIGSTORE_SCT_MISSING',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], { certify: ({ publicKey }) => services.certifyUnlogged(publicKey) }),
  ],
  [
    'the identity merely contains the trusted one',
    'IDENTITY_SUBJECT_UNTRUSTED',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], { identity: { subject: `${TEST_IDENTITY.subject}-2` } }),
  ],
  [
    'another issuer vouches for the same name',
    'IDENTITY_ISSUER_UNTRUSTED',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], { identity: { issuer: 'https://accounts.example.com' } }),
  ],
  [
    'the two forms of the issuer differ',
    'IDENTITY_ISSUER_CONFUSED',
    (_, { services, digest }) =>
      keylessBundle(services, [digest], { identity: { oldIssuer: 'https://accounts.example.com' } }),
  ],
  [
    'it is signed with a key that names nobody',
    'SIGSTORE_CERTIFICATE_MISSING',
    (_, { keyBundle: signed }) => signed,
  ],
];
