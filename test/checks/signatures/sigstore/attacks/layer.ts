import type { LayerJson } from '../../../../support/sigstore-evidence.ts';
import {
  ANNOTATION,
  IN_TOTO,
  keylessLayer,
  pae,
  simpleSigningText,
  statementText,
} from '../../../../support/sigstore-evidence.ts';
import type { Row } from './scene.ts';

/** On a keyless signature as cosign 2 stores it; the annotation env=prod is required. */
export const LAYER: readonly Row<LayerJson>[] = [
  [
    'the signature is moved from another image',
    'SIGSTORE_OTHER_IMAGE',
    (_, { services, other }) => keylessLayer(services, simpleSigningText(other)),
  ],
  [
    'the digest in the payload is exchanged',
    'SIGSTORE_SIGNATURE_INVALID',
    (layer, { digest }) => ({
      ...layer,
      bytes: Buffer.from(simpleSigningText(digest, { optional: { env: 'prod', x: '' } })),
    }),
  ],
  [
    'one blank is added to the payload',
    'SIGSTORE_SIGNATURE_INVALID',
    (layer) => ({ ...layer, bytes: Buffer.concat([layer.bytes, Buffer.from(' ')]) }),
  ],
  [
    'a payload of another type is signed',
    'SIGSTORE_PAYLOAD_TYPE',
    (_, { services, digest }) => {
      const critical = { image: { 'docker-manifest-digest': digest }, type: 'atomic container signature' };
      return keylessLayer(services, simpleSigningText(digest, { critical }));
    },
  ],
  [
    'a statement is passed off as a signature',
    'SIGSTORE_PAYLOAD_INVALID',
    (_, { services, digest }) => keylessLayer(services, statementText([digest])),
  ],
  [
    'the signed bytes of an envelope are passed off as a signature',
    'SIGSTORE_PAYLOAD_INVALID',
    (_, { services, digest }) =>
      keylessLayer(services, pae(IN_TOTO, Buffer.from(statementText([digest]))).toString()),
  ],
  [
    'a payload is passed off as an envelope',
    'SIGSTORE_ENVELOPE_INVALID',
    (layer) => ({ ...layer, mediaType: 'application/vnd.dsse.envelope.v1+json' }),
  ],
  [
    'a signed payload has a key twice',
    'SIGSTORE_PAYLOAD_INVALID',
    (_, { services, digest, other }) => {
      const text = simpleSigningText(digest).replace(
        '"docker-manifest-digest"',
        `"docker-manifest-digest":"${other}","docker-manifest-digest"`,
      );
      return keylessLayer(services, text);
    },
  ],
  [
    'the signature is left out',
    'SIGSTORE_SIGNATURE_MISSING',
    (layer) => {
      layer.annotations[ANNOTATION.signature] = '';
    },
  ],
  [
    'the certificate is left out',
    'SIGSTORE_CERTIFICATE_MISSING',
    (layer) => {
      delete layer.annotations[ANNOTATION.certificate];
    },
  ],
  [
    'the certificate is no certificate',
    'SIGSTORE_ANNOTATION_INVALID',
    (layer) => {
      layer.annotations[ANNOTATION.certificate] = 'PEM';
    },
  ],
  [
    'the log entry is no JSON',
    'SIGSTORE_ANNOTATION_INVALID',
    (layer) => {
      layer.annotations[ANNOTATION.bundle] = '{';
    },
  ],
  [
    'the log entry has a key twice',
    'SIGSTORE_ANNOTATION_INVALID',
    (layer) => {
      const text = layer.annotations[ANNOTATION.bundle] ?? '';
      layer.annotations[ANNOTATION.bundle] = text.replace('{', '{"Payload":{},');
    },
  ],
  [
    'the log entry is that of another signature',
    'SIGSTORE_LOG_ENTRY_OTHER',
    async (layer, { services, digest }) => {
      const another = await keylessLayer(services, simpleSigningText(digest));
      layer.annotations[ANNOTATION.bundle] = another.annotations[ANNOTATION.bundle] ?? '';
    },
  ],
  [
    'the log entry is left out',
    'SIGSTORE_LOG_MISSING',
    (layer) => {
      delete layer.annotations[ANNOTATION.bundle];
    },
  ],
  [
    'the time stamp is that of another signature',
    'SIGSTORE_TIMESTAMP_INVALID',
    async (layer, { services, digest }) => {
      const another = await keylessLayer(services, simpleSigningText(digest));
      layer.annotations[ANNOTATION.timestamp] = another.annotations[ANNOTATION.timestamp] ?? '';
    },
  ],
  [
    'a required annotation is only on the manifest',
    'SIGSTORE_ANNOTATION_UNMET',
    async (_, { services, digest }) => {
      const unsaid = await keylessLayer(services, simpleSigningText(digest));
      return { ...unsaid, annotations: { ...unsaid.annotations, env: 'prod' } };
    },
  ],
  [
    'a required annotation has another value',
    'SIGSTORE_ANNOTATION_UNMET',
    (_, { services, digest }) =>
      keylessLayer(services, simpleSigningText(digest, { optional: { env: 'production' } })),
  ],
];
