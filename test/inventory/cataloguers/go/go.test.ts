import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, Reading } from '../../../../src/inventory/cataloguer.ts';
import { GO } from '../../../../src/inventory/cataloguers/go/go.ts';
import { elfFile, programOf } from '../../../support/elf.ts';
import { goProgram, inlineBuildInfo, type GoParts } from '../../../support/go-program.ts';
import { fatFile, machOFile, peFile } from '../../../support/other-programs.ts';

const MODULES = `path\texample.org/app/cmd/app
mod\texample.org/app\tv1.4.0\th1:x=
dep\tgolang.org/x/net\tv0.17.0\th1:x=
dep\texample.org/fork\tv1.0.0
=>\texample.org/forked\tv1.0.1\th1:x=
dep\texample.org/vendored\tv0.3.0
=>\t./vendored\t
build\t-ldflags="-s -w"
build\tGOOS=linux
`;
const EXPECTED = [
  'stdlib 1.22.3',
  'example.org/app v1.4.0',
  'golang.org/x/net v0.17.0',
  'example.org/forked v1.0.1',
  'example.org/vendored v0.3.0',
];

function read(bytes: Buffer, format: Program['format'] = 'elf'): Reading | null {
  return GO.readProgram(programOf(bytes, format), 'usr/bin/app');
}

function found(parts: GoParts): readonly string[] {
  return (read(goProgram(parts))?.packages ?? []).map(({ name, version }) => `${name} ${version}`);
}

