import { describe, expect, it } from 'vitest';
import type { ProgramFacts } from '../../src/model/component.ts';
import { unknownPrograms, type FoundProgram, type ProgramRecord } from '../../src/inventory/programs.ts';

const FACTS: ProgramFacts = { format: 'elf', isLibrary: false, needed: [], interpreter: null };

interface Parts {
  readonly isOwned?: boolean;
  readonly record?: Partial<ProgramRecord>;
}

function program(path: string, { isOwned = false, record = {} }: Parts = {}): FoundProgram {
  const base = { path, kind: 'program', facts: FACTS, readings: [], problem: null } as const;
  return { path, isOwned, record: { ...base, isUnreadGo: false, digests: null, ...record } };
}

function unknowns(...programs: readonly FoundProgram[]) {
  return unknownPrograms(programs, { isOwn: (path) => path.startsWith('own/'), lacksFileLists: false });
}

describe('programs that nothing speaks of', () => {
  it('are one unknown, at the first of them', () => {
    expect(unknowns(program('bin/a'), program('bin/b'))).toEqual([
      { place: 'bin/a', reason: '2 programs could not be attributed to a package' },
    ]);
    expect(unknowns(program('bin/a'))).toEqual([
      { place: 'bin/a', reason: '1 program could not be attributed to a package' },
    ]);
  });

  it.each([
    ['one that a package brought', program('bin/a', { isOwned: true })],
    [
      'one that was recognised',
      program('bin/a', { record: { readings: [{ packages: [], owned: [], unknowns: [] }] } }),
    ],
    ['a Go program, which has its own unknown', program('bin/a', { record: { isUnreadGo: true } })],
    ["the user's own", program('own/a')],
    ['a library by its headers', program('lib/a', { record: { facts: { ...FACTS, isLibrary: true } } })],
    ['a library by its name', program('lib/libx.so.1.2')],
    ['an addon of Node.js', program('app/x.node')],
    ['one in a package of npm', program('srv/node_modules/esbuild/bin/esbuild')],
    ['one in a package of Python', program('usr/lib/python3/site-packages/ruff/bin/ruff')],
    ['one in a gem', program('usr/lib/ruby/gems/3.1.0/gems/x-1/bin/x')],
  ])('are not %s', (_, one) => {
    expect(unknowns(one)).toEqual([]);
  });

  it('say so when no database could have spoken of them', () => {
    const all = [program('bin/a')];
    const [unknown] = unknownPrograms(all, { isOwn: () => false, lacksFileLists: true });
    expect(unknown?.reason).toContain('nothing here lists the files');
  });

  it.each(['my_node_modules/a', 'so/a', 'app/a.sox'])('are those at %s', (path) => {
    expect(unknowns(program(path))).toHaveLength(1);
  });
});

describe('programs that could not be read', () => {
  it('are one unknown with the first reason, also for a library', () => {
    const record = { facts: null, problem: 'its header is cut short' };
    expect(unknowns(program('lib/x.so', { record }), program('bin/b', { record }))).toEqual([
      { place: 'lib/x.so', reason: '2 programs could not be read: its header is cut short' },
    ]);
  });
});
