import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_READ, type ProgramCataloguer } from '../../../src/inventory/cataloguer.ts';
import { memoryBody } from '../../../src/inventory/layer/program-body.ts';
import { programFormat } from '../../../src/inventory/layer/program.ts';
import { readProgram, unreadProgram } from '../../../src/inventory/layer/read-program.ts';
import { bareElf } from '../../support/bare-elf.ts';

const GO_NOTE = Buffer.from([4, 0, 0, 0, 83, 0, 0, 0, 4, 0, 0, 0, 0x47, 0x6f, 0, 0]);

function read(bytes: Buffer, path = 'bin/x') {
  return readProgram(path, {
    format: 'elf',
    size: bytes.length,
    isExecutable: true,
    read: memoryBody(bytes),
  });
}

describe('readProgram', () => {
  it('has the digests of a program, and none of a library in which nothing is recognised', () => {
    const program = bareElf();
    const md5 = createHash('md5').update(program).digest('hex');
    const sha256 = createHash('sha256').update(program).digest('hex');
    expect(read(program)).toMatchObject({ readings: [], digests: { md5, sha256 }, isUnreadGo: false });
    expect(read(program, 'lib/x.so.1')).toMatchObject({ readings: [], digests: null });
  });

  it('tells of a Go program that nothing recognised', () => {
    expect(read(Buffer.concat([bareElf(), GO_NOTE]))).toMatchObject({ isUnreadGo: true });
  });

  it('makes a reason of a program that cannot be read', () => {
    const record = readProgram('bin/x', {
      format: 'elf',
      size: 100,
      isExecutable: true,
      read() {
        throw new Error('the temporary file was cut');
      },
    });
    expect(record).toMatchObject({ kind: 'program' });
    expect(record).toHaveProperty('problem', expect.stringContaining('the temporary file was cut'));
  });
});

describe('readProgram on bytes that mean nothing', () => {
  const magic = fc.constantFrom(
    '7f454c46020101',
    '7f454c46010201',
    'cffaedfe07000001',
    'cafebabe00000002',
    '4d5a',
  );

  it('never throws', () => {
    fc.assert(
      fc.property(magic, fc.uint8Array({ minLength: 60, maxLength: 2000 }), (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start, 'hex'), rest]);
        const format = programFormat(bytes, 0) ?? 'pe';
        const program = { format, size: bytes.length, isExecutable: true, read: memoryBody(bytes) };
        expect(readProgram('bin/x', program)).toMatchObject({ kind: 'program', path: 'bin/x' });
      }),
      { numRuns: 300 },
    );
  });
});

describe('readProgram with cataloguers', () => {
  const base = { id: 'x', ecosystem: 'generic', sees: '', doesNotSee: '' } as const;
  const bytes = bareElf(300);
  const program = { format: 'elf', size: 300, isExecutable: true, read: memoryBody(bytes) } as const;

  it('asks each of them, and keeps what they recognise, with the digests', () => {
    const knows: ProgramCataloguer = {
      ...base,
      readProgram: ({ size }, path) => ({ ...NOTHING_READ, unknowns: [`${path} has ${size} bytes`] }),
    };
    const knowsNot: ProgramCataloguer = { ...base, readProgram: () => null };
    const record = readProgram('lib/x.so', program, [knowsNot, knows, knows]);
    expect(record).toMatchObject({
      readings: [{ unknowns: ['lib/x.so has 300 bytes'] }, { unknowns: ['lib/x.so has 300 bytes'] }],
      digests: { sha1: createHash('sha1').update(bytes).digest('hex') },
      problem: null,
    });
  });

  it('makes a reason of one that fails, and asks the next', () => {
    const fails: ProgramCataloguer = {
      ...base,
      readProgram() {
        throw new RangeError('offset out of bounds');
      },
    };
    const knows: ProgramCataloguer = { ...base, readProgram: () => NOTHING_READ };
    expect(readProgram('bin/x', program, [fails, knows])).toMatchObject({
      readings: [NOTHING_READ],
      problem: 'it cannot be read: offset out of bounds',
    });
  });
});

describe('unreadProgram', () => {
  it('has a reason and nothing else', () => {
    expect(unreadProgram('bin/x', 'why')).toMatchObject({
      path: 'bin/x',
      problem: 'why',
      facts: null,
      readings: [],
    });
  });
});
