import { z } from 'zod';

/** What provenance says of a build. A source that is not stated, or stated twice in different words, is null. */
export interface Provenance {
  readonly builder: string;
  /** Without `git+` and what follows `@`: `https://github.com/owner/name`. */
  readonly repository: string | null;
  /** `refs/heads/main`. */
  readonly ref: string | null;
  /** Hexadecimal. */
  readonly commit: string | null;
  /** ISO 8601. */
  readonly finishedAt: string | null;
}

/**
 * Reads SLSA provenance; null when the predicate does not have its form, or the type is not provenance.
 * Source: SLSA, "Provenance" v0.2 and v1.
 */
export function readProvenance(predicateType: string, predicate: unknown): Provenance | null {
  if (predicateType === SLSA_V1) return readV1(predicate);
  return SLSA_V0.includes(predicateType) ? readV0(predicate) : null;
}

const SLSA_V1 = 'https://slsa.dev/provenance/v1';
const SLSA_V0: readonly string[] = ['https://slsa.dev/provenance/v0.1', 'https://slsa.dev/provenance/v0.2'];

const text = z.string().max(4096);
const maybe = text.nullish().catch(null);
const DIGEST = z.record(z.string(), text).nullish().catch(null);
const MATERIALS = z
  .array(z.object({ uri: maybe, digest: DIGEST }))
  .nullish()
  .catch(null);

/** How builders name the sources: GitHub and Cloud Build by repository, the others by one address. */
const SOURCE = z.object({ uri: maybe, repository: maybe, ref: maybe, digest: DIGEST }).nullish().catch(null);

const V1 = z.object({
  buildDefinition: z.object({
    externalParameters: z
      .object({ workflow: SOURCE, source: SOURCE, configSource: SOURCE, buildConfigSource: SOURCE })
      .nullish()
      .catch(null),
    resolvedDependencies: MATERIALS,
  }),
  runDetails: z.object({
    builder: z.object({ id: text }),
    metadata: z.object({ finishedOn: maybe, startedOn: maybe }).nullish().catch(null),
  }),
});

const V0 = z.object({
  builder: z.object({ id: text }),
  invocation: z.object({ configSource: SOURCE }).nullish().catch(null),
  materials: MATERIALS,
  metadata: z.object({ buildFinishedOn: maybe, buildStartedOn: maybe }).nullish().catch(null),
});

function readV1(predicate: unknown): Provenance | null {
  const { success, data } = V1.safeParse(predicate);
  if (!success) return null;
  const { builder, metadata } = data.runDetails;
  const { externalParameters, resolvedDependencies } = data.buildDefinition;
  const stated = Object.values(externalParameters ?? {}).flatMap(namedSource);
  const sources = [...stated, ...gitSources(resolvedDependencies)];
  return {
    builder: builder.id,
    repository: only(sources.map(({ repository }) => repository)),
    ref: only(sources.map(({ ref }) => ref)),
    commit: only(sources.map(({ commit }) => commit)),
    finishedAt: metadata?.finishedOn ?? metadata?.startedOn ?? null,
  };
}

function readV0(predicate: unknown): Provenance | null {
  const { success, data } = V0.safeParse(predicate);
  if (!success) return null;
  const configured = data.invocation?.configSource;
  const sources = configured ? namedSource(configured) : gitSources(data.materials);
  return {
    builder: data.builder.id,
    repository: only(sources.map(({ repository }) => repository)),
    ref: only(sources.map(({ ref }) => ref)),
    commit: only(sources.map(({ commit }) => commit)),
    finishedAt: data.metadata?.buildFinishedOn ?? data.metadata?.buildStartedOn ?? null,
  };
}

interface Source {
  readonly repository: string | null;
  readonly ref: string | null;
  readonly commit: string | null;
}

const GIT = /^git\+https:\/\//u;
/** `git+https://host/owner/name@ref`, and that of BuildKit, `https://host/owner/name.git#ref:folder`. */
const ADDRESS = /^(?:git\+)?(https:\/\/[^@#]+)(?:[@#]([^:]+))?/u;
const REF = /^refs\/.+/u;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

/** Dependencies are much else than sources; those that are sources say so. */
function gitSources(materials: z.infer<typeof MATERIALS>): readonly Source[] {
  return (materials ?? []).filter(({ uri }) => GIT.test(uri ?? '')).flatMap(namedSource);
}

function namedSource(source: z.infer<typeof SOURCE>): readonly Source[] {
  if (!source) return [];
  const { uri, repository: named, ref = null, digest } = source;
  const [, repository, revision = ''] = ADDRESS.exec(uri ?? named ?? '') ?? [];
  if (repository === undefined) return [];
  const { gitCommit = null, sha1 = null } = digest ?? {};
  return [
    {
      repository: plainRepository(repository),
      ref: only([ref, ...(REF.exec(revision) ?? [])]),
      commit: only([gitCommit ?? sha1, ...(COMMIT.exec(revision) ?? [])]),
    },
  ];
}

function plainRepository(uri: string): string {
  return uri.replace(/\.git$/u, '');
}

/** Two different answers are none. */
function only(values: readonly (string | null)[]): string | null {
  const different = new Set(values.filter((value) => value !== null));
  const [one = null] = different;
  return different.size === 1 ? one : null;
}
