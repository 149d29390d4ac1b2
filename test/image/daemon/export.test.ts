import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { connectDaemon } from '../../../src/image/daemon/client.ts';
import { exportImage, type ExportOptions } from '../../../src/image/daemon/export.ts';
import { SILENT } from '../../../src/util/log.ts';
import { docker as dockerCli, loadIntoDaemon, removeAtEnd, uniqueName } from '../../support/docker.ts';
import { startServer, type Answer } from '../../support/http-server.ts';
import { archiveBytes, makeImage } from '../../support/oci.ts';
import { readLayers } from '../../support/read-layers.ts';
import { needs } from '../../support/services.ts';
import { SHARED_DATA, hasSharedData } from '../../support/shared-data.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { workFolder } from '../../support/work-folder.ts';

const IMAGE = makeImage({ layers: [{ a: 'x'.repeat(5000) }], config: { User: 'app' } });
const BYTES = archiveBytes([IMAGE], { form: 'new' });

describe('exportImage', () => {
  it('asks for the image by its id, and leaves nothing behind', async () => {
    const tempDir = workFolder();
    const { docker, requests } = await daemon((_request, response) => response.end(BYTES));
    const image = await exportImage(docker, options({ tempDir }));
    expect(requests()).toEqual([`/images/${IMAGE.imageId}/get`]);
    expect(image).toMatchObject({
      source: 'daemon',
      reference: 'app:1',
      digest: null,
      imageId: IMAGE.imageId,
    });
    expect(await readLayers(image)).toEqual(IMAGE.layers);
    expect(readdirSync(tempDir)).toHaveLength(1);
    await image.close();
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    [
      'another image',
      (_request, response) => response.end(archiveBytes([makeImage({ layers: [] })], { form: 'new' })),
      'DAEMON_OTHER_IMAGE',
    ],
    ['half an image', (_request, response) => response.end(BYTES.subarray(0, 3000)), 'ARCHIVE_TRUNCATED'],
    ['nothing', (_request, response) => response.end(), 'ARCHIVE_INVALID'],
    [
      'a refusal',
      (_request, response) => response.writeHead(500).end('{"message":"broken"}'),
      'DAEMON_ERROR',
    ],
    ['a cut connection', cut, 'DAEMON_UNREACHABLE'],
  ])('refuses %s, and leaves nothing behind', async (_name, answer, code) => {
    const tempDir = workFolder();
    const { docker } = await daemon(answer);
    await expect(exportImage(docker, options({ tempDir }))).rejects.toMatchObject({ code });
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('says that the disk is full', async ({ skip }) => {
    const disk = mountSmallDisk(8);
    if (disk === null) {
      skip();
      return;
    }
    try {
      const { docker } = await daemon((_request, response) => response.end(Buffer.alloc(100_000)));
      await expect(exportImage(docker, options({ tempDir: disk.path }))).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: expect.stringContaining(disk.path),
      });
    } finally {
      disk.unmount();
    }
  });

  it.skipIf(!needs('dockerd'))('exports from the real daemon, the same layers as went in', async () => {
    const tempDir = workFolder();
    const name = `${uniqueName()}:1`;
    loadIntoDaemon(IMAGE, name);
    const id = dockerCli('image', 'inspect', '--format', '{{.Id}}', name);
    const image = await exportImage(await connectDaemon(process.env), options({ tempDir, id }));
    expect(image.config.user).toBe('app');
    expect(await readLayers(image)).toEqual(IMAGE.layers);
    await image.close();
    expect(existsSync(tempDir) && readdirSync(tempDir)).toEqual([]);
  });
  const ALPINE = 'images/alpine-minirootfs-3.10.9-x86_64.tar.gz';
  it.skipIf(!needs('dockerd') || !hasSharedData(ALPINE))(
    'exports a real Alpine that Docker imported',
    async () => {
      const name = `${uniqueName()}:1`;
      const id = dockerCli('import', join(SHARED_DATA, ALPINE), name);
      removeAtEnd(name);
      const image = await exportImage(
        await connectDaemon(process.env),
        options({ tempDir: workFolder(), id }),
      );
      const [layer, ...others] = await readLayers(image);
      expect(others).toEqual([]);
      expect(layer?.includes('lib/apk/db/installed')).toBe(true);
      await image.close();
    },
  );
});

function options(change: Partial<ExportOptions>): ExportOptions {
  return {
    id: IMAGE.imageId,
    reference: 'app:1',
    source: 'daemon',
    platform: null,
    tempDir: '',
    log: SILENT,
    signal: new AbortController().signal,
    ...change,
  };
}

function cut(...[, response]: Parameters<Answer>): void {
  response.writeHead(200, { 'content-length': BYTES.length });
  response.write(BYTES.subarray(0, 2000), () => response.destroy());
}

async function daemon(answer: Answer): Promise<{ docker: Docker; requests: () => readonly string[] }> {
  const server = await startServer(answer);
  const docker = await connectDaemon({ DOCKER_HOST: `tcp://${server.host}` });
  return { docker, requests: () => server.requests.map(({ path }) => path) };
}
