import { resolve } from 'node:path';
import type { Logger } from '../../../util/log.ts';
import { openOsvApi } from './osv-api.ts';
import { openOsvFolder } from './osv-folder.ts';
import type { AdvisorySource } from './source.ts';

/** The word that stands for the OSV API; every other source is a folder. */
export const OSV_API = 'osv';

/** The sources that the settings name: `osv`, or folders of OSV exports relative to `cwd`. Asks nothing yet. */
export async function openAdvisories(
  sources: readonly string[],
  options: {
    readonly osvUrl: string;
    readonly cacheDir: string | null;
    readonly log: Logger;
    readonly cwd: string;
  },
): Promise<readonly AdvisorySource[]> {
  const { osvUrl, cacheDir, log, cwd } = options;
  return [...new Set(sources)].map((source) =>
    source === OSV_API
      ? openOsvApi({ url: osvUrl, cacheDir, log })
      : openOsvFolder(resolve(cwd, source), { log, name: source }),
  );
}
