import { endianness } from 'node:os';
import type { Platform } from '../model/source.ts';

/** The platform that images for this machine have. Images are Linux images, wherever the gate itself runs. */
export function hostPlatform(arch: string = process.arch): Platform {
  return normalPlatform({ os: 'linux', architecture: goArchitecture(arch), variant: null });
}

/**
 * How well `actual` serves where `wanted` is asked for: 0 is best, null not at all.
 * An older variant of the same architecture serves a newer one (arm/v6 on arm/v7), never the other way round,
 * and one architecture never stands in for another. Source: containerd's `platforms` package, its
 * documentation of "Normalize" and "Only".
 */
export function platformRank(actual: Platform, wanted: Platform): number | null {
  const have = normalPlatform(actual);
  const want = normalPlatform(wanted);
  if (have.os !== want.os || have.architecture !== want.architecture) return null;
  const rank = acceptedVariants(want).indexOf(have.variant);
  return rank < 0 ? null : rank;
}

/** One spelling for each platform: `x86_64` → `amd64`, `arm64` → `arm64/v8`, `arm` → `arm/v7`. */
export function normalPlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const variant =
    platform.variant === null || platform.variant === '' ? null : platform.variant.toLowerCase();
  const architecture = platform.architecture.toLowerCase();
  switch (architecture) {
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { os, architecture: 'amd64', variant: withV(variant) ?? 'v1' };
    case 'i386':
      return { os, architecture: '386', variant };
    case 'aarch64':
    case 'arm64':
      return { os, architecture: 'arm64', variant: withV(variant) ?? 'v8' };
    case 'armhf':
      return { os, architecture: 'arm', variant: withV(variant) ?? 'v7' };
    case 'armel':
      return { os, architecture: 'arm', variant: withV(variant) ?? 'v6' };
    case 'arm':
      return { os, architecture, variant: withV(variant) ?? 'v7' };
    default:
      return { os, architecture, variant };
  }
}

// The oldest variant of each architecture that has them.
const OLDEST: Readonly<Record<string, number>> = { arm: 5, arm64: 8, amd64: 1 };
const VARIANT = /^v(\d{1,2})(?:\.\d{1,2})?$/u;

function acceptedVariants(wanted: Platform): readonly (string | null)[] {
  const { architecture, variant } = wanted;
  const oldest = OLDEST[architecture];
  const match = VARIANT.exec(variant ?? '');
  if (oldest === undefined || match === null) return [variant];
  const variants: (string | null)[] = [variant];
  for (let v = Number(match[1]); v >= oldest; v--) {
    if (`v${v}` !== variant) variants.push(`v${v}`);
  }
  return variants;
}

function withV(variant: string | null): string | null {
  return variant !== null && /^\d/u.test(variant) ? `v${variant}` : variant;
}

// Node's names for processors → the names that Go, and so every image, uses.
function goArchitecture(arch: string): string {
  switch (arch) {
    case 'x64':
      return 'amd64';
    case 'ia32':
      return '386';
    case 'ppc64':
      return endianness() === 'LE' ? 'ppc64le' : 'ppc64';
    case 'mipsel':
      return 'mipsle';
    default:
      return arch;
  }
}
