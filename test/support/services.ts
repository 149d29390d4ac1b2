import { spawnSync } from 'node:child_process';

/** Programs on PATH, or `dockerd` for a daemon that answers. */
export type Service =
  | 'dockerd'
  | 'docker-registry'
  | 'skopeo'
  | 'htpasswd'
  | 'mmdebstrap'
  | 'shellcheck'
  | 'chromium'
  | 'openssl'
  | 'notary'
  | 'notary-server'
  | 'notary-signer';

const known = new Map<Service, boolean>();

/**
 * Whether a service that a test needs is there: `describe.skipIf(!needs('dockerd'))`. When it is not, that is
 * said in one line; where `CI` is set it is an error, so that nothing is left out unseen.
 */
export function needs(service: Service): boolean {
  const before = known.get(service);
  if (before !== undefined) return before;
  const there = service === 'dockerd' ? dockerAnswers() : isOnPath(service);
  known.set(service, there);
  if (there) return true;
  const message = `skipped: tests that need ${service}, which is not here`;
  if (isCi()) throw new Error(`${message}; CI must not skip them`);
  console.warn(message);
  return false;
}

function isCi(): boolean {
  const ci = process.env['CI'];
  return ci !== undefined && ci !== '' && ci !== 'false';
}

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
}

function dockerAnswers(): boolean {
  return (
    spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 }).status === 0
  );
}
