import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { openImage } from '../../src/image/open.ts';
import { takeInventory } from '../../src/inventory/take.ts';
import type { Component } from '../../src/model/component.ts';
import { readSbom } from '../../src/sbom/read.ts';
import { SILENT } from '../../src/util/log.ts';
import { hasSharedData, SHARED_DATA } from '../support/shared-data.ts';
import { workFolder } from '../support/work-folder.ts';

/** Programs that make SBOMs, where the environment names them: they are no part of the project. */
const SYFT = process.env['IMAGE_GATE_SYFT'] ?? '';
const TRIVY = process.env['IMAGE_GATE_TRIVY'] ?? '';
const IMAGE = 'images/alpine-3.10.2.docker-archive.tar.gz';

const MAKERS = [
  ['Syft', SYFT, (tar: string) => [`docker-archive:${tar}`, '-q', '-o', 'cyclonedx-json'], 'CycloneDX'],
  ['Syft', SYFT, (tar: string) => [`docker-archive:${tar}`, '-q', '-o', 'spdx-json'], 'SPDX'],
  ['Trivy', TRIVY, (tar: string) => trivy(tar, 'cyclonedx'), 'CycloneDX'],
  ['Trivy', TRIVY, (tar: string) => trivy(tar, 'spdx-json'), 'SPDX'],
] as const;

function trivy(tar: string, format: string): readonly string[] {
  const cache = path.join(path.dirname(tar), 'cache');
  const quiet = ['-q', '--offline-scan', '--skip-db-update', '--skip-version-check', '--cache-dir', cache];
  return ['image', ...quiet, '--input', tar, '--format', format];
}

function isThere(name: string, program: string): boolean {
  if (program !== '') return true;
  console.warn(`skipped: tests that need ${name}; IMAGE_GATE_${name.toUpperCase()} does not name it`);
  return false;
}

/** What advisories are looked up by. */
function asked({ name, version, ecosystem, source }: Component): string {
  return [name, version, ecosystem, source?.name ?? name, source?.version ?? version].join(' ');
}

describe.skipIf(!hasSharedData(IMAGE))('an SBOM of another tool', () => {
  it.each(MAKERS)(
    'by %s gives what the image itself gives',
    async (name, program, argv) => {
      if (!isThere(name, program)) return;
      const tar = path.join(workFolder(), 'image.tar');
      writeFileSync(tar, gunzipSync(readFileSync(path.join(SHARED_DATA, IMAGE))));
      const { stdout, status } = spawnSync(program, argv(tar), { encoding: 'utf8', maxBuffer: 100_000_000 });
      expect(status).toBe(0);
      const { inventory } = readSbom(stdout, 'x');
      const ours = await ownInventory(tar);
      expect(ours).toHaveLength(14);
      expect(inventory.components.map(asked).toSorted()).toEqual(ours.map(asked).toSorted());
      expect(inventory.unknowns).toEqual([]);
    },
    60_000,
  );
});

async function ownInventory(tar: string): Promise<readonly Component[]> {
  const tempDir = path.dirname(tar);
  const { signal } = new AbortController();
  const world = {
    platform: null,
    log: SILENT,
    tempDir,
    signal,
    insecureRegistries: [],
    env: {},
    cwd: tempDir,
  };
  const image = await openImage({ kind: 'archive', path: tar }, world);
  try {
    return (await takeInventory(image, { log: SILENT, signal, tempDir })).components;
  } finally {
    await image.close();
  }
}
