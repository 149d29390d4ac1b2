import { resolve } from 'node:path';
import { assertNever } from '../model/errors.ts';
import type { ImageSource } from '../model/source.ts';
import { openArchive } from './archive/open.ts';
import { buildImage } from './build/build.ts';
import { openByReference } from './by-reference.ts';
import type { Image } from './image.ts';
import { openLayout } from './layout/open.ts';
import type { OpenOptions } from './open-options.ts';

/**
 * Opens an image from any source. The caller closes it.
 * Throws `InputError`, `SourceError`, `EngineError` (a build that failed) and `VerificationError`.
 */
export async function openImage(source: ImageSource, options: OpenOptions): Promise<Image> {
  const { platform, cwd } = options;
  options.signal.throwIfAborted();
  switch (source.kind) {
    case 'archive': {
      const { tempDir, signal } = options;
      const path = resolve(cwd, source.path);
      return await openArchive({ path, platform, tempDir, signal, reference: source.path });
    }
    case 'layout':
      return await openLayout(resolve(cwd, source.path), platform, source.path);
    case 'image':
      return await openByReference(source, options);
    case 'build':
      return await buildImage(source, options);
    default:
      return assertNever(source);
  }
}
