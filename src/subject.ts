import { tmpdir } from 'node:os';
import type { Image } from './image/image.ts';
import { openImage } from './image/open.ts';
import type { OsRelease } from './model/component.ts';
import type { Subject } from './model/report.ts';
import { formatPlatform, type ImageSource, type Source } from './model/source.ts';
import type { Settings } from './settings/settings.ts';
import type { Logger } from './util/log.ts';

/** What opening an image takes from the world around it. */
export interface OpenContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Builds, pulls or opens the image; `dockerfileText` is built in place of the Dockerfile's own. Throws as `openImage`. */
export async function openSubject(
  source: ImageSource,
  { platform, insecureRegistries }: Pick<Settings, 'platform' | 'insecureRegistries'>,
  { log, signal, env, cwd, dockerfileText }: OpenContext & { readonly dockerfileText?: string },
): Promise<Image> {
  const tempDir = tempDirOf(env);
  const text = dockerfileText === undefined ? {} : { dockerfileText };
  return openImage(source, { platform, log, tempDir, signal, insecureRegistries, env, cwd, ...text });
}

export function tempDirOf(env: NodeJS.ProcessEnv): string {
  return env['RUNNER_TEMP'] || tmpdir();
}

/** What is examined, as the user named it. */
export function requestedOf(source: Source): string {
  if (source.kind === 'image') return source.reference;
  return source.kind === 'build' ? (source.tags[0] ?? source.context) : source.path;
}

/** What a step that opens the source is called while it runs. */
export function openingTitle(source: Source): string {
  if (source.kind === 'sbom') return 'Reading the SBOM';
  return source.kind === 'build' ? 'Building the image' : 'Opening the image';
}

export function subjectOf(image: Image, os: OsRelease | null): Subject {
  return {
    source: image.source,
    reference: image.reference,
    digest: image.digest,
    imageId: image.imageId,
    platform: formatPlatform(image.platform),
    os,
    layers: image.layers.length,
    diffIds: image.layers.map(({ diffId }) => diffId),
  };
}
