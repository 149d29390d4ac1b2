/**
 * Shows `image-gate verify` at work: a registry on this machine with an image that its release workflow signed, and a
 * stranger too. The services of Sigstore are stand-ins in this process. Needs `docker-registry`.
 *
 *   node scripts/demo-verify.ts <program> [flag…]     runs `<program> verify --image … [flag…]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeImage, ociBlobs } from '../test/support/oci.ts';
import { pushImage } from '../test/support/push.ts';
import { startRegistry } from '../test/support/registry.ts';
import { keylessBundle, statementText } from '../test/support/sigstore-evidence.ts';
import { pushBundles } from '../test/support/sigstore-push.ts';
import { startSigstore, TEST_IDENTITY } from '../test/support/sigstore-services.ts';

const STRANGER = 'https://github.com/acme-mirror/app/.github/workflows/release.yml@refs/heads/main';
const PROVENANCE = {
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: {},
    },
    runDetails: { builder: { id: 'https://github.com/actions/runner/github-hosted' } },
  },
};

async function main([program = 'image-gate', ...flags]: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-gate-demo-'));
  const registry = await startRegistry();
  try {
    const image = await pushImage(
      registry,
      { repository: 'acme/app', tag: '1.4' },
      ociBlobs(makeImage({ layers: [{ 'app/server': 'demo' }] })),
    );
    const services = await startSigstore();
    const { digest } = image;
    await pushBundles({ registry, repository: 'acme/app', image }, [
      await keylessBundle(services, [digest]),
      await keylessBundle(services, [digest], { statement: statementText([digest], PROVENANCE) }),
      await keylessBundle(services, [digest], { identity: { subject: STRANGER } }),
    ]);
    writeFileSync(path.join(folder, 'trusted_root.json'), services.rootText);
    writeFileSync(path.join(folder, '.image-gate.yaml'), policyText(registry.host));
    await run(program, ['verify', '--image', `${registry.host}/acme/app:1.4`, ...flags], folder);
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function policyText(host: string): string {
  return `trust:
  trusted-root: trusted_root.json
  rules:
    - name: our images
      images: ['${host}/acme/**']
      authorities:
        - name: release workflow
          keyless:
            issuer: ${TEST_IDENTITY.issuer}
            subject: ${TEST_IDENTITY.subject}
      attestations:
        - type: slsa-provenance
`;
}

async function run(program: string, argv: readonly string[], cwd: string): Promise<void> {
  const isScript = /\.(?:cjs|ts)$/u.test(program);
  const [command, args] = isScript ? [process.execPath, [path.resolve(program), ...argv]] : [program, argv];
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  process.exitCode = status ?? 3;
}

await main(process.argv.slice(2));
