import { join } from 'node:path';
import type { OpenOptions } from '../../src/image/open-options.ts';
import { SILENT } from '../../src/util/log.ts';

/** Options for a test's folder `cwd`, with `cwd/temp` for temporary files. */
export function openOptions(change: Partial<OpenOptions> & Pick<OpenOptions, 'cwd'>): OpenOptions {
  return {
    platform: null,
    log: SILENT,
    tempDir: join(change.cwd, 'temp'),
    signal: new AbortController().signal,
    insecureRegistries: [],
    env: process.env,
    ...change,
  };
}
