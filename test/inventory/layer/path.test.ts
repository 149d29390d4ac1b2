import { describe, expect, it } from 'vitest';
import { createEntryPath } from '../../../src/inventory/layer/path.ts';
import { decodeName } from '../../../src/util/names.ts';
import { seal, tarHeader } from '../../support/tar.ts';

const ENTRY = {
  type: 0x30,
  size: 0,
  mode: 0,
  offset: 0,
  longLink: null,
  isSparse: false,
  inParts: false,
} as const;

/** The path of an entry whose name is `a`, one byte, and `b`, in the header or as a long name. */
function pathWith(byte: number, isLong: boolean): string {
  const block = tarHeader({ name: 'a?b' });
  block[1] = byte;
  seal(block);
  const longName = isLong ? decodeName(new Uint8Array([0x61, byte, 0x62]), 0, 3) : null;
  const path = createEntryPath(1000);
  path.set({ ...ENTRY, block, longName });
  return path.text();
}

describe('createEntryPath on bytes that are no UTF-8', () => {
  it('keeps names apart, and reads both forms of a name alike', () => {
    expect(pathWith(0xfe, false)).not.toBe(pathWith(0xff, false));
    expect(pathWith(0xfe, true)).not.toBe(pathWith(0xff, true));
    expect(pathWith(0xff, true)).toBe(pathWith(0xff, false));
  });
});

describe('createEntryPath on a long path', () => {
  it('refuses what is longer than the limit', () => {
    const block = new Uint8Array(512);
    const path = createEntryPath(5000);
    path.set({ ...ENTRY, block, longName: 'x'.repeat(4999) });
    expect(path.text()).toHaveLength(4999);
    expect(() => path.set({ ...ENTRY, block, longName: 'x'.repeat(5000) })).toThrow(
      expect.objectContaining({ code: 'TAR_NAME_TOO_LONG' }),
    );
  });
});
