import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines } from '../../src/util/json-lines.ts';

describe('jsonLines', () => {
  it('gives the same values wherever the stream is cut', async () => {
    const chunk = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.array(chunk, { minLength: 1 }), async (values, sizes) => {
        const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
        const read = await collect(cut(Buffer.from(text), sizes));
        expect(read).toEqual(values.map((value) => JSON.parse(JSON.stringify(value)) as unknown));
      }),
    );
  });

  it('reads a last line without a newline, and skips empty ones', async () => {
    expect(await collect(cut(Buffer.from('1\r\n\n2'), [1]))).toEqual([1, 2]);
  });

  it.each([
    ['what is not JSON', '{}\nnope\n', 100, 'the pull: a line is not JSON'],
    ['a line that does not end', '"aaaaaaaaaaaa', 10, 'the pull: a line has more than 10 bytes'],
  ])('refuses %s', async (_name, text, limit, message) => {
    const work = collect(cut(Buffer.from(text), [4]), limit);
    await expect(work).rejects.toMatchObject({ code: 'JSON_LINES_INVALID', message });
  });
});

async function collect(source: AsyncIterable<Uint8Array>, limit = 10_000): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of jsonLines(source, { limit, what: 'the pull' })) values.push(value);
  return values;
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
