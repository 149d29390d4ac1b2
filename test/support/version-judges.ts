import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apk } from '../../src/checks/vulnerabilities/versions/apk.ts';
import { deb } from '../../src/checks/vulnerabilities/versions/deb.ts';
import { rpm } from '../../src/checks/vulnerabilities/versions/rpm.ts';
import type { VersionScheme } from '../../src/checks/vulnerabilities/versions/scheme.ts';
import { SHARED_DATA } from './shared-data.ts';

export type Pair = readonly [string, string];

/** A real package manager that says how two versions are ordered. */
export interface Judge {
  readonly id: 'dpkg' | 'rpm' | 'apk';
  readonly scheme: VersionScheme;
  /** Null when it is here, else why it is not. */
  absence(): string | null;
  /** -1, 0 or 1 for each pair. */
  ask(pairs: readonly Pair[]): readonly number[];
  readonly pieces: readonly string[];
  /** What the packaging system itself accepts. */
  readonly shape: RegExp;
}

export const JUDGES: readonly Judge[] = [
  {
    id: 'dpkg',
    scheme: deb,
    absence: () => (runs('dpkg', ['--version']) ? null : 'dpkg is not here'),
    ask: (pairs) =>
      lines(
        'sh',
        [],
        pairs
          .map(
            ([a, b]) =>
              `dpkg --compare-versions '${a}' lt '${b}' && echo -1 || { dpkg --compare-versions '${a}' eq '${b}' && echo 0 || echo 1; }`,
          )
          .join('\n'),
      ).map(Number),
    pieces: [
      '0',
      '1',
      '2',
      '10',
      '09',
      '007',
      'a',
      'Z',
      'rc',
      'deb12u1',
      '+',
      '.',
      '.',
      '~',
      '~~',
      '+b1',
      '-1',
      '-0ubuntu1',
      '1:',
      'dfsg',
      'really',
    ],
    shape: /^(?:\d:)?\d[0-9A-Za-z.+~]*(?:-[0-9A-Za-z.+~]+)?$/u,
  },
  {
    id: 'rpm',
    scheme: rpm,
    absence: () => (runs('rpm', ['--version']) ? null : 'rpm is not here'),
    ask: askRpm,
    pieces: [
      '0',
      '1',
      '2',
      '10',
      '09',
      '007',
      'a',
      'Z',
      'rc',
      'el8',
      '_',
      '.',
      '.',
      '~',
      '^',
      '-1',
      '-2.el8_10',
      '1:',
      'git',
      '+',
      '.module_el8.5.0+1',
    ],
    shape: /^(?:\d:)?[0-9A-Za-z][0-9A-Za-z._+~^]*(?:-[0-9A-Za-z][0-9A-Za-z._+~^]*)?$/u,
  },
  {
    id: 'apk',
    scheme: apk,
    absence: () => apkAbsence(),
    ask: (pairs) =>
      lines(
        'chroot',
        [apkRoot(), '/bin/sh'],
        pairs.map(([a, b]) => `apk version -t '${a}' '${b}'`).join('\n'),
      ).map((sign) => ({ '<': -1, '=': 0, '>': 1 })[sign] ?? Number.NaN),
    pieces: [
      '0',
      '1',
      '2',
      '10',
      '09',
      '007',
      '.',
      '.',
      'a',
      'b',
      '_rc',
      '_alpha',
      '_beta1',
      '_pre2',
      '_p1',
      '_git20240101',
      '-r0',
      '-r1',
      '-r10',
    ],
    shape: /^\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*(?:-r\d+)?$/u,
  },
];

/** Pairs that are close to each other: made of the same pieces, or one a small change of the other. */
export function versionPairs(judge: Judge, count: number, seed: number): readonly Pair[] {
  const random = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  function one(): string {
    for (;;) {
      const length = 1 + Math.floor(random() * 7);
      const text = Array.from({ length }, () => pick(judge.pieces)).join('');
      if (judge.shape.test(text) && judge.scheme.parse(text).ok) return text;
    }
  }
  function near(text: string): string {
    for (let tries = 0; tries < 50; tries++) {
      const at = Math.floor(random() * (text.length + 1));
      const changed = `${text.slice(0, at)}${pick(judge.pieces)}${text.slice(at + Math.floor(random() * 2))}`;
      if (judge.shape.test(changed) && judge.scheme.parse(changed).ok) return changed;
    }
    return one();
  }
  return Array.from({ length: count }, () => {
    const first = one();
    return [first, random() < 0.6 ? near(first) : one()] as const;
  });
}

/** Pairs about which the judge and we differ, each in words. */
export function differences(judge: Judge, pairs: readonly Pair[]): readonly string[] {
  const answers = judge.ask(pairs);
  if (answers.length !== pairs.length)
    return [`${judge.id} gave ${answers.length} answers to ${pairs.length} pairs`];
  return pairs.flatMap(([a, b], index) => {
    const left = judge.scheme.parse(a);
    const right = judge.scheme.parse(b);
    if (!left.ok || !right.ok) return [`${a} or ${b} is refused`];
    const ours = Math.sign(judge.scheme.compare(left.version, right.version));
    return ours === answers[index] ? [] : [`${a} ${b}: ${judge.id} says ${answers[index]}, we ${ours}`];
  });
}

function askRpm(pairs: readonly Pair[]): readonly number[] {
  const folder = temporary();
  const list = path.join(folder, 'pairs');
  const program = path.join(folder, 'ask.lua');
  writeFileSync(list, pairs.map((pair) => `${pair.join(' ')}\n`).join(''));
  const answers = path.join(folder, 'answers');
  writeFileSync(
    program,
    `local out = io.open(${JSON.stringify(answers)}, "w")
     for line in io.lines(${JSON.stringify(list)}) do
       local a, b = line:match("(%S+) (%S+)")
       out:write(rpm.vercmp(a, b), "\\n")
     end
     out:close()`,
  );
  spawnSync('rpm', ['--eval', `%{lua: dofile(${JSON.stringify(program)})}`]);
  return readFileSync(answers, 'utf8').trim().split('\n').map(Number);
}

const APK_ROOT_FILES = path.resolve(SHARED_DATA, 'images/alpine-minirootfs-3.20.3-x86_64.tar.gz');
let unpacked: string | null = null;

function apkAbsence(): string | null {
  if (!existsSync(APK_ROOT_FILES)) return 'no Alpine root file system is here';
  if (process.getuid?.() !== 0) return 'chroot needs root';
  return runs('chroot', [apkRoot(), '/sbin/apk', '--version']) ? null : 'its apk does not run here';
}

function apkRoot(): string {
  if (unpacked !== null) return unpacked;
  unpacked = temporary();
  spawnSync('tar', ['xzf', APK_ROOT_FILES, '-C', unpacked]);
  return unpacked;
}

/** Also outside of a test: removed when the process ends. */
function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-gate-versions-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0;
}

function lines(program: string, args: readonly string[], input: string): readonly string[] {
  const { stdout } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout.split('\n').filter((line) => line !== '');
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
