/** Where the image comes from. Exactly one. */
export type SourceKind = 'build' | 'daemon' | 'registry' | 'archive' | 'layout' | 'sbom';

/** `os/architecture[/variant]`. Source: OCI image index specification, "platform". */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
}

export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = platform;
  return variant === null ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

export interface BuildSource {
  readonly kind: 'build';
  readonly context: string;
  /** Path of the Dockerfile; null is `<context>/Dockerfile`. */
  readonly file: string | null;
  readonly target: string | null;
  /** `NAME=value`, or `NAME` to take the value from the environment. */
  readonly buildArgs: readonly string[];
  /** As `docker build --secret`: `id=npm,src=.npmrc` or `id=token,env=TOKEN`. */
  readonly secrets: readonly string[];
  readonly labels: readonly string[];
  readonly tags: readonly string[];
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
}

export interface ReferenceSource {
  readonly kind: 'image';
  readonly reference: string;
  /** `auto`: the local daemon when it has the image, else the registry. */
  readonly from: 'auto' | 'daemon' | 'registry';
  readonly pull: 'always' | 'missing' | 'never';
}

export interface ArchiveSource {
  readonly kind: 'archive';
  readonly path: string;
}

export interface LayoutSource {
  readonly kind: 'layout';
  readonly path: string;
}

/** A list of what an image holds, in place of the image. */
export interface SbomSource {
  readonly kind: 'sbom';
  readonly path: string;
}

export type ImageSource = BuildSource | ReferenceSource | ArchiveSource | LayoutSource;

export type Source = ImageSource | SbomSource;

const PLATFORM_PART = /^[a-z0-9][a-z0-9._-]*$/u;

/** `linux/arm64/v8` → its parts; null when it is not a platform. */
export function parsePlatform(text: string): Platform | null {
  const [os, architecture, variant, ...rest] = text.toLowerCase().split('/');
  if (os === undefined || architecture === undefined || rest.length > 0) return null;
  const parts = variant === undefined ? [os, architecture] : [os, architecture, variant];
  if (!parts.every((part) => PLATFORM_PART.test(part))) return null;
  return { os, architecture, variant: variant ?? null };
}
