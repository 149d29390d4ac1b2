import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError, SourceError, errorText } from '../../../../model/errors.ts';
import { openBlobStream } from '../../../../image/registry/blob-stream.ts';
import { discard, sendRetrying } from '../../../../util/http.ts';
import { LIMITS } from '../../../../util/limits.ts';
import type { Logger } from '../../../../util/log.ts';
import type { Delay } from '../../../../util/retry.ts';
import { readRecords, recordFiles } from '../record-files.ts';
import type { EcosystemExport } from './build.ts';

export interface AddressOptions {
  /** A private folder, for one archive at a time. */
  readonly folder: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly delay?: Delay;
  readonly now: () => Date;
}

/**
 * OSV's exports at an address, `<address>/<Ecosystem>/all.zip`, each downloaded to a file, read, and removed.
 * A connection that breaks is taken up where it broke, if the archive is still the same.
 * Throws `SourceError` ADVISORIES_UNREACHABLE, ADVISORIES_UNWRITABLE, and what `send` and `openBlobStream` throw.
 */
export async function* addressExports(
  address: string,
  ecosystems: readonly string[],
  options: AddressOptions,
): AsyncGenerator<EcosystemExport> {
  const { folder, now, log } = options;
  const base = address.endsWith('/') ? address.slice(0, -1) : address;
  for (const [index, ecosystem] of ecosystems.entries()) {
    const url = `${base}/${encodeURIComponent(ecosystem)}/all.zip`;
    const place = join(folder, String(index));
    log.progress(`Downloading ${ecosystem}`);
    const retrievedAt = now();
    await download(url, place, options);
    const files = await recordFiles(place);
    if (files === null) throw unreachable(url, 'there is no archive');
    yield { ecosystem, from: url, retrievedAt, records: (signal) => readRecords(files, signal) };
    await rm(place, { recursive: true });
  }
  log.progress(null);
}

async function download(url: string, folder: string, options: AddressOptions): Promise<void> {
  const { signal, delay } = options;
  const first = await ask(url, {}, options);
  if (first.status !== 200) {
    await discard(first);
    throw unreachable(url, `HTTP ${String(first.status)}`);
  }
  const length = first.headers.get('content-length') ?? '';
  const etag = first.headers.get('etag');
  const size = Number(length);
  if (!/^\d{1,15}$/u.test(length) || size > LIMITS.bundleDownloadBytes.value) {
    await discard(first);
    throw unreachable(url, 'it does not say how long it is, or is too long');
  }
  let unused: Response | null = first;
  const fetchFrom = async (offset: number): Promise<Response> => {
    const response = unused ?? (await ask(url, rangeFrom(offset, etag), options));
    unused = null;
    if (response.status === 200 || (response.status === 206 && offset > 0))
      return sameArchive(response, etag, url);
    await discard(response);
    throw unreachable(url, `HTTP ${String(response.status)}`);
  };
  const body = await openBlobStream({ size, where: url, signal, delay, fetchFrom });
  await mkdir(folder);
  await save(body, join(folder, 'all.zip'));
}

function rangeFrom(offset: number, etag: string | null): Readonly<Record<string, string>> {
  if (offset === 0) return {};
  return { range: `bytes=${String(offset)}-`, ...(etag === null ? {} : { 'if-match': etag }) };
}

/** Two halves of two archives would be none. Source: RFC 9110, 8.8.3. */
async function sameArchive(response: Response, etag: string | null, url: string): Promise<Response> {
  const now = response.headers.get('etag');
  if (etag === null || now === null || now === etag) return response;
  await discard(response);
  throw unreachable(url, 'it was replaced while it was downloaded');
}

function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  { signal, delay }: Pick<AddressOptions, 'signal' | 'delay'>,
): Promise<Response> {
  const request = { url, signal, headers: { 'accept-encoding': 'identity', ...headers } };
  return sendRetrying(request, delay === undefined ? {} : { delay });
}

async function save(body: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const chunk of body) await file.writeFile(chunk);
  } catch (error) {
    if (error instanceof GateError || !(error instanceof Error && 'syscall' in error)) throw error;
    throw new SourceError('ADVISORIES_UNWRITABLE', `${path}: cannot be written: ${errorText(error)}`, {
      cause: error,
      hint: 'Set TMPDIR (RUNNER_TEMP on a runner) to a folder that can be written and has room.',
    });
  } finally {
    await file.close();
  }
}

function unreachable(url: string, reason: string): SourceError {
  return new SourceError('ADVISORIES_UNREACHABLE', `${url}: ${reason}`, {
    hint: 'Check the address and the names of the ecosystems, or try again later.',
  });
}
