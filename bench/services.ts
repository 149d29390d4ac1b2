import { execFileSync, spawnSync } from 'node:child_process';
import { startRegistry as startTestRegistry, type TestRegistry } from '../test/support/registry.ts';

export function has(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
}

/** A registry of our own on loopback; null, with a line that says so, where `docker-registry` is not installed. */
export async function startRegistry(): Promise<TestRegistry | null> {
  if (has('docker-registry')) return startTestRegistry();
  console.log('skipped: local registry (docker-registry is not on the PATH)');
  return null;
}

/** False, with a line that says so, where no daemon answers. */
export async function loadIntoDaemon(archive: string): Promise<boolean> {
  if (!has('docker') || spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0) {
    console.log('skipped: daemon (no Docker daemon answers)');
    return false;
  }
  execFileSync('docker', ['load', '--quiet', '--input', archive], { stdio: 'ignore' });
  return true;
}
