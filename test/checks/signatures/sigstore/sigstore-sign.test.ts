import { bundleToJSON } from '@sigstore/bundle';
import type { BundleBuilder } from '@sigstore/sign';
import {
  DSSEBundleBuilder,
  FulcioSigner,
  MessageSignatureBundleBuilder,
  RekorWitness,
  TSAWitness,
} from '@sigstore/sign';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import { IN_TOTO, statementText } from '../../../support/sigstore-evidence.ts';
import { pushBundles } from '../../../support/sigstore-push.ts';
import { codesOf, unsignedImage, verifyByIdentity } from '../../../support/sigstore-scene.ts';
import type { SigstoreServer } from '../../../support/sigstore-server.ts';
import { startSigstoreServer } from '../../../support/sigstore-server.ts';
import type { SigstoreServices } from '../../../support/sigstore-services.ts';
import { TEST_IDENTITY, startSigstore } from '../../../support/sigstore-services.ts';

describe.skipIf(!needs('docker-registry'))('what the library of Sigstore signs, with its services', () => {
  let registry: TestRegistry;
  let services: SigstoreServices;
  let server: SigstoreServer;

  beforeAll(async () => {
    registry = await startRegistry();
    services = await startSigstore();
    server = await startSigstoreServer(services);
  });

  afterAll(async () => {
    server.stop();
    await registry.stop();
  });

  it.each(['dsse', 'intoto'] as const)('is accepted with a log entry of type %s', async (entryType) => {
    const place = await unsignedImage(registry);
    const builder = new DSSEBundleBuilder({ signer: signer(), witnesses: witnesses(entryType) });
    await pushBundles(place, [
      await sign(builder, { data: Buffer.from(statementText([place.image.digest])), type: IN_TOTO }),
    ]);
    const [judged, ...others] = await verifyByIdentity(place, services);
    expect(judged).toMatchObject({ refusal: null, signer: TEST_IDENTITY.subject });
    expect(others).toStrictEqual([]);
    expect(new Set(server.requests)).toStrictEqual(
      new Set(['POST /api/v2/signingCert', 'POST /api/v1/log/entries', 'POST /api/v1/timestamp']),
    );
  });

  it('is accepted over the bytes of the manifest, and no others', async () => {
    const place = await unsignedImage(registry);
    const url = `${registry.url}/v2/${place.repository}/manifests/${place.image.digest}`;
    const answer = await fetch(url, { headers: { accept: place.image.mediaType } });
    const manifest = Buffer.from(await answer.arrayBuffer());
    const builder = new MessageSignatureBundleBuilder({ signer: signer(), witnesses: witnesses('dsse') });
    const statement = Buffer.from(statementText([place.image.digest]));
    await pushBundles(place, [
      await sign(builder, { data: manifest }),
      await sign(builder, { data: statement }),
    ]);
    expect(codesOf(await verifyByIdentity(place, services))).toStrictEqual([null, 'SIGSTORE_DIGEST_OTHER']);
  });

  function signer(): FulcioSigner {
    const claims = { sub: TEST_IDENTITY.subject, iss: TEST_IDENTITY.issuer, aud: 'sigstore' };
    const token = ['{"alg":"none"}', JSON.stringify(claims), ''].map((part) =>
      Buffer.from(part).toString('base64url'),
    );
    const identityProvider = { getToken: () => Promise.resolve(token.join('.')) };
    return new FulcioSigner({ fulcioBaseURL: server.url, identityProvider });
  }

  function witnesses(entryType: 'dsse' | 'intoto'): [RekorWitness, TSAWitness] {
    return [
      new RekorWitness({ rekorBaseURL: server.url, entryType }),
      new TSAWitness({ tsaBaseURL: server.url }),
    ];
  }
});

async function sign(
  builder: BundleBuilder,
  artifact: { readonly data: Buffer; readonly type?: string },
): Promise<string> {
  return JSON.stringify(bundleToJSON(await builder.create(artifact)));
}
