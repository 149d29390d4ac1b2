import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { GateError, errorText } from '../../../model/errors.ts';
import { discard, readCapped, sendRetrying } from '../../../util/http.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Delay } from '../../../util/retry.ts';
import { badFeed } from './bad-feed.ts';

/** A feed as text, from where it is. */
export interface FeedText {
  readonly text: string;
  /** The path or address, as the user wrote it. */
  readonly from: string;
  /** When it was fetched, or the file written. */
  readonly retrievedAt: Date;
}

/**
 * Reads a feed from an `https:` address, or from a file; gzip is seen by its first bytes.
 * Throws `SourceError` FEED_UNREADABLE and what `send` throws.
 */
export async function fetchFeed(
  from: string,
  options: {
    readonly file: string;
    readonly now: Date;
    readonly signal: AbortSignal;
    readonly delay?: Delay;
  },
): Promise<FeedText> {
  const isAddress = from.startsWith('https://') || from.startsWith('http://');
  const { bytes, retrievedAt } = isAddress
    ? { bytes: await download(from, options), retrievedAt: options.now }
    : await readLocal(options.file, from);
  return { text: inflate(bytes, from).toString('utf8'), from, retrievedAt };
}

async function download(
  from: string,
  { signal, delay }: { readonly signal: AbortSignal; readonly delay?: Delay },
): Promise<Buffer> {
  const response = await sendRetrying({ url: from, signal }, delay === undefined ? {} : { delay });
  if (response.status !== 200) {
    await discard(response);
    throw badFeed(from, `HTTP ${String(response.status)}`);
  }
  return readCapped(response, LIMITS.feedBytes.value);
}

async function readLocal(
  file: string,
  from: string,
): Promise<{ readonly bytes: Buffer; readonly retrievedAt: Date }> {
  try {
    const { size, mtime } = await stat(file);
    if (size > LIMITS.feedBytes.value) throw badFeed(from, 'it is larger than a feed may be');
    return { bytes: await readFile(file), retrievedAt: mtime };
  } catch (error) {
    throw error instanceof GateError ? error : badFeed(from, errorText(error), error);
  }
}

function inflate(bytes: Buffer, from: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMITS.feedInflatedBytes.value });
  } catch (error) {
    throw badFeed(from, 'it does not inflate, or is cut', error);
  }
}
