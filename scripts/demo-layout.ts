/**
 * Puts an example together as an OCI layout where no Docker daemon can build it: one layer per COPY of its
 * Dockerfile, in the order and with the history that a builder would write. Understands only what the
 * Dockerfiles in examples/ use.
 *
 *   node scripts/demo-layout.ts <example folder> <layout folder>
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseDockerfile } from '../src/dockerfile/parse.ts';

const [context = '', layout = ''] = process.argv.slice(2);
const blobs = path.join(layout, 'blobs', 'sha256');

function put(content: Buffer | string): { digest: string; size: number } {
  const bytes = Buffer.from(content);
  const hex = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(path.join(blobs, hex), bytes);
  return { digest: `sha256:${hex}`, size: bytes.length };
}

function copyLayer(from: string, to: string): Buffer {
  const tree = mkdtempSync(path.join(tmpdir(), 'image-gate-demo-'));
  cpSync(path.join(context, from), path.join(tree, to), { recursive: true });
  const tar = execFileSync(
    'tar',
    ['--numeric-owner', '--owner=0', '--group=0', '-cf', '-', '-C', tree, '.'],
    {
      maxBuffer: 1 << 28,
    },
  );
  rmSync(tree, { recursive: true });
  return tar;
}

rmSync(layout, { recursive: true, force: true });
mkdirSync(blobs, { recursive: true });
const config: Record<string, unknown> = { Env: [], ExposedPorts: {}, Volumes: {} };
const history: { created_by: string; empty_layer?: true }[] = [];
const layers: { mediaType: string; digest: string; size: number }[] = [];
const diffIds: string[] = [];

const file = path.join(context, 'Dockerfile');
for (const { keyword, words, json } of parseDockerfile(readFileSync(file, 'utf8'), file).instructions) {
  const args = json ?? words.map((word) => word.text);
  const text = `${keyword} ${args.join(' ')} # buildkit`;
  if (keyword === 'FROM') continue;
  if (keyword === 'COPY') {
    const tar = copyLayer(args[0] ?? '', args[1] ?? '');
    layers.push({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...put(gzipSync(tar)) });
    diffIds.push(`sha256:${createHash('sha256').update(tar).digest('hex')}`);
    history.push({ created_by: text });
    continue;
  }
  history.push({ created_by: text, empty_layer: true });
  if (keyword === 'ENV') config['Env'] = [...(config['Env'] as string[]), ...args];
  if (keyword === 'USER') config['User'] = args[0];
  if (keyword === 'WORKDIR') config['WorkingDir'] = args[0];
  if (keyword === 'CMD') config['Cmd'] = args;
  if (keyword === 'HEALTHCHECK') config['Healthcheck'] = { Test: ['CMD', 'node', 'index.js', '--health'] };
  if (keyword === 'EXPOSE')
    for (const port of args) (config['ExposedPorts'] as Record<string, object>)[`${port}/tcp`] = {};
  if (keyword === 'VOLUME')
    for (const volume of args) (config['Volumes'] as Record<string, object>)[volume] = {};
}
const rootfs = { type: 'layers', diff_ids: diffIds };
const image = put(JSON.stringify({ architecture: 'amd64', os: 'linux', config, rootfs, history }));
const mediaType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = put(
  JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...image },
    layers,
  }),
);
writeFileSync(path.join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
writeFileSync(
  path.join(layout, 'index.json'),
  JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType, ...manifest }] }),
);
