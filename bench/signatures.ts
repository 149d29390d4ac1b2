/**
 * How long one keyless signature takes, from nothing: `node bench/signatures.ts [RUNS]`. Each run is a process of its own
 * that asks a registry on this machine, with no cache. Needs `docker-registry`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startRegistry } from '../test/support/registry.ts';
import { keylessBundle } from '../test/support/sigstore-evidence.ts';
import { pushBundles } from '../test/support/sigstore-push.ts';
import { aKeylessAuthority, rootChoice, targetOf, unsignedImage } from '../test/support/sigstore-scene.ts';
import { startSigstore } from '../test/support/sigstore-services.ts';

const runs = Number(process.argv[2] ?? 10);
const registry = await startRegistry();
try {
  const services = await startSigstore();
  const place = await unsignedImage(registry);
  await pushBundles(place, [await keylessBundle(services, [place.image.digest])]);
  const authority = aKeylessAuthority({ trustedRoot: rootChoice(services) });
  const scene = JSON.stringify({ target: targetOf(place), authority });
  for (let run = 0; run < runs; run++) {
    const program = fileURLToPath(new URL('verify-signature.ts', import.meta.url));
    const env = { ...process.env, BENCH_SCENE: scene };
    await once(spawn(process.execPath, [program], { env, stdio: 'inherit' }), 'exit');
  }
} finally {
  await registry.stop();
}
