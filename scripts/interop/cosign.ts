/**
 * Signs images with cosign itself, in every form that it has, and has us verify them:
 * `node scripts/interop/cosign.ts COSIGN [FOLDER]`. Fulcio, Rekor and a time stamp authority are on this machine. What it
 * signed is kept as an OCI layout in FOLDER, with the public key and the trusted root, when one is given:
 * test/fixtures/signatures/cosign is made so. Needs `docker-registry`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyKey } from '../../src/checks/signatures/sigstore/verify-key.ts';
import { verifyKeyless } from '../../src/checks/signatures/sigstore/verify-keyless.ts';
import type { Judged, TrustTarget, VerifyContext } from '../../src/checks/signatures/judged.ts';
import { newVerifyContext } from '../../src/checks/signatures/context.ts';
import { SILENT } from '../../src/util/log.ts';
import { aKeyAuthority } from '../../test/support/a-trust-rule.ts';
import { makeImage, ociBlobs } from '../../test/support/oci.ts';
import { pushImage } from '../../test/support/push.ts';
import type { TestRegistry } from '../../test/support/registry.ts';
import { startRegistry } from '../../test/support/registry.ts';
import { aKeylessAuthority, rootChoice } from '../../test/support/sigstore-scene.ts';
import { CASES } from './cosign-cases.ts';
import type { CosignServices } from './cosign-services.ts';
import { startCosignServices } from './cosign-services.ts';
import { run } from './run.ts';
import { saveRepository } from './save-repository.ts';

const [cosign, folder] = process.argv.slice(2);
if (cosign === undefined) throw new Error('give the path of cosign');
await main(cosign, folder ?? null);

async function main(program: string, keep: string | null): Promise<void> {
  const services = await startCosignServices();
  try {
    const registry = await startRegistry();
    try {
      await signAll(program, keep, { registry, services });
    } finally {
      await registry.stop();
    }
  } finally {
    services.stop();
  }
}

interface Servers {
  readonly registry: TestRegistry;
  readonly services: CosignServices;
}

async function signAll(program: string, keep: string | null, { registry, services }: Servers): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'image-gate-cosign-'));
  const env = { PATH: process.env['PATH'], HOME: work, COSIGN_PASSWORD: 'test', COSIGN_EXPERIMENTAL: '1' };
  const call = (...args: readonly string[]): Promise<string> => run(program, args, { cwd: work, env });
  try {
    const predicate = { buildDefinition: { buildType: 'https://example.com/build' } };
    writeFileSync(join(work, 'predicate.json'), JSON.stringify(predicate));
    writeFileSync(join(work, 'root.json'), services.rootText);
    await call('signing-config', 'create', '--out', 'no-services.json');
    await call('signing-config', 'create', '--out', 'services.json', ...services.signingConfig);
    await call('generate-key-pair');
    const digests: Record<string, string> = {};
    const keys: Record<string, string> = {};
    for (const [name, { args, keyless, key }] of Object.entries(CASES)) {
      const target = await newImage(registry, name);
      const [digest = ''] = target.descriptors.map((one) => one.digest);
      const keyName = key === undefined ? 'cosign' : name;
      if (key !== undefined) {
        await run('openssl', ['genpkey', ...key, '-out', `${name}.pem`], { cwd: work, env });
        await call('import-key-pair', '--key', `${name}.pem`, '--output-key-prefix', name);
      }
      const pem = readFileSync(join(work, `${keyName}.pub`), 'utf8');
      const signer = keyless ? ['--identity-token', services.token] : ['--key', `${keyName}.key`];
      const where = `${registry.host}/app@${digest}`;
      await call(...args.map(services.fill), ...signer, '--yes', where);
      const trustedRoot = rootChoice(services);
      const judged = keyless
        ? await verifyKeyless(aKeylessAuthority({ trustedRoot }), target, context())
        : await verifyKey(
            aKeyAuthority({ keys: [{ name: `${keyName}.pub`, pem }], trustedRoot }),
            target,
            context(),
          );
      mustBeAccepted(name, judged);
      digests[name] = digest;
      keys[`${keyName}.pub`] = pem;
    }
    if (keep === null) return;
    rmSync(keep, { recursive: true, force: true });
    mkdirSync(keep, { recursive: true });
    await saveRepository(`${registry.url}/v2/app`, keep);
    for (const [file, pem] of Object.entries(keys)) writeFileSync(join(keep, file), pem);
    writeFileSync(join(keep, 'trusted_root.json'), services.rootText);
    writeFileSync(join(keep, 'images.json'), `${JSON.stringify(digests, null, 2)}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function newImage(registry: TestRegistry, name: string): Promise<TrustTarget> {
  const image = ociBlobs(makeImage({ layers: [{ name }] }));
  const pushed = await pushImage(registry, { repository: 'app', tag: name }, image);
  const reference = { registry: registry.host, repository: 'app', tag: name, digest: null };
  return { reference, descriptors: [pushed] };
}

function mustBeAccepted(name: string, judged: readonly Judged[]): void {
  const [one, ...others] = judged;
  if (one === undefined || others.length > 0 || one.refusal !== null) {
    throw new Error(`${name}: should be accepted: ${JSON.stringify(judged)}`);
  }
  console.log(
    `accepted  ${name}  ${one.kind}  ${one.signedAt ?? 'at no certain time'}  ${one.log ?? 'in no log'}`,
  );
}

function context(): VerifyContext {
  const { signal } = new AbortController();
  const world = { log: SILENT, signal, now: new Date(), env: {}, insecureRegistries: [], cacheDir: null };
  return newVerifyContext({ ...world, githubToken: null, githubApiUrl: 'https://api.github.com' }, () => {});
}
