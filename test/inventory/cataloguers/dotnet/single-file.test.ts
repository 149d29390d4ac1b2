import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOTNET_SINGLE_FILE } from '../../../../src/inventory/cataloguers/dotnet/single-file.ts';
import { elfFile, programOf } from '../../../support/elf.ts';

const MARK = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');
const DEPS = JSON.stringify({
  libraries: { 'Newtonsoft.Json/12.0.1': { type: 'package' }, 'app/1.0.0': { type: 'project' } },
  targets: {
    '.NETCoreApp,Version=v8.0': { 'Newtonsoft.Json/12.0.1': { runtime: { 'lib/Newtonsoft.Json.dll': {} } } },
  },
});

interface Parts {
  readonly version?: number;
  readonly deps?: string;
  readonly bundled?: boolean;
}

/** A host with a bundle behind it. */
function bundle({ version = 6, deps = DEPS, bundled = true }: Parts = {}): Buffer {
  const host = (header: number): Buffer => {
    const offset = Buffer.alloc(8);
    offset.writeBigUInt64LE(BigInt(header));
    return elfFile({ sections: { '.data': Buffer.concat([Buffer.alloc(16), offset, MARK]) } });
  };
  const size = host(0).length;
  if (!bundled) return host(0);
  const list = Buffer.from(deps);
  const header = Buffer.alloc(13 + 4 + 40);
  header.writeUInt32LE(version, 0);
  header.writeUInt32LE(1, 8);
  header[12] = 4;
  header.writeBigInt64LE(BigInt(size), 17);
  header.writeBigInt64LE(BigInt(list.length), 25);
  return Buffer.concat([host(size + list.length), list, header]);
}

describe('.NET programs in a single file', () => {
  it('say their packages', () => {
    const reading = DOTNET_SINGLE_FILE.readProgram(programOf(bundle()), 'app');
    expect(reading?.packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'Newtonsoft.Json 12.0.1',
    ]);
    expect(reading?.unknowns).toEqual([]);
  });

  it.each<[string, Parts]>([
    ['an old format', { version: 1 }],
    ['no list', { deps: '' }],
    ['a list that is none', { deps: 'hello' }],
  ])('with %s are told', (_what, parts) => {
    const reading = DOTNET_SINGLE_FILE.readProgram(programOf(bundle(parts)), 'app');
    expect(reading).toMatchObject({ packages: [], unknowns: [expect.any(String)] });
  });

  it('are not hosts that bundle nothing, nor other programs', () => {
    expect(DOTNET_SINGLE_FILE.readProgram(programOf(bundle({ bundled: false })), 'dotnet')).toBeNull();
    expect(DOTNET_SINGLE_FILE.readProgram(programOf(elfFile({})), 'x')).toBeNull();
  });

  it('never make the reader throw', () => {
    const file = bundle();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const damaged = Buffer.from(file);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(DOTNET_SINGLE_FILE.readProgram(programOf(damaged), 'app')).not.toBeUndefined();
      }),
    );
  });
});

it('sections that lie over each other are told, and not searched again and again', () => {
  const program = programOf(machOWith(200));
  const counted = {
    ...program,
    read: (at: number, length: number) => ((read += length), program.read(at, length)),
  };
  let read = 0;
  const reading = DOTNET_SINGLE_FILE.readProgram({ ...counted, format: 'mach-o' }, 'app');
  expect(reading?.unknowns).toEqual(['its sections lie over each other']);
  expect(read).toBeLessThan(program.size * 4);
});

/** As many data sections, each of them the same 64 KiB. */
function machOWith(sections: number): Buffer {
  const command = 72 + sections * 80;
  const file = Buffer.alloc(32 + command + 65_536);
  file.writeUInt32LE(0xfe_ed_fa_cf, 0);
  file.writeUInt32LE(1, 16);
  file.writeUInt32LE(command, 20);
  file.writeUInt32LE(0x19, 32);
  file.writeUInt32LE(command, 36);
  file.writeUInt32LE(sections, 96);
  for (let at = 104; at < 32 + command; at += 80) {
    file.write('__data', at, 'latin1');
    file.writeBigUInt64LE(65_536n, at + 40);
    file.writeUInt32LE(32 + command, at + 48);
  }
  return file;
}
