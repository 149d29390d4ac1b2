import * as fc from 'fast-check';
import { extract, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import {
  TAR_TYPE,
  gnuLongName,
  headerLink,
  headerName,
  paddedSize,
  parseHeader,
  parsePax,
  paxSize,
} from '../../src/util/tar.ts';
import { paxBody, seal, tarHeader } from '../support/tar.ts';

describe('parseHeader', () => {
  it('gives null for a block of zeros', () => {
    expect(parseHeader(Buffer.alloc(512), 0)).toBeNull();
  });

  it('reads a header anywhere in the bytes, and in a plain Uint8Array', () => {
    const bytes = new Uint8Array(
      Buffer.concat([Buffer.alloc(512, 1), tarHeader({ name: 'a', content: 'xyz' })]),
    );
    expect(parseHeader(bytes, 512)).toEqual({ type: TAR_TYPE.file, size: 3, mode: 0o644 });
    expect(headerName(bytes, 512)).toBe('a');
  });

  it.each([
    ['a wrong checksum', tarHeader({ name: 'a', badChecksum: true }), 'checksum'],
    ['a flipped bit in the name', flipped(tarHeader({ name: 'abc' }), 1), 'checksum'],
    ['letters for a size', withSize('not a number'), 'size'],
    ['an eight in an octal size', withSize('00000000018 '), 'size'],
    ['digits after the end of the size', withSize('000 00000001'), 'size'],
    [
      'a negative base-256 size',
      tarHeader({ name: 'a', size: Buffer.alloc(12, 0xff) }),
      'negative or too large',
    ],
    [
      'a size past 2^53',
      tarHeader({ name: 'a', size: Buffer.from('800000000020000000000001', 'hex') }),
      'too large',
    ],
    ['half a block', tarHeader({ name: 'a' }).subarray(0, 300), 'cut short'],
  ])('refuses %s', (_name, block, why) => {
    expect(() => parseHeader(block, 0)).toThrow(expect.objectContaining({ code: 'TAR_INVALID' }));
    expect(() => parseHeader(block, 0)).toThrow(why);
  });

  it('takes a base-256 size', () => {
    const size = Buffer.from('8000000000000002540be400', 'hex');
    expect(parseHeader(tarHeader({ name: 'a', size }), 0)?.size).toBe(10_000_000_000);
  });

  it('takes a checksum of signed bytes, as old programs wrote it', () => {
    const block = tarHeader({ name: '\u00e9' });
    const unsigned = Number.parseInt(block.toString('latin1', 148, 154), 8);
    block.write(`${(unsigned - 2 * 256).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(parseHeader(block, 0)?.type).toBe(TAR_TYPE.file);
  });

  it.each(['1', '2', '3', '4', '5', '6'])('gives type %s no body, whatever its size says', (type) => {
    expect(parseHeader(tarHeader({ name: 'a', type, size: 1000 }), 0)?.size).toBe(0);
  });

  it.each(['0', '7', 'x', 'L', 'S'])('gives type %s the body that its size says', (type) => {
    expect(parseHeader(tarHeader({ name: 'a', type, size: 1000 }), 0)?.size).toBe(1000);
  });

  it('tells the old NUL type by the final slash', () => {
    const folder = tarHeader({ name: 'a/' });
    const file = tarHeader({ name: 'a' });
    for (const block of [folder, file]) {
      block[156] = 0;
      seal(block);
    }
    expect(parseHeader(folder, 0)?.type).toBe(TAR_TYPE.directory);
    expect(parseHeader(file, 0)?.type).toBe(TAR_TYPE.file);
  });

  it('keeps setuid in the mode', () => {
    expect(parseHeader(tarHeader({ name: 'su', mode: 0o4755 }), 0)?.mode).toBe(0o4755);
  });
});

describe('names', () => {
  it('joins the ustar prefix', () => {
    const name = `${'d'.repeat(90)}/${'f'.repeat(60)}`;
    expect(headerName(tarHeader({ name }), 0)).toBe(name);
  });

  it.each([
    ['another magic', { 257: 'uxxxx\0' }, 'decoy', 'a'],
    ['the POSIX magic and an odd version', { 257: 'ustar\x00zz' }, 'dir', 'dir/a'],
    ['a GNU header', { 257: 'ustar  \0' }, 'dir', 'dir/a'],
    ['a GNU header with times in base-256', { 257: 'ustar  \0' }, '\x80\0\0\0\0\0\0\0\0\0\0\x01', 'a'],
    ['a GNU header with a prefix that is not ASCII', { 257: 'ustar  \0' }, 'd\xffr', 'a'],
    [
      'a star header',
      { 257: 'ustar\x0000', 476: '777', 508: 'tar\0' },
      'd'.repeat(131),
      `${'d'.repeat(131)}/a`,
    ],
  ])('reads the prefix of %s as Go does', (_, fields, prefix, expected) => {
    const block = tarHeader({ name: 'a' });
    block.write(prefix, 345, 'latin1');
    for (const [at, text] of Object.entries(fields)) block.write(text, Number(at), 'latin1');
    seal(block);
    expect(headerName(block, 0)).toBe(expected);
  });

  it('does not take the times of a GNU header for a prefix', () => {
    const block = tarHeader({ name: 'a' });
    block.write('ustar  \0', 257, 'latin1');
    block.write('14000000000', 345, 'latin1');
    seal(block);
    expect(headerName(block, 0)).toBe('a');
  });

  it('uses all hundred bytes of a name without a NUL', () => {
    expect(headerName(tarHeader({ name: 'n'.repeat(100) }), 0)).toBe('n'.repeat(100));
  });

  it('reads link targets and GNU long names', () => {
    expect(headerLink(tarHeader({ name: 'a', type: '2', link: '../b' }), 0)).toBe('../b');
    expect(gnuLongName(Buffer.from('a/b\0\0'))).toBe('a/b');
  });

  it.each([
    [0, 0],
    [1, 512],
    [512, 512],
    [513, 1024],
  ])('pads %d bytes to %d', (size, padded) => {
    expect(paddedSize(size)).toBe(padded);
  });
});

describe('parsePax', () => {
  it('reads records, and the last of equal keys wins', () => {
    const bytes = Buffer.concat([paxBody({ path: 'a', size: '1' }), paxBody({ path: 'b=c\nd' })]);
    expect([...parsePax(bytes)]).toEqual([
      ['path', 'b=c\nd'],
      ['size', '1'],
    ]);
  });

  it.each([
    ['no length', 'path=a\n'],
    ['a length that is too long', '99 path=a\n'],
    ['a length that is too short', '5 path=a\n'],
    ['a length of nothing', '0 path=a\n'],
    ['a negative length', '-9 path=a\n'],
    ['no newline', '9 path=ab'],
    ['no key', '5 =a\n'],
    ['no equals sign', '7 path\n'],
    ['a NUL in a value', '11 path=a\0b\n'],
  ])('refuses %s', (_name, text) => {
    expect(() => parsePax(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'TAR_INVALID' }));
  });

  it.each(['', '-1', '1e3', '0x10', '99999999999999999999', ' 1'])(
    'does not take "%s" for a size',
    (size) => {
      const records = new Map([['size', size]]);
      if (size === '') expect(paxSize(records)).toBeNull();
      else expect(() => paxSize(records)).toThrow('bad size');
    },
  );

  it('reads back any records that were written', () => {
    const key = fc.stringMatching(/^[A-Za-z.]{1,20}$/u);
    const value = fc
      .string({ unit: 'grapheme', minLength: 0, maxLength: 200 })
      .map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (records) => {
        expect(Object.fromEntries(parsePax(paxBody(records)))).toEqual(records);
      }),
    );
  });

  it('ends with records or TAR_INVALID for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          parsePax(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'TAR_INVALID' });
        }
      }),
    );
  });
});

describe('against another implementation', () => {
  it('reads the headers that tar-stream writes', async () => {
    const name = fc.stringMatching(/^[a-z]{1,8}(?:\/[a-z0-9.]{1,8}){0,5}$/u);
    const entry = fc.record({
      name,
      mode: fc.integer({ min: 1, max: 0o7777 }),
      size: fc.integer({ min: 0, max: 3000 }),
    });
    await fc.assert(
      fc.asyncProperty(entry, async ({ name, mode, size }) => {
        const bytes = await packed((tar) => tar.entry({ name, mode }, Buffer.alloc(size, 7)));
        expect(parseHeader(bytes, 0)).toEqual({ type: TAR_TYPE.file, mode, size });
        expect(headerName(bytes, 0)).toBe(name);
        expect(bytes.length).toBe(512 + paddedSize(size) + 1024);
      }),
      { numRuns: 50 },
    );
  });

  it('takes or refuses a damaged header as tar-stream does', async () => {
    const good = tarHeader({ name: 'some/file', content: '' });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 511 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          // Blanks and digits of the checksum field itself are read more or less strictly.
          fc.pre(at < 148 || at >= 156);
          const block = flipped(good, at, change);
          const theirs = await reads(Buffer.concat([block, Buffer.alloc(1024)]));
          const ours = doesNotThrow(() => parseHeader(block, 0));
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function flipped(block: Buffer, at: number, change = 1): Buffer {
  const copy = Buffer.from(block);
  copy[at] = (copy[at] ?? 0) ^ change;
  return copy;
}

function withSize(text: string): Buffer {
  return tarHeader({ name: 'a', size: Buffer.from(text.padEnd(12).slice(0, 12), 'latin1') });
}

function doesNotThrow(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

async function packed(fill: (tar: ReturnType<typeof pack>) => void): Promise<Buffer> {
  const tar = pack();
  fill(tar);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reads(bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const tar = extract();
    tar.on('entry', (_header, stream, next) => {
      stream.resume();
      stream.on('end', next);
    });
    tar.on('error', () => resolve(false));
    tar.on('finish', () => resolve(true));
    tar.end(bytes);
  });
}