describe('Go programs', () => {
  it.each<GoParts>([
    {},
    { old: true },
    { old: true, isLittle: false },
    { old: true, is64: false },
    { old: true, is64: false, isLittle: false },
  ])('say what they are made of: %j', (parts) => {
    expect(found({ ...parts, modules: MODULES })).toEqual(EXPECTED);
  });

  it('say it in Mach-O, fat Mach-O and PE files too', () => {
    const info = inlineBuildInfo('go1.22.3', MODULES);
    const thin = machOFile({
      is64: true,
      library: 'x',
      sections: { __go_buildinfo: Buffer.concat([Buffer.alloc(pad()), info]) },
    });
    for (const [bytes, format] of [
      [thin, 'mach-o'],
      [fatFile([thin, thin]), 'mach-o'],
      [peFile({ '.data': info }), 'pe'],
    ] as const) {
      expect(read(bytes, format)?.packages.map(({ name, version }) => `${name} ${version}`)).toEqual(
        EXPECTED,
      );
    }
    // The section's content starts on a 16-byte bound of the section, as linkers place it.
    function pad(): number {
      return 0;
    }
  });

  it.each([
    ['go1.21rc2', 'stdlib 1.21rc2'],
    ['go1.20', 'stdlib 1.20'],
    ['go1.20.5 X:boringcrypto', 'stdlib 1.20.5'],
    ['go1.21.5-custom', 'stdlib 1.21.5'],
  ])('were built by %s', (go, expected) => {
    expect(found({ go, modules: MODULES })[0]).toBe(expected);
  });

  it.each(['devel go1.23-abcdef', 'go1.26-devel_0fb4a4ff3b Tue Nov 3', 'go1.26-20250801-RC00 cl/1', 'weird'])(
    'that no release of Go built are told: %s',
    (go) => {
      expect(read(goProgram({ go, modules: MODULES }))?.unknowns).toHaveLength(1);
    },
  );

  it.each([
    ['-ldflags="-s -w -X main.version=v2.3.4"', 'example.org/app v2.3.4'],
    ['-ldflags="-X \'example.org/app/version.Version=2.3.4-rc1\'"', 'example.org/app v2.3.4-rc1'],
    ['-ldflags=-X=main.gitVersion=2.3.4', 'example.org/app v2.3.4'],
    ['-ldflags="-X k8s.io/base/version.gitVersion=v1.2.3 -X main.version=2.3.4"', 'example.org/app v2.3.4'],
    ['-ldflags="-X other.org/version.Version=2.3.4"', 'example.org/app v2.3.4'],
  ])('without a tag have the version that the linker wrote: %s', (build, expected) => {
    expect(found({ modules: `mod\texample.org/app\t(devel)\nbuild\t${build}\n` })).toContain(expected);
  });

  it.each([
    '-ldflags="-X main.commit=1.2.3"',
    '-ldflags="-X main.version=main"',
    '-ldflags="-X a.org/b.version=1.2.3 -X c.org/d.version=2.3.4"',
    'GOOS=linux',
  ])('without any version are not guessed, nor told: %s', (build) => {
    const { packages, unknowns } =
      read(goProgram({ modules: `mod\texample.org/app\t(devel)\nbuild\t${build}\n` })) ?? {};
    expect(packages?.map(({ name }) => name)).toEqual(['stdlib']);
    expect(unknowns).toEqual([]);
  });

  it('built without modules are told', () => {
    expect(read(goProgram({}))).toMatchObject({
      packages: [{ name: 'stdlib' }],
      unknowns: [expect.stringContaining('without modules')],
    });
  });

  it("built from vendored copies without modules are told, Go's own tools are not", () => {
    const lines = (path: string): string => `path\t${path}\nbuild\t-compiler=gc\n`;
    expect(read(goProgram({ modules: lines('example.org/app/cmd/app') }))).toMatchObject({
      packages: [{ name: 'stdlib' }],
      unknowns: [expect.stringContaining('without modules')],
    });
    expect(read(goProgram({ modules: lines('cmd/go') }))?.unknowns).toEqual([]);
  });

  it('of more modules than are read are told', () => {
    const many = Array.from({ length: 20_001 }, (_, index) => `dep\texample.org/m${index}\tv1.0.0\n`);
    expect(read(goProgram({ modules: many.join('') }))?.unknowns).toEqual([
      expect.stringContaining('too long'),
    ]);
  });

  it('with a module of a strange name or version are told', () => {
    const { unknowns } = read(goProgram({ modules: 'mod\ta b\tv1.0.0\ndep\tok.org/x\t1.0\n' })) ?? {};
    expect(unknowns).toHaveLength(2);
  });

  it('are not other programs', () => {
    expect(read(elfFile({ sections: { '.data': Buffer.from('nothing') } }))).toBeNull();
  });

  it('never make the reader throw, however they are damaged', () => {
    for (const file of [goProgram({ modules: MODULES }), goProgram({ modules: MODULES, old: true })]) {
      const at = file.indexOf('\xff Go buildinf:', 'latin1');
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.integer({ min: at + 14, max: file.length - 1 }), fc.nat(255)), {
            maxLength: 8,
          }),
          (changes) => {
            const damaged = Buffer.from(file);
            for (const [place, byte] of changes) damaged[place] = byte;
            expect(read(damaged)).not.toBeUndefined();
          },
        ),
      );
    }
  });
});

const NATIVE = [
  'node_modules/@esbuild/linux-x64/bin/esbuild',
  'node_modules/@oxlint-tsgolint/linux-x64/tsgolint',
  'node_modules/@typescript/native-preview-linux-x64/lib/tsgo',
];
const programs = NATIVE.filter(
  (path) => existsSync(path) && spawnSync('go', ['version', path]).stdout?.includes('go1'),
);
if (programs.length === 0)
  console.warn('skipped: the comparison with "go version -m", because go or its programs are not here');

describe.skipIf(programs.length === 0)('programs from npm packages', () => {
  it.each(programs)('are made of what "go version -m" says: %s', (path) => {
    const lines = execFileSync('go', ['version', '-m', path], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.split('\t'));
    const replaced = new Set(
      lines.flatMap((_fields, index) => (lines[index + 1]?.[1] === '=>' ? [index] : [])),
    );
    const expected = lines
      .filter((fields, index) => (fields[1] === 'dep' || fields[1] === '=>') && !replaced.has(index))
      .map((fields) => `${fields[2]} ${fields[3]}`)
      .filter((line) => !line.startsWith('.') && !line.endsWith('(devel)'));
    const names = (read(readFileSync(path))?.packages ?? []).map(({ name, version }) => `${name} ${version}`);
    expect(names).toEqual(expect.arrayContaining(expected));
    expect(names[0]).toMatch(/^stdlib \d/u);
  });
});
