import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { pushBlob, pushManifest } from './push.ts';
import type { TestRegistry } from './registry.ts';

export interface SigningKey {
  readonly pem: string;
  readonly privateKey: KeyObject;
}

/** A new key of the kind that `cosign generate-key-pair` makes. */
export function newSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

/**
 * Signs a digest as `cosign sign --key` did before version 3, without a log.
 * Source: cosign, specs/SIGNATURE_SPEC.md.
 */
export async function cosignSign(
  registry: TestRegistry,
  { repository, digest }: { readonly repository: string; readonly digest: string },
  { privateKey }: SigningKey,
): Promise<void> {
  const payload = Buffer.from(
    JSON.stringify({
      critical: {
        identity: { 'docker-reference': `${registry.host}/${repository}` },
        image: { 'docker-manifest-digest': digest },
        type: 'cosign container image signature',
      },
      optional: null,
    }),
  );
  const config = Buffer.from('{}');
  const layer = {
    mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
    digest: await pushBlob(registry, repository, payload),
    size: payload.length,
    annotations: {
      'dev.cosignproject.cosign/signature': sign('sha256', payload, privateKey).toString('base64'),
    },
  };
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: await pushBlob(registry, repository, config),
      size: config.length,
    },
    layers: [layer],
  };
  const tag = `${digest.replace(':', '-')}.sig`;
  await pushManifest(
    registry,
    { repository, tag },
    { bytes: Buffer.from(JSON.stringify(manifest)), mediaType },
  );
}
