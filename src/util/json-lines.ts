import { SourceError } from '../model/errors.ts';

/**
 * The values of a stream of JSON texts, one on a line. `limit` is the most bytes of one line.
 * Throws `SourceError` JSON_LINES_INVALID; `what` names the stream in messages.
 */
export async function* jsonLines(
  source: AsyncIterable<Uint8Array>,
  options: { readonly limit: number; readonly what: string },
): AsyncGenerator {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    let bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      yield* parse(bytes.subarray(0, end), options.what);
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > options.limit)
      throw invalid(options.what, `a line has more than ${options.limit} bytes`);
    rest = bytes;
  }
  yield* parse(rest, options.what);
}

function* parse(line: Buffer, what: string): Generator {
  const text = line.toString('utf8').trim();
  if (text === '') return;
  try {
    yield JSON.parse(text);
  } catch {
    throw invalid(what, 'a line is not JSON');
  }
}

function invalid(what: string, why: string): SourceError {
  return new SourceError('JSON_LINES_INVALID', `${what}: ${why}`);
}
