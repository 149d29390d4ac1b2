import { describe, expect, it } from 'vitest';
import { createEntryPath } from '../../../src/inventory/layer/path.ts';
import { decodeName } from '../../../src/util/names.ts';
import { seal, tarHeader } from '../../support/tar.ts';

/** The path of an entry whose name is `a`, one byte, and `b`, in the header or as a long name. */
function pathWith(byte: number, isLong: boolean): string {
  const block = tarHeader({ name: 'a?b' });
  block[1] = byte;
  seal(block);
  const longName = isLong ? decodeName(new Uint8Array([0x61, byte, 0x62]), 0, 3) : null;
  const path = createEntryPath(1000);
  path.set({ type: 0x30, size: 0, mode: 0, block, offset: 0, longName, longLink: null, isSparse: false });
  return path.text();
}

describe('createEntryPath on bytes that are no UTF-8', () => {
  it('keeps names apart, and reads both forms of a name alike', () => {
    expect(pathWith(0xfe, false)).not.toBe(pathWith(0xff, false));
    expect(pathWith(0xfe, true)).not.toBe(pathWith(0xff, true));
    expect(pathWith(0xff, true)).toBe(pathWith(0xff, false));
  });
});
