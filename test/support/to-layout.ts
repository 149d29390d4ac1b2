import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeLayout } from './oci.ts';

/** Writes a docker archive of the old form again as an OCI layout with gzip layers, with tools of the system. */
export function toLayout(archive: string, layout: string): void {
  const tree = mkdtempSync(path.join(tmpdir(), 'image-gate-to-layout-'));
  try {
    execFileSync('tar', ['-xf', archive, '-C', tree]);
    const read = (name: string): Buffer => readFileSync(path.join(tree, name));
    const [entry] = JSON.parse(read('manifest.json').toString()) as { Config: string; Layers: string[] }[];
    if (entry === undefined) throw new Error(`${archive} has no image`);
    const config = read(entry.Config);
    const { os, architecture } = JSON.parse(config.toString()) as { os: string; architecture: string };
    const imageId = `sha256:${path.basename(entry.Config, '.json')}`;
    writeLayout(layout, { config, imageId, platform: { os, architecture }, layers: entry.Layers.map(read) });
  } finally {
    rmSync(tree, { recursive: true });
  }
}
