import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import type { LayerJson } from '../../../support/sigstore-evidence.ts';
import {
  ecKeys,
  keyBundle,
  keyLayer,
  keylessBundle,
  keylessLayer,
  simpleSigningText,
  statementText,
} from '../../../support/sigstore-evidence.ts';
import { pushBundles, pushLayers } from '../../../support/sigstore-push.ts';
import {
  codesOf,
  rootChoice,
  unsignedImage,
  verifyByIdentity,
  verifyByKey,
} from '../../../support/sigstore-scene.ts';
import type { SigstoreServices } from '../../../support/sigstore-services.ts';
import { startSigstore } from '../../../support/sigstore-services.ts';
import { BUNDLE } from './attacks/bundle.ts';
import { KEY_BUNDLE, KEY_LAYER } from './attacks/key.ts';
import { LAYER } from './attacks/layer.ts';
import { LOG_AND_TIME } from './attacks/log.ts';
import type { Attack, Scene } from './attacks/scene.ts';

// Each attack lies beside evidence that is accepted, which it must not take along.
describe.skipIf(!needs('docker-registry'))('attacks on signatures of cosign and Sigstore', () => {
  let registry: TestRegistry;
  let bundles: Scene;
  let layers: Scene;

  beforeAll(async () => {
    registry = await startRegistry();
    const [services, foreign] = await Promise.all([startSigstore(), startSigstore()]);
    bundles = await newScene(registry, services, foreign);
    layers = await newScene(registry, services, foreign);
  });

  afterAll(() => registry.stop());

  it.each([...BUNDLE, ...LOG_AND_TIME])('a bundle: %s', async (_, code, attack) => {
    const { place, services, bundle } = bundles;
    const copy = structuredClone(bundle);
    await pushBundles(place, [bundle, (await attack(copy, bundles)) ?? copy]);
    expect(codesOf(await verifyByIdentity(place, services))).toStrictEqual([null, code]);
  });

  it.each(LAYER)('a signature of cosign 2: %s', async (_, code, attack) => {
    const { place, services, layer } = layers;
    await pushLayers(place, 'sig', [layer, await attackedLayer(layer, attack, layers)]);
    const judged = await verifyByIdentity(place, services, { annotations: { env: 'prod' } });
    expect(codesOf(judged)).toStrictEqual([null, code]);
  });

  it.each(KEY_BUNDLE)('a bundle by a key: %s', async (_, code, attack) => {
    const { place, services, keys } = bundles;
    const copy = structuredClone(bundles.keyBundle);
    await pushBundles(place, [bundles.keyBundle, (await attack(copy, bundles)) ?? copy]);
    const trustedRoot = rootChoice(services);
    const judged = await verifyByKey(place, [keys], { transparencyLog: 'required', trustedRoot });
    expect(codesOf(judged)).toStrictEqual([null, code]);
  });

  it.each(KEY_LAYER)('a signature of cosign 2 by a key: %s', async (_, code, attack) => {
    const { place, keys } = layers;
    await pushLayers(place, 'sig', [layers.keyLayer, await attackedLayer(layers.keyLayer, attack, layers)]);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual([null, code]);
  });
});

async function newScene(
  registry: TestRegistry,
  services: SigstoreServices,
  foreign: SigstoreServices,
): Promise<Scene> {
  const place = await unsignedImage(registry);
  const other = (await unsignedImage(registry)).image.digest;
  const { digest } = place.image;
  const keys = ecKeys();
  const text = simpleSigningText(digest, { optional: { env: 'prod' } });
  return {
    place,
    digest,
    other,
    services,
    foreign,
    keys,
    bundle: await keylessBundle(services, [digest]),
    layer: await keylessLayer(services, text),
    keyBundle: await keyBundle(keys, statementText([digest]), services),
    keyLayer: keyLayer(keys.privateKey, text),
  };
}

async function attackedLayer(layer: LayerJson, attack: Attack<LayerJson>, scene: Scene): Promise<LayerJson> {
  const copy = { ...layer, annotations: { ...layer.annotations } };
  return (await attack(copy, scene)) ?? copy;
}
