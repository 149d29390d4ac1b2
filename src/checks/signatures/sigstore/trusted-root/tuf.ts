import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { VerificationError, errorText } from '../../../../model/errors.ts';
import { plain } from '../../../../util/escape.ts';
import { LIMITS } from '../../../../util/limits.ts';
import { redactUrl } from '../../../../util/url.ts';
import type { VerifyContext } from '../../judged.ts';
import type { TufFiles, TufRepository } from './tuf-cache.ts';
import { openTufCache } from './tuf-cache.ts';
import type { TufFetcher } from './tuf-fetcher.ts';
import { keptFetcher, networkFetcher } from './tuf-fetcher.ts';

/**
 * The text of a target, verified from `root` on. What was fetched before and has not expired needs no network.
 * Whatever is in the cache is verified as if it came from the network: who can write there gains nothing.
 * Throws `SourceError` TUF_UNREACHABLE, TUF_TIMEOUT, `VerificationError` TRUSTED_ROOT_INVALID.
 * Source: The Update Framework specification, 5, "detailed client workflow".
 */
export async function fetchTufTarget(repository: TufRepository, context: VerifyContext): Promise<string> {
  const cache = await openTufCache(repository, context);
  const kept = await fromCache(repository, cache.files);
  if (kept !== null) return kept;
  const fetcher = networkFetcher(repository.url, context.signal);
  try {
    const text = await update({ repository, fetcher, before: cache.files });
    await cache.save(fetcher.fetched);
    return text;
  } catch (error) {
    context.signal.throwIfAborted();
    // The updater hides what its fetcher threw.
    if (fetcher.failure !== null) throw fetcher.failure;
    throw error;
  }
}

/** Null when the cache does not hold all of it, or not any more. */
async function fromCache(repository: TufRepository, files: TufFiles): Promise<string | null> {
  if (files.size === 0) return null;
  try {
    return await update({ repository, fetcher: keptFetcher(repository.url, files), before: new Map() });
  } catch {
    return null;
  }
}

interface Update {
  readonly repository: TufRepository;
  readonly fetcher: Pick<TufFetcher, 'downloadBytes' | 'downloadFile'>;
  /** What was believed before: versions may not go back. */
  readonly before: TufFiles;
}

async function update({ repository, fetcher, before }: Update): Promise<string> {
  const { url, root, target } = repository;
  const folder = await mkdtemp(join(tmpdir(), 'image-gate-tuf-'));
  try {
    await writeFile(join(folder, 'root.json'), root);
    for (const [name, bytes] of before) {
      const role = ROLLBACK.exec(name);
      if (role !== null) await writeFile(join(folder, role.slice(1).join('')), bytes);
    }
    const updater = new Updater({
      metadataDir: folder,
      metadataBaseUrl: url,
      targetBaseUrl: `${url.replace(/\/$/u, '')}/targets`,
      fetcher,
      config: { maxRootRotations: MAX_ROOTS, maxDelegations: MAX_DELEGATIONS },
    });
    const info = await updater.getTargetInfo(target);
    if (info === undefined) throw invalid(repository, `it has no target "${plain(target, 100)}"`);
    if (info.length > LIMITS.trustedRootBytes.value) {
      throw invalid(repository, `its target has ${String(info.length)} bytes`);
    }
    return await readFile(await updater.downloadTarget(info, join(folder, 'target')), 'utf8');
  } catch (error) {
    throw error instanceof VerificationError ? error : invalid(repository, errorText(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ROLLBACK = /^(?:\d{1,9}\.)?((?:timestamp|snapshot)\.json)$/u;
/** Sigstore makes some three a year. */
const MAX_ROOTS = 128;
const MAX_DELEGATIONS = 16;

function invalid({ url }: TufRepository, why: string): VerificationError {
  return new VerificationError(
    'TRUSTED_ROOT_INVALID',
    `The trusted root of ${redactUrl(url)} does not verify: ${plain(why, 300)}`,
    {
      hint: 'Something between here and the repository serves old or changed data, the clock is off, or the repository is broken; `embedded` or a file needs no repository.',
    },
  );
}
