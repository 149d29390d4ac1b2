import type { BundleJson } from '../../../../support/sigstore-evidence.ts';
import {
  IN_TOTO,
  certificatePem,
  dsseBody,
  ecKeys,
  keylessBundle,
  pae,
  statementText,
} from '../../../../support/sigstore-evidence.ts';
import { TEST_IDENTITY } from '../../../../support/sigstore-services.ts';
import { basicConstraints, keyUsage } from '../../../../support/x509-ca.ts';
import type { Row } from './scene.ts';
import {
  base64,
  certificate,
  codeSigning,
  envelope,
  flipped,
  given,
  logEntry,
  ownCertificate,
  proof,
  sha256,
  signature,
  stamps,
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
    'the log entry is left out',
    'SIGSTORE_LOG_MISSING',
    (bundle) => {
      bundle.verificationMaterial.tlogEntries = [];
    },
  ],
  [
    'the log entry is that of another signature of the same signer',
    'SIGSTORE_LOG_ENTRY_OTHER',
    async (bundle, { services, digest }) => {
      const another = await keylessBundle(services, [digest]);
      bundle.verificationMaterial.tlogEntries = another.verificationMaterial.tlogEntries;
    },
  ],
  [
    'the log entry has the signature and another payload',
    'SIGSTORE_LOG_ENTRY_OTHER',
    async (bundle, { services }) => {
      const payload = base64('{}');
      const pem = certificatePem(Buffer.from(certificate(bundle).rawBytes, 'base64'));
      bundle.verificationMaterial.tlogEntries = [
        await services.log(dsseBody({ ...envelope(bundle), payload }, pem)),
      ];
    },
  ],
  [
    'the attacker logs the signature as their own',
    'SIGSTORE_LOG_KEY_OTHER',
    async (_, { services, digest }) => {
      const loggedAs = certificatePem(await services.certify(ecKeys().publicKey));
      return keylessBundle(services, [digest], { loggedAs });
    },
  ],
  [
    'the log entry is there twice',
    'SIGSTORE_LOG_ENTRY_REPEATED',
    (bundle) => {
      bundle.verificationMaterial.tlogEntries.push({ ...logEntry(bundle), logIndex: '5' });
    },
  ],
  [
    'a log entry comes from another log',
    'SIGSTORE_LOG_UNTRUSTED',
    async (bundle, { foreign }) => {
      const body = JSON.parse(Buffer.from(logEntry(bundle).canonicalizedBody, 'base64').toString()) as object;
      bundle.verificationMaterial.tlogEntries = [await foreign.log(body)];
    },
  ],
  [
    'another log calls itself the trusted one',
    'SIGSTORE_LOG_PROMISE_INVALID',
    async (bundle, { foreign }) => {
      const { logId, canonicalizedBody } = logEntry(bundle);
      const body = JSON.parse(Buffer.from(canonicalizedBody, 'base64').toString()) as object;
      bundle.verificationMaterial.tlogEntries = [{ ...(await foreign.log(body)), logId }];
    },
  ],
  [
    'the log entry is said to be of another time',
    'SIGSTORE_LOG_PROMISE_INVALID',
    (bundle) => {
      logEntry(bundle).integratedTime = String(Number(logEntry(bundle).integratedTime) - 1);
    },
  ],
  [
    'the log entry is said to be at another place',
    'SIGSTORE_LOG_PROMISE_INVALID',
    (bundle) => {
      logEntry(bundle).logIndex = String(Number(logEntry(bundle).logIndex) + 1);
    },
  ],
  [
    'the promise of the log is that of another entry',
    'SIGSTORE_LOG_PROMISE_INVALID',
    async (bundle, { services, digest }) => {
      const another = logEntry(await keylessBundle(services, [digest])).inclusionPromise;
      if (another !== undefined) logEntry(bundle).inclusionPromise = another;
    },
  ],
  [
    'the place in the log is no number',
    'SIGSTORE_LOG_ENTRY_INVALID',
    (bundle) => {
      logEntry(bundle).logIndex = '-1';
    },
  ],
  [
    'the kind of the log entry is another than it says',
    'SIGSTORE_LOG_ENTRY_INVALID',
    (bundle) => {
      logEntry(bundle).kindVersion = { kind: 'hashedrekord', version: '0.0.1' };
    },
  ],
  [
    'the log entry is of a kind that is not known',
    'SIGSTORE_LOG_ENTRY_INVALID',
    async (bundle, { services }) => {
      bundle.verificationMaterial.tlogEntries = [
        await services.log({ kind: 'rpm', apiVersion: '0.0.1', spec: {} }),
      ];
    },
  ],
  [
    'the log entry has a key twice',
    'SIGSTORE_LOG_ENTRY_INVALID',
    (bundle) => {
      const body = Buffer.from(logEntry(bundle).canonicalizedBody, 'base64').toString();
      logEntry(bundle).canonicalizedBody = base64(body.replace('{', '{"kind":"dsse",'));
    },
  ],
  [
    'the checkpoint is that of another entry',
    'SIGSTORE_LOG_PROOF_INVALID',
    async (bundle, { services, digest }) => {
      proof(bundle).checkpoint = proof(await keylessBundle(services, [digest])).checkpoint;
    },
  ],
  [
    'the checkpoint is signed by another log',
    'SIGSTORE_LOG_PROOF_INVALID',
    async (bundle, { foreign, digest }) => {
      proof(bundle).checkpoint = proof(await keylessBundle(foreign, [digest])).checkpoint;
    },
  ],
  [
    'the proof leads to another place',
    'SIGSTORE_LOG_PROOF_INVALID',
    (bundle) => {
      proof(bundle).logIndex = '1';
    },
  ],
  [
    'the proof has a hash too many',
    'SIGSTORE_LOG_PROOF_INVALID',
    (bundle) => {
      proof(bundle).hashes = [proof(bundle).rootHash];
    },
  ],
  [
    'nothing tells the time',
    'SIGSTORE_TIME_MISSING',
    (bundle) => {
      delete logEntry(bundle).inclusionPromise;
      stamps(bundle).length = 0;
    },
  ],
  [
    'the time stamp is that of another signature',
    'SIGSTORE_TIMESTAMP_INVALID',
    async (bundle, { services, digest }) => {
      const another = await keylessBundle(services, [digest]);
      stamps(bundle).splice(0, 1, ...stamps(another));
    },
  ],
  [
    'the time stamp comes from another authority',
    'SIGSTORE_TIMESTAMP_INVALID',
    async (bundle, { foreign }) => {
      const signedTimestamp = await foreign.stamp(Buffer.from(signature(bundle).sig, 'base64'));
      stamps(bundle).splice(0, 1, { signedTimestamp: signedTimestamp.toString('base64') });
    },
  ],
  [
    'the time in the time stamp is changed',
    'SIGSTORE_TIMESTAMP_INVALID',
    (bundle, { services }) => {
      const time = services.signedAt.toISOString().replace(/\D/gu, '').slice(0, 12);
      const { signedTimestamp: stamp } = given(stamps(bundle)[0]);
      const text = Buffer.from(stamp, 'base64').toString('latin1');
      if (!text.includes(time)) throw new Error('the time is written otherwise');
      const changed = text.replaceAll(time, '203001010000');
      stamps(bundle).splice(0, 1, { signedTimestamp: Buffer.from(changed, 'latin1').toString('base64') });
    },
  ],
  [
    'the time stamp is there twice',
    'SIGSTORE_TIMESTAMP_REPEATED',
    (bundle) => {
      stamps(bundle).push(...stamps(bundle));
    },
  ],
  [
    'the time stamp is no time stamp',
    'SIGSTORE_TIMESTAMP_INVALID',
    (bundle) => {
      stamps(bundle).splice(0, 1, { signedTimestamp: base64('now') });
    },
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
