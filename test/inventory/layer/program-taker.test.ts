import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgramTaker, type ProgramEntry } from '../../../src/inventory/layer/program-taker.ts';
import { bareElf } from '../../support/bare-elf.ts';
import { workFolder } from '../../support/work-folder.ts';

const LIMITS = { programBytes: 10_000, programMemoryBytes: 1000 };

function entry(size: number, more: Partial<ProgramEntry> = {}): ProgramEntry {
  return { path: 'bin/x', format: 'elf', size, isExecutable: true, problem: null, ...more };
}

function taker(tempFolder = workFolder()) {
  return createProgramTaker({ limits: LIMITS, tempFolder });
}

describe('the taker of programs', () => {
  it('asks for a small program whole, for a large one in parts, and for a huge one not at all', () => {
    expect(taker().begin(entry(1000))).toEqual({ kind: 'whole' });
    expect(taker().begin(entry(1001))).toEqual({ kind: 'parts' });
    expect(taker().begin(entry(10_001))).toMatchObject({
      kind: 'none',
      record: { kind: 'program', path: 'bin/x', problem: 'it has 10001 bytes, the limit is 10000' },
    });
  });

  it('does not ask for a body that is not the content', () => {
    expect(taker().begin(entry(500, { problem: 'it is stored as a sparse file' }))).toMatchObject({
      kind: 'none',
      record: { problem: 'it is stored as a sparse file' },
    });
  });

  it('reads the same from parts as from the whole', () => {
    const bytes = bareElf(5000);
    const one = taker();
    one.begin(entry(5000));
    expect(one.part(bytes.subarray(0, 3000), false)).toBeNull();
    const inParts = one.part(bytes.subarray(3000), true);
    one.begin(entry(5000));
    expect(inParts).toEqual(one.whole(bytes));
    expect(inParts).toMatchObject({ kind: 'program', problem: null, facts: { format: 'elf' } });
  });

  it('leaves out what turns out to be no program', () => {
    const bytes = Buffer.alloc(5000);
    bytes.write('MZ');
    bytes.writeUInt32LE(4000, 0x3c);
    const one = taker();
    one.begin(entry(5000, { format: 'pe' }));
    expect(one.part(bytes, true)).toBeNull();
    expect(one.whole(bytes)).toBeNull();
  });

  it('tells of a program that the disk has no room for, and reads the next', () => {
    const one = taker(path.join(workFolder(), 'missing'));
    one.begin(entry(5000));
    expect(one.part(Buffer.alloc(3000), false)).toBeNull();
    expect(one.part(Buffer.alloc(2000), true)).toMatchObject({
      kind: 'program',
      problem: expect.stringContaining('cannot be held in a temporary file'),
    });
    one.begin(entry(200));
    expect(one.whole(bareElf())).toMatchObject({ problem: null });
  });

  it('can be closed in the middle of a body, and again', () => {
    const one = taker();
    one.begin(entry(5000));
    one.part(Buffer.alloc(3000), false);
    one.close();
    one.close();
    one.begin(entry(2000));
    expect(one.part(bareElf(2000), true)).toMatchObject({ problem: null });
  });
});
