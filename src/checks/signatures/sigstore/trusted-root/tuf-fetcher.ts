import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { SourceError, errorText } from '../../../../model/errors.ts';
import { discard, readCapped, sendRetrying } from '../../../../util/http.ts';
import { LIMITS } from '../../../../util/limits.ts';
import { redactUrl } from '../../../../util/url.ts';
import type { TufFiles } from './tuf-cache.ts';

export interface TufFetcher extends Fetcher {
  /** Everything that came, by name. */
  readonly fetched: TufFiles;
  /** Why something did not come; null when all did. Never set for what came and was wrong. */
  readonly failure: SourceError | null;
}

/** Fetches from `url`, all of it within `ms` milliseconds. */
export function networkFetcher(
  url: string,
  signal: AbortSignal,
  ms: number = LIMITS.trustedRootRefreshMs.value,
): TufFetcher {
  const late = AbortSignal.timeout(ms);
  const fetched = new Map<string, Buffer>();
  const state: { failure: SourceError | null } = { failure: null };

  async function download(address: string, maxLength: number): Promise<Buffer> {
    const name = nameBelow(url, address);
    const limit = Math.min(maxLength, LIMITS.tufFileBytes.value);
    const response = await orFailure(() =>
      sendRetrying({ url: address, signal: AbortSignal.any([signal, late]) }, { tries: TRIES }),
    );
    if (!response.ok) {
      await discard(response);
      // The only thing that may be missing is the next root: that there is none is how one learns the last.
      if (!ROOT.test(name) || !ABSENT.has(response.status)) {
        const { status } = response;
        const where = redactUrl(address);
        state.failure = new SourceError('TUF_UNREACHABLE', `${where}: the answer is ${String(status)}`, {
          hint: HINT,
        });
      }
      throw new DownloadHTTPError('not there', response.status);
    }
    const bytes = await orFailure(() => readCapped(response, limit));
    fetched.set(name, bytes);
    return bytes;
  }

  async function orFailure<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // More than was promised is not a fault of the network.
      const isTooLarge = error instanceof SourceError && error.code === 'HTTP_BODY_TOO_LARGE';
      if (!isTooLarge) state.failure = failureOf(error);
      throw error;
    }
  }

  function failureOf(error: unknown): SourceError {
    const where = redactUrl(url);
    if (late.aborted) {
      return new SourceError('TUF_TIMEOUT', `${where}: not done after ${String(ms / 1000)} s`, {
        hint: HINT,
      });
    }
    return new SourceError('TUF_UNREACHABLE', `the TUF repository cannot be asked: ${errorText(error)}`, {
      hint: HINT,
      cause: error,
    });
  }

  return {
    ...byFile(download),
    fetched,
    get failure() {
      return state.failure;
    },
  };
}

/** Takes everything from files that are there already. */
export function keptFetcher(url: string, files: TufFiles): Fetcher {
  return byFile(async (address) => {
    const bytes = files.get(nameBelow(url, address));
    if (bytes === undefined) throw new DownloadHTTPError('not kept', 404);
    return bytes;
  });
}

const ROOT = /^\d{1,9}\.root\.json$/u;
const ABSENT: ReadonlySet<number> = new Set([403, 404]);
const TRIES = 2;
const HINT = 'Try again, or give the trusted root as a file.';

type Download = (url: string, maxLength: number) => Promise<Buffer>;

function byFile(download: Download): Fetcher {
  return {
    downloadBytes: download,
    async downloadFile(url, maxLength, handler) {
      const bytes = await download(url, maxLength);
      const file = join(tmpdir(), `image-gate-tuf-${randomUUID()}`);
      try {
        await writeFile(file, bytes);
        return await handler(file);
      } finally {
        await rm(file, { force: true });
      }
    },
  };
}

function nameBelow(url: string, address: string): string {
  return address.slice(url.replace(/\/$/u, '').length + 1);
}
