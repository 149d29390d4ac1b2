import { z } from 'zod';
import { SourceError } from '../model/errors.ts';
import { isDigest } from '../model/reference.ts';
import type { Platform } from '../model/source.ts';
import { plain } from '../util/escape.ts';
import { LIMITS } from '../util/limits.ts';
import { parseStrictJson } from '../util/strict-json.ts';
import type { HistoryEntry, ImageConfig } from './image.ts';
import { lookalike } from './lookalikes.ts';
import { sha256 } from './verify.ts';

export interface ParsedConfig {
  /** The digest of the configuration's bytes. */
  readonly imageId: string;
  readonly platform: Platform;
  readonly config: ImageConfig;
  /** Oldest first; empty when the image has none. */
  readonly history: readonly HistoryEntry[];
  /** Digests of the uncompressed layers, lowest first. */
  readonly diffIds: readonly string[];
}

// Docker writes null for what is empty.
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const textOrNull = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}));

const RUNTIME = z.object({
  User: text,
  Env: texts,
  Entrypoint: texts,
  Cmd: texts,
  WorkingDir: text,
  ExposedPorts: keys,
  Volumes: keys,
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  Healthcheck: z.object({ Test: texts }).nullish(),
  OnBuild: texts,
});

const HISTORY = z.object({
  created: textOrNull,
  created_by: textOrNull,
  comment: textOrNull,
  empty_layer: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});

const ROOTFS = z.object({
  type: z.literal('layers').nullish(),
  diff_ids: z
    .array(z.string().refine(isDigest, 'is not a sha256 digest'))
    .nullish()
    .transform((value) => value ?? []),
});

const CONFIG = z.object({
  os: z.string().min(1),
  architecture: z.string().min(1),
  variant: textOrNull,
  created: textOrNull,
  config: RUNTIME.nullish(),
  history: z.array(HISTORY).nullish(),
  rootfs: ROOTFS,
});

/**
 * Reads an image configuration; only the fields that are used are looked at.
 * Throws `SourceError` IMAGE_CONFIG_INVALID. `where` says which configuration, for the message.
 * Source: OCI image configuration specification; Docker Image Specification 1.3 for `Healthcheck` and `OnBuild`.
 */
export function parseImageConfig(bytes: Buffer, where: string): ParsedConfig {
  if (bytes.length > LIMITS.configBytes.value) {
    throw invalid(where, `it has ${bytes.length} bytes, more than the limit of ${LIMITS.configBytes.value}`);
  }
  const value = parseJson(bytes, where);
  refuseLookalikes(value, where);
  const result = CONFIG.safeParse(value);
  if (!result.success) throw invalid(where, firstIssue(result.error));
  const { os, architecture, variant, history, rootfs } = result.data;
  return {
    imageId: sha256(bytes),
    platform: { os, architecture, variant: variant === '' ? null : variant },
    config: imageConfig(result.data),
    history: (history ?? []).map(historyEntry),
    diffIds: rootfs.diff_ids,
  };
}

function imageConfig({ config, created }: z.infer<typeof CONFIG>): ImageConfig {
  const runtime = config ?? RUNTIME.parse({});
  return {
    user: runtime.User,
    env: runtime.Env,
    entrypoint: runtime.Entrypoint,
    cmd: runtime.Cmd,
    workingDir: runtime.WorkingDir,
    exposedPorts: runtime.ExposedPorts,
    volumes: runtime.Volumes,
    labels: runtime.Labels,
    healthcheck: runtime.Healthcheck ? { test: runtime.Healthcheck.Test } : null,
    onBuild: runtime.OnBuild,
    created,
  };
}

function historyEntry(entry: z.infer<typeof HISTORY>): HistoryEntry {
  return {
    createdBy: entry.created_by,
    comment: entry.comment,
    created: entry.created,
    emptyLayer: entry.empty_layer,
  };
}

function parseJson(bytes: Buffer, where: string): unknown {
  const parsed = parseStrictJson(bytes.toString('utf8'));
  if (parsed.ok) return parsed.value;
  throw invalid(where, plain(parsed.why, 200));
}

function refuseLookalikes(value: unknown, where: string): void {
  checkKeys(value, Object.keys(CONFIG.shape), where);
  checkKeys(member(value, 'config'), Object.keys(RUNTIME.shape), where);
  checkKeys(member(member(value, 'config'), 'Healthcheck'), ['Test'], where);
  checkKeys(member(value, 'rootfs'), Object.keys(ROOTFS.shape), where);
  const history = member(value, 'history');
  if (!Array.isArray(history)) return;
  for (const entry of history) checkKeys(entry, Object.keys(HISTORY.shape), where);
}

function checkKeys(value: unknown, known: readonly string[], where: string): void {
  const found = lookalike(value, known);
  if (found === null) return;
  throw invalid(where, `the key "${plain(found.key, 100)}" can be taken for "${found.known}"`);
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it is not a configuration';
  return `${plain(issue.path.map(String).join('.'), 200) || 'it'}: ${plain(issue.message, 200)}`;
}

function invalid(where: string, why: string): SourceError {
  return new SourceError('IMAGE_CONFIG_INVALID', `${where}: the image configuration cannot be read: ${why}`, {
    hint: 'The image is damaged or not a container image: build or fetch it again.',
  });
}
