import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hostPlatform, normalPlatform, platformRank } from '../../src/image/platform-match.ts';
import { formatPlatform } from '../../src/model/source.ts';
import type { Platform } from '../../src/model/source.ts';

function platform(text: string): Platform {
  const [os = '', architecture = '', variant = null] = text.split('/');
  return { os, architecture, variant };
}

describe('platformRank', () => {
  test.each([
    ['linux/amd64', 'linux/amd64', 0],
    ['linux/amd64/v1', 'linux/amd64', 0],
    ['linux/amd64', 'linux/amd64/v3', 2],
    ['linux/amd64/v2', 'linux/amd64/v3', 1],
    ['linux/arm64', 'linux/arm64/v8', 0],
    ['linux/arm64/v8', 'linux/arm64', 0],
    ['linux/arm64/v8', 'linux/arm64/v8.2', 1],
    ['linux/arm/v7', 'linux/arm', 0],
    ['linux/arm/v5', 'linux/arm', 2],
    ['linux/arm/6', 'linux/armel', 0],
    ['linux/386', 'linux/i386', 0],
    ['linux/riscv64', 'linux/riscv64', 0],
    ['LINUX/AMD64', 'linux/x86_64', 0],
  ])('%s serves %s, as choice %i', (actual, wanted, rank) => {
    expect(platformRank(platform(actual), platform(wanted))).toBe(rank);
  });

  test.each([
    ['linux/amd64/v2', 'linux/amd64'],
    ['linux/arm/v7', 'linux/arm/v6'],
    ['linux/arm/v7', 'linux/arm64'],
    ['linux/arm64', 'linux/arm'],
    ['linux/386', 'linux/amd64'],
    ['windows/amd64', 'linux/amd64'],
    ['linux/riscv64/x', 'linux/riscv64'],
    ['linux/arm/v4', 'linux/arm'],
    ['/', 'linux/amd64'],
  ])('%s does not serve %s', (actual, wanted) => {
    expect(platformRank(platform(actual), platform(wanted))).toBeNull();
  });

  it('gives every platform itself as the best', () => {
    const part = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(part, part, fc.option(part), (os, architecture, variant) => {
        expect(platformRank({ os, architecture, variant }, { os, architecture, variant })).toBe(0);
      }),
    );
  });
});

test('normalPlatform has one spelling for each, and keeps it', () => {
  const known = [
    'linux/x86-64',
    'linux/aarch64',
    'linux/armhf',
    'linux/arm/6',
    'linux/s390x',
    'linux/arm64/',
  ];
  const once = known.map((text) => normalPlatform(platform(text)));
  expect(once.map(formatPlatform)).toEqual([
    'linux/amd64/v1',
    'linux/arm64/v8',
    'linux/arm/v7',
    'linux/arm/v6',
    'linux/s390x',
    'linux/arm64/v8',
  ]);
  expect(once.map(normalPlatform)).toEqual(once);
});

test.each([
  ['x64', 'linux/amd64/v1'],
  ['arm64', 'linux/arm64/v8'],
  ['arm', 'linux/arm/v7'],
  ['ia32', 'linux/386'],
  ['s390x', 'linux/s390x'],
  ['mipsel', 'linux/mipsle'],
])('on a machine of type %s, images are for %s', (arch, expected) => {
  expect(formatPlatform(hostPlatform(arch))).toBe(expected);
});
