import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { isDigest } from '../../model/reference.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { parseStrictJson } from '../../util/strict-json.ts';
import type { Descriptor } from '../manifest.ts';

/** A manifest that is not an image: a signature, an attestation, an SBOM. */
export interface Artifact {
  readonly digest: string;
  /** `artifactType`, else the type of its configuration. */
  readonly type: string;
  readonly configType: string;
  readonly layers: readonly ArtifactLayer[];
  /** What it says it is about; null when it does not say. */
  readonly subject: Descriptor | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ArtifactLayer extends Descriptor {
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads the manifest of an artifact. `digest` is that of `bytes`, verified by the caller.
 * Throws `SourceError` ARTIFACT_INVALID.
 * Source: OCI image specification 1.1, "image manifest" and "guidelines for artifact usage".
 */
export function parseArtifact(bytes: Buffer, digest: string, where: string): Artifact {
  const result = MANIFEST.safeParse(readJson(bytes, where));
  if (!result.success) {
    throw invalid(where, z.prettifyError(result.error));
  }
  const { artifactType, config, layers, subject, annotations } = result.data;
  const type = artifactType === undefined || artifactType === null ? config.mediaType : artifactType;
  return { digest, type, configType: config.mediaType, layers, subject: subject ?? null, annotations };
}

const TEXT = z.string().max(255);
const ANNOTATIONS = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const DESCRIPTOR = z.object({
  mediaType: TEXT,
  digest: z.string().refine(isDigest, 'not a sha256 digest'),
  size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
const MANIFEST = z.object({
  schemaVersion: z.literal(2),
  artifactType: TEXT.nullish(),
  config: DESCRIPTOR,
  layers: z.array(DESCRIPTOR.extend({ annotations: ANNOTATIONS })).max(LIMITS.artifactLayers.value),
  subject: DESCRIPTOR.nullish(),
  annotations: ANNOTATIONS,
});

function readJson(bytes: Buffer, where: string): unknown {
  const json = parseStrictJson(bytes.toString('utf8'));
  if (!json.ok) throw invalid(where, json.why);
  return json.value;
}

function invalid(where: string, reason: string): SourceError {
  return new SourceError('ARTIFACT_INVALID', `${where}: the manifest is not valid: ${plain(reason, 300)}`);
}
