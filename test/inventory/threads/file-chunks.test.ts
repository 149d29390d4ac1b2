import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileChunks } from '../../../src/inventory/threads/file-chunks.ts';
import { workFolder } from '../../support/work-folder.ts';

describe('fileChunks', () => {
  it('reads the part that was asked for, whatever its size', () => {
    const content = Buffer.from(Array.from({ length: 700_000 }, (_, n) => n % 251));
    const file = path.join(workFolder(), 'file');
    writeFileSync(file, content);
    for (const [offset, length] of [
      [0, 700_000],
      [3, 699_000],
      [699_999, 1],
      [5, 0],
    ] as const) {
      const parts = [...fileChunks(file, offset, length)].map((chunk) => chunk.length);
      expect(parts.reduce((sum, size) => sum + size, 0)).toBe(length);
      const [first] = fileChunks(file, offset, length);
      if (first !== undefined) expect(first[0]).toBe(content[offset]);
    }
  });

  it('refuses a file that is too short, or not there', () => {
    const folder = workFolder({ file: 'abc' });
    expect(() => [...fileChunks(path.join(folder, 'file'), 1, 3)]).toThrow('1 bytes too early');
    expect(() => [...fileChunks(path.join(folder, 'none'), 0, 1)]).toThrow(
      expect.objectContaining({ code: 'LAYER_UNREADABLE' }),
    );
  });
});
