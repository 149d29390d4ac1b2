import { resolve } from 'node:path';
import { assertNever } from '../model/errors.ts';
import type { ImageSource, Platform } from '../model/source.ts';
import type { Logger } from '../util/log.ts';
import { openArchive } from './archive/open.ts';
import { buildImage } from './build/build.ts';
import { openByReference } from './by-reference.ts';
import type { Image } from './image.ts';
import { openLayout } from './layout/open.ts';

export interface OpenOptions {
  /** Null: this machine's, or the only one there is. */
  readonly platform: Platform | null;
  readonly log: Logger;
  /** Where private temporary folders are made. */
  readonly tempDir: string;
  readonly signal: AbortSignal;
  /** `host[:port]`, with which plain HTTP may be spoken. */
  readonly insecureRegistries: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What relative paths of the source are relative to. */
  readonly cwd: string;
}

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
