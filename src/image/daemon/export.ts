import { join } from 'node:path';
import type Docker from 'dockerode';
import type { Platform, SourceKind } from '../../model/source.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Logger } from '../../util/log.ts';
import { spool } from '../../util/spool.ts';
import { makeTempFolder } from '../../util/temp.ts';
import { openArchive } from '../archive/open.ts';
import type { Image } from '../image.ts';
import { callStream, daemonFault } from './client.ts';

export interface ExportOptions {
  readonly id: string;
  /** As the user named it. */
  readonly reference: string;
  readonly source: SourceKind;
  readonly platform: Platform | null;
  readonly tempDir: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/**
 * Takes an image out of the daemon by its id, as `docker save` does, into a private file that `close` removes.
 * The daemon writes the whole image to a file of its own before the first byte comes, which is why this is slow.
 * Throws `SourceError`, also DISK_FULL, and `InputError` PLATFORM_MISMATCH.
 */
export async function exportImage(docker: Docker, options: ExportOptions): Promise<Image> {
  const { id, reference, source, platform, tempDir, log, signal } = options;
  const temp = await makeTempFolder(tempDir);
  try {
    const path = join(temp.path, 'export.tar');
    await download(docker, path, options);
    const image = await openArchive({
      path,
      platform,
      tempDir: temp.path,
      signal,
      reference,
      source,
      expectedId: id,
    });
    return {
      ...image,
      async close() {
        await image.close();
        await temp.remove();
      },
    };
  } catch (error) {
    await temp.remove();
    throw error;
  } finally {
    log.progress(null);
  }
}

const MB = 1e6;

async function download(docker: Docker, path: string, options: ExportOptions): Promise<void> {
  const { id, reference, log, signal } = options;
  const what = `the export of "${reference}"`;
  log.progress(`waiting for the daemon to export ${reference}`);
  try {
    const stream = await callStream(docker, { method: 'GET', path: `/images/${id}/get`, signal });
    const progress = (bytes: number): void =>
      log.progress(`exporting ${reference}: ${Math.round(bytes / MB)} MB`);
    await spool(stream, { path, limit: LIMITS.imageBytes.value, what, signal, progress });
  } catch (error) {
    throw daemonFault(error, what, signal);
  }
}
