import { describe, expect, it } from 'vitest';
import { bundleMaterial } from '../../../../src/checks/signatures/sigstore/bundle.ts';
import { verifyLogEntry } from '../../../../src/checks/signatures/sigstore/log-entry.ts';
import type { LoggedEntry, Signer } from '../../../../src/checks/signatures/sigstore/log-entry.ts';
import { loadTrustedRoot } from '../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import type { BundleJson, Verifier2 } from '../../../support/sigstore-evidence.ts';
import {
  BUNDLE_TYPE,
  IN_TOTO,
  certificatePem,
  dsse2Body,
  dsseBody,
  ecKeys,
  envelopeOf,
  hashedrekord2Body,
  hashedrekordBody,
  intoto1Body,
  pae,
  signatureOf,
  statementText,
} from '../../../support/sigstore-evidence.ts';
import { startSigstore } from '../../../support/sigstore-services.ts';
import { verifyContext } from '../../../support/verify-context.ts';

const services = await startSigstore();
const root = await loadTrustedRoot({ kind: 'file', name: 'root', text: services.rootText }, verifyContext());
const keys = ecKeys();
const certificate = await services.certify(keys.publicKey);
const envelope = envelopeOf(statementText(['sha256:00']), keys.privateKey);
const signed = pae(IN_TOTO, Buffer.from(envelope.payload, 'base64'));
const signature = signatureOf(envelope).toString('base64');
const byKey: Signer = { key: keys.publicKey, certificate: null };
const byCertificate: Signer = { key: keys.publicKey, certificate };
const keyVerifier: Verifier2 = {
  publicKey: { rawBytes: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
};
const certificateVerifier: Verifier2 = { x509Certificate: { rawBytes: certificate.toString('base64') } };

describe('an entry of a transparency log', () => {
  it.each([
    ['a key', dsseBody(envelope, keys.pem), byKey],
    ['a certificate', dsseBody(envelope, certificatePem(certificate)), byCertificate],
    ['a certificate of the key', dsseBody(envelope, certificatePem(certificate)), byKey],
    ['a key, as Rekor 2 writes it', dsse2Body(envelope, keyVerifier), byKey],
    ['a certificate, as Rekor 2 writes it', dsse2Body(envelope, certificateVerifier), byCertificate],
    ['a certificate of the key, as Rekor 2 writes it', dsse2Body(envelope, certificateVerifier), byKey],
    ['the signed bytes', hashedrekordBody(signed, signature, keys.pem), byKey],
    ['the signed bytes, as Rekor 2 writes them', hashedrekord2Body(signed, signature, keyVerifier), byKey],
  ])('is accepted with %s', async (_, body, signer) => {
    expect(await verify(body, signer)).toMatchObject({ time: services.signedAt });
  });

  it.each([
    ['a key where a certificate signed', dsseBody(envelope, keys.pem), byCertificate],
    [
      'a key where a certificate signed, as Rekor 2 writes it',
      dsse2Body(envelope, keyVerifier),
      byCertificate,
    ],
    ['another key', dsseBody(envelope, ecKeys().pem), byKey],
    ['no key', dsse2Body(envelope, { publicKey: { rawBytes: 'AA==' } }), byKey],
    ['no certificate', dsse2Body(envelope, { x509Certificate: { rawBytes: 'AA==' } }), byKey],
  ])('is refused with %s', async (_, body, signer) => {
    await expect(verify(body, signer)).rejects.toMatchObject({ refusal: { code: 'SIGSTORE_LOG_KEY_OTHER' } });
  });

  it.each([
    ['another signature', dsseBody(envelopeOf('{}', keys.privateKey), keys.pem)],
    ['another text', hashedrekordBody(Buffer.from('other'), signature, keys.pem)],
    ['the payload alone', hashedrekordBody(Buffer.from(envelope.payload, 'base64'), signature, keys.pem)],
    ['an envelope that is not there', intoto1Body(envelope, keys.pem, Buffer.from(JSON.stringify(envelope)))],
  ])('is refused with %s', async (_, body) => {
    await expect(verify(body, byKey)).rejects.toMatchObject({
      refusal: { code: 'SIGSTORE_LOG_ENTRY_OTHER' },
    });
  });

  it('about an envelope is refused where plain bytes are signed', async () => {
    const bundle = bundleOf(envelope);
    delete bundle.dsseEnvelope;
    bundle.messageSignature = { messageDigest: { algorithm: 'SHA2_256', digest: 'AA==' }, signature };
    bundle.verificationMaterial.tlogEntries = [await services.log(dsseBody(envelope, keys.pem))];
    const { content, logEntries } = bundleMaterial(bundle, Buffer.from(envelope.payload, 'base64'));
    expect(() => logEntries.map((entry) => verifyLogEntry(entry, content, byKey, root))).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SIGSTORE_LOG_ENTRY_OTHER' }) }),
    );
  });

  it('proves no time without a promise', async () => {
    const bundle = bundleOf(envelope);
    const { inclusionPromise: _, ...entry } = await services.log(dsseBody(envelope, keys.pem));
    bundle.verificationMaterial.tlogEntries = [entry];
    const { content, logEntries } = bundleMaterial(bundle, null);
    expect(logEntries.map((one) => verifyLogEntry(one, content, byKey, root))).toMatchObject([
      { log: 'rekor.test 0', time: null },
    ]);
  });
});

async function verify(body: object, signer: Signer): Promise<LoggedEntry | undefined> {
  const bundle = bundleOf(envelope);
  bundle.verificationMaterial.tlogEntries = [await services.log(body)];
  const { content, logEntries } = bundleMaterial(bundle, null);
  return logEntries.map((entry) => verifyLogEntry(entry, content, signer, root))[0];
}

function bundleOf(dsseEnvelope: typeof envelope): BundleJson {
  return {
    mediaType: BUNDLE_TYPE,
    verificationMaterial: {
      publicKey: { hint: '' },
      tlogEntries: [],
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    dsseEnvelope,
  };
}
