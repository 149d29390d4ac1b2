import { SourceError } from '../../model/errors.ts';
import { bodyChunks, discard, isTransient } from '../../util/http.ts';
import { LIMITS } from '../../util/limits.ts';
import { wait, waitMs } from '../../util/retry.ts';
import type { Delay } from '../../util/retry.ts';

export interface BlobStreamOptions {
  /** Bytes that there must be, no more and no less. */
  readonly size: number;
  /** Names the blob in messages. */
  readonly where: string;
  readonly signal: AbortSignal;
  readonly delay?: Delay | undefined;
  /** Asks for the blob from a byte on; the answer is 200 (all of it) or 206 (from there). */
  readonly fetchFrom: (offset: number) => Promise<Response>;
}

/**
 * A blob's bytes, each chunk (of up to 64 KiB, as the system reads them) with a buffer of its own that may be
 * transferred: joining chunks first costs more than it saves. A connection that breaks is taken up again where
 * it broke. The digest is for the reader to verify.
 * Throws `SourceError` BLOB_TRUNCATED, BLOB_TOO_LONG, BLOB_RANGE_INVALID, and what `fetchFrom` throws.
 */
export async function openBlobStream(
  options: BlobStreamOptions,
): Promise<AsyncIterable<Uint8Array<ArrayBuffer>>> {
  // Asked at once, so that a missing blob is an error of opening it.
  return readAll(options, await options.fetchFrom(0));
}

async function* readAll(
  options: BlobStreamOptions,
  first: Response,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { size, where, signal, delay = wait, fetchFrom } = options;
  let response = first;
  let received = 0;
  let fruitless = 0;
  for (let resumes = 0; ; resumes++) {
    const before = received;
    let broken: unknown = null;
    try {
      let skip = startOf(response, received, options);
      for await (const chunk of bodyChunks(response)) {
        const news = skip === 0 && ownsBuffer(chunk) ? chunk : chunk.slice(skip);
        skip -= chunk.byteLength - news.byteLength;
        if (news.byteLength === 0) continue;
        received += news.byteLength;
        if (received > size) throw tooLong(where, size);
        yield news;
      }
    } catch (error) {
      await discard(response);
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      broken = error;
    }
    signal.throwIfAborted();
    if (broken === null && received === size) return;
    fruitless = received > before ? 0 : fruitless + 1;
    if (fruitless >= LIMITS.httpTries.value || resumes >= LIMITS.blobResumes.value) {
      throw truncated(options, received, broken);
    }
    await delay(waitMs(fruitless, 0), signal);
    response = await fetchFrom(received);
  }
}

/** How many bytes of the body we have already: none when the server heeded the range. */
function startOf(response: Response, offset: number, { where, size }: BlobStreamOptions): number {
  // Node undoes the encoding; the bytes would not be the ones that the digest is of.
  const encoding = response.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') throw badRange(where, 'the registry sends it re-encoded');
  if (response.status !== 206) return offset;
  checkRange(response, offset, { where, size });
  return 0;
}

const CONTENT_RANGE = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/u;

// Source: RFC 9110, 14.4.
function checkRange(response: Response, offset: number, blob: { where: string; size: number }): void {
  const { where, size } = blob;
  const match = CONTENT_RANGE.exec(response.headers.get('content-range') ?? '');
  if (match === null || Number(match[1]) !== offset) {
    throw badRange(where, `the registry did not continue at byte ${offset}`);
  }
  if (match[3] !== '*' && Number(match[3]) !== size) throw badRange(where, `it is not ${size} bytes long`);
}

function ownsBuffer(chunk: Uint8Array): boolean {
  return chunk.byteOffset === 0 && chunk.buffer.byteLength === chunk.byteLength;
}

function tooLong(where: string, size: number): SourceError {
  return new SourceError(
    'BLOB_TOO_LONG',
    `${where}: the registry sends more than the ${size} bytes it announced`,
    {
      hint: 'The image or the registry is damaged: push the image again.',
    },
  );
}

function badRange(where: string, reason: string): SourceError {
  return new SourceError('BLOB_RANGE_INVALID', `${where}: ${reason}`, {
    hint: 'This is a fault of the registry or of a proxy before it.',
  });
}

function truncated(options: BlobStreamOptions, received: number, cause: unknown): SourceError {
  const { where, size } = options;
  return new SourceError(
    'BLOB_TRUNCATED',
    `${where}: only ${received} of ${size} bytes came, after several tries`,
    {
      cause,
      hint: 'Check the network, or push the image again.',
    },
  );
}
