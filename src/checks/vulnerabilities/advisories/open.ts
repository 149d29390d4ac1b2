import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from '../../../util/log.ts';
import { OCI_SCHEME, cachedBundle, pullBundle } from './bundle/pull.ts';
import type { BundleTrust } from './bundle/source.ts';
import { openBundle } from './bundle/source.ts';
import { openOsvApi } from './osv-api.ts';
import { openOsvFolder } from './osv-folder.ts';
import type { AdvisorySource } from './source.ts';

/** The word that stands for the OSV API. */
export const OSV_API = 'osv';

export interface OpenAdvisoriesOptions {
  readonly osvUrl: string;
  readonly cacheDir: string | null;
  readonly log: Logger;
  readonly cwd: string;
  readonly trust: BundleTrust;
  /** For bundles in a registry. */
  readonly registry: {
    readonly insecureRegistries: readonly string[];
    readonly env: NodeJS.ProcessEnv;
    /** Where a bundle is kept for this run when there is no cache. */
    readonly tempDir: string;
  };
}

/**
 * The sources that the settings name, in their order: `osv`, folders of OSV exports and bundle files relative to
 * `cwd`, and `oci://` references to bundles. Asks nothing yet.
 */
export async function openAdvisories(
  sources: readonly string[],
  options: OpenAdvisoriesOptions,
): Promise<readonly AdvisorySource[]> {
  const { osvUrl, cacheDir, log, cwd, trust } = options;
  return Promise.all(
    [...new Set(sources)].map(async (source) => {
      if (source === OSV_API) return openOsvApi({ url: osvUrl, cacheDir, log });
      if (source.startsWith(OCI_SCHEME)) return openOciBundle(source, options);
      const path = resolve(cwd, source);
      const isFile = (await stat(path).catch(() => null))?.isFile() === true;
      return isFile
        ? openBundle(path, { name: source, trust, log })
        : openOsvFolder(path, { log, name: source });
    }),
  );
}

/** Pulled once, when it is first asked. */
function openOciBundle(source: string, options: OpenAdvisoriesOptions): AdvisorySource {
  const { cacheDir, log, trust, registry } = options;
  const { insecureRegistries, env, tempDir } = registry;
  const fileFor = cachedBundle(cacheDir ?? join(tempDir, 'image-gate-advisories'));
  let bundle: Promise<AdvisorySource> | null = null;
  const pulled = (signal: AbortSignal): Promise<AdvisorySource> => {
    bundle ??= pullBundle(source, fileFor, { insecureRegistries, env, log, signal }).then((file) =>
      openBundle(file, { name: source, trust, log }),
    );
    return bundle;
  };
  return {
    id: 'bundle',
    needsNetwork: true,
    lookup: async (packages, signal) => (await pulled(signal)).lookup(packages, signal),
    feed: async (id, signal) => (await (await pulled(signal)).feed?.(id, signal)) ?? null,
  };
}
