import type { BundleJson } from '../../../../support/sigstore-evidence.ts';
import { certificatePem, dsseBody, ecKeys, keylessBundle } from '../../../../support/sigstore-evidence.ts';
import type { Row } from './scene.ts';
import { base64, certificate, envelope, given, logEntry, proof, signature, stamps } from './scene.ts';

/** On the log entry and the time stamp of a keyless bundle. */
export const LOG_AND_TIME: readonly Row<BundleJson, string>[] = [
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
];
