import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLayout, readProgramFacts } from '../../../src/inventory/program/facts.ts';
import { elfFile, programOf, type ElfParts } from '../../support/elf.ts';
import { fatFile, machOFile, peFile } from '../../support/other-programs.ts';

const NEEDED = 1;
const SONAME = 14;
const FLAGS_1 = 0x6fff_fffb;
const PIE = 0x0800_0000;

describe('the headers of an ELF file', () => {
  const widths = [
    { is64: true, isLittle: true },
    { is64: true, isLittle: false },
    { is64: false, isLittle: true },
    { is64: false, isLittle: false },
  ];

  it.each(widths)('say what it needs and by what it is started: %j', (how) => {
    const dynamic = [
      [NEEDED, 'libssl.so.3'],
      [NEEDED, 'libc.so.6'],
    ] as const;
    const file = elfFile({ ...how, type: 3, interpreter: '/lib64/ld-linux.so.2', dynamic });
    expect(readProgramFacts(programOf(file))).toEqual({
      format: 'elf',
      isLibrary: false,
      needed: ['libssl.so.3', 'libc.so.6'],
      interpreter: 'lib64/ld-linux.so.2',
    });
  });

  it.each<[string, ElfParts, boolean]>([
    ['a program at a fixed address', { type: 2 }, false],
    ['a library', { type: 3, dynamic: [[SONAME, 'libx.so.1']] }, true],
    ['a plugin without a name', { type: 3, dynamic: [[NEEDED, 'libc.so.6']] }, true],
    ['a static program at any address', { type: 3, entry: 0x1000, dynamic: [] }, false],
    [
      'a program at any address that says so',
      {
        type: 3,
        dynamic: [
          [FLAGS_1, PIE],
          [NEEDED, 'x'],
        ],
      },
      false,
    ],
    ['an object file', { type: 1 }, true],
  ])('tell programs and libraries apart: %s', (_what, parts, isLibrary) => {
    expect(readProgramFacts(programOf(elfFile(parts)))).toMatchObject({ isLibrary });
  });

  it.each(widths)('name its sections: %j', (how) => {
    const file = elfFile({ ...how, sections: { '.one': Buffer.from('1'), '.two': Buffer.from('22') } });
    const layout = readLayout(programOf(file));
    expect(layout).toMatchObject({
      sections: expect.arrayContaining([expect.objectContaining({ name: '.two', size: 2 })]),
    });
  });

  it.skipIf(process.platform !== 'linux')('of the program that runs this test are read', () => {
    const facts = readProgramFacts(programOf(readFileSync(process.execPath)));
    expect(facts).toMatchObject({
      format: 'elf',
      isLibrary: false,
      needed: expect.arrayContaining([expect.stringMatching(/^libc\./u)]),
    });
  });
});

describe('the headers of other programs', () => {
  it.each([true, false])('of Mach-O name sections and libraries (64 bits: %s)', (is64) => {
    const file = machOFile({
      is64,
      library: '/usr/lib/libSystem.B.dylib',
      sections: { __go_buildinfo: Buffer.from('x') },
    });
    const layout = readLayout(programOf(file, 'mach-o'));
    expect(layout).toMatchObject({
      sections: [{ name: '__go_buildinfo', size: 1 }],
      facts: { format: 'mach-o', isLibrary: false, needed: ['/usr/lib/libSystem.B.dylib'] },
    });
  });

  it('of a fat Mach-O are those of its first program', () => {
    const file = fatFile([
      machOFile({ is64: true, library: 'a', sections: {} }),
      machOFile({ is64: true, library: 'b', sections: {} }),
    ]);
    expect(readProgramFacts(programOf(file, 'mach-o'))).toMatchObject({ needed: ['a'] });
  });

  it('of PE name sections', () => {
    expect(readLayout(programOf(peFile({ '.data': Buffer.from('abc') }), 'pe'))).toMatchObject({
      sections: [{ name: '.data', size: 3 }],
      facts: { format: 'pe', isLibrary: false },
    });
  });
});

describe('damaged headers', () => {
  const files = [
    [
      'elf',
      elfFile({ type: 3, interpreter: '/x', dynamic: [[NEEDED, 'y']], sections: { '.a': Buffer.alloc(9) } }),
    ],
    ['elf', elfFile({ is64: false, isLittle: false, dynamic: [[NEEDED, 'y']] })],
    ['mach-o', machOFile({ is64: true, library: 'z', sections: { a: Buffer.alloc(5) } })],
    ['mach-o', fatFile([machOFile({ is64: false, library: 'z', sections: {} })])],
    ['pe', peFile({ '.data': Buffer.alloc(7) })],
  ] as const;

  it('never make the reader throw, changed or cut', () => {
    for (const [format, file] of files) {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 12 }),
          fc.nat(file.length),
          (changes, length) => {
            const damaged = Buffer.from(file.subarray(0, length));
            for (const [at, byte] of changes) if (at < length) damaged[at] = byte;
            expect(readProgramFacts(programOf(damaged, format))).toBeDefined();
          },
        ),
      );
    }
  });

  it.each(files)('that end too early are told: %s', (format, file) => {
    expect(readProgramFacts(programOf(file.subarray(0, 20), format))).toEqual(expect.any(String));
  });
});

describe('the layout of a program', () => {
  it('is read once, whoever asks, and for each program anew', () => {
    const file = elfFile({ is64: true, isLittle: true, type: 2 });
    const program = programOf(file);
    const layout = readLayout(program);
    expect(readLayout(program)).toBe(layout);
    expect(readLayout(programOf(file))).not.toBe(layout);
    expect(readLayout(programOf(file))).toEqual(layout);
  });
});
