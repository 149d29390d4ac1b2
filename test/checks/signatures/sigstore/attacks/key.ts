import type { BundleJson, LayerJson } from '../../../../support/sigstore-evidence.ts';
import {
  dsseBody,
  ecKeys,
  keyBundle,
  keyLayer,
  simpleSigningText,
  statementText,
} from '../../../../support/sigstore-evidence.ts';
import type { Row } from './scene.ts';
import { envelope } from './scene.ts';

/** On a bundle by a key, where a log entry is required. */
export const KEY_BUNDLE: readonly Row<BundleJson>[] = [
  [
    'another key signs',
    'SIGSTORE_KEY_OTHER',
    (_, { digest }) => keyBundle(ecKeys(), statementText([digest])),
  ],
  [
    'another key signs in the name of the trusted one',
    'SIGSTORE_SIGNATURE_INVALID',
    async (bundle, { digest }) => {
      const { dsseEnvelope } = await keyBundle(ecKeys(), statementText([digest]));
      if (dsseEnvelope !== undefined) bundle.dsseEnvelope = dsseEnvelope;
    },
  ],
  ['a certificate signs in place of the key', 'SIGSTORE_KEY_OTHER', (_, { bundle }) => bundle],
  [
    'the log entry is left out',
    'SIGSTORE_LOG_MISSING',
    (bundle) => {
      bundle.verificationMaterial.tlogEntries = [];
    },
  ],
  [
    'the signature is logged for another key',
    'SIGSTORE_LOG_KEY_OTHER',
    async (bundle, { services }) => {
      bundle.verificationMaterial.tlogEntries = [
        await services.log(dsseBody(envelope(bundle), ecKeys().pem)),
      ];
    },
  ],
  [
    'the signature is logged for something that is no key',
    'SIGSTORE_LOG_KEY_OTHER',
    async (bundle, { services }) => {
      bundle.verificationMaterial.tlogEntries = [await services.log(dsseBody(envelope(bundle), 'key'))];
    },
  ],
];

/** On a signature by a key as cosign 2 stores it. */
export const KEY_LAYER: readonly Row<LayerJson>[] = [
  [
    'another key signs',
    'SIGSTORE_KEY_OTHER',
    (_, { digest }) => keyLayer(ecKeys().privateKey, simpleSigningText(digest)),
  ],
  [
    'the signature is moved from another image',
    'SIGSTORE_OTHER_IMAGE',
    (_, { keys, other }) => keyLayer(keys.privateKey, simpleSigningText(other)),
  ],
  [
    'the signature is made over another digest of the payload',
    'SIGSTORE_KEY_OTHER',
    (_, { keys, digest }) => keyLayer(keys.privateKey, simpleSigningText(digest), 'sha1'),
  ],
];
