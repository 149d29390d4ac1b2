import { z } from 'zod';
import { parseStrictJson } from '../../../../util/strict-json.ts';
import { parentEcosystem } from '../source.ts';
import { badBundle } from './errors.ts';

export const BUNDLE_SCHEMA = 1;

const text = z.string().max(2000);
const time = z.iso.datetime();
const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/u);

const blob = {
  path: z.string().regex(/^[a-z]+\/[0-9a-f]{64}\.zst$/u),
  sha256: hash,
  bytes: count,
  inflatedBytes: count,
};

const manifest = z.strictObject({
  schemaVersion: z.literal(BUNDLE_SCHEMA),
  /** When the bundle was built. */
  created: time,
  tool: text,
  /** Where each ecosystem, without release, comes from. */
  sources: z.array(
    z.strictObject({
      ecosystem: text,
      from: text,
      /** When the export was fetched, or written where it lay. */
      retrievedAt: time,
      newest: time.nullable(),
      records: count,
      licence: text,
    }),
  ),
  /** Records that do not follow the schema, with the names that they seem to be about; none: any. */
  unreadable: z.array(z.strictObject({ ecosystem: text, id: text, reason: text, names: z.array(text) })),
  /** One for each ecosystem with its release, or several shares of one. In the order of the file. */
  shards: z.array(
    z.strictObject({
      ecosystem: text,
      part: count,
      parts: z.int().positive(),
      ...blob,
      packages: count,
      records: count,
    }),
  ),
  feeds: z.array(
    z.strictObject({
      id: z.enum(['kev', 'epss']),
      from: text,
      retrievedAt: time,
      /** As the feed dates itself. */
      newest: time.nullable(),
      entries: count,
      ...blob,
    }),
  ),
});

/** What a bundle holds. Sizes in bytes, times in ISO 8601. */
export type BundleManifest = z.infer<typeof manifest>;
export type BundleShard = BundleManifest['shards'][number];
export type BundleFeed = BundleManifest['feeds'][number];
export type BundleSourceInfo = BundleManifest['sources'][number];

/** `path` is for messages. Throws `SourceError` ADVISORIES_BAD_BUNDLE. */
export function parseManifest(bytes: Buffer, path: string): BundleManifest {
  const json = parseStrictJson(bytes.toString('utf8'));
  if (!json.ok) throw badBundle(path, `its manifest cannot be read: ${json.why}`);
  const result = manifest.safeParse(json.value);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw badBundle(path, `its manifest: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
  }
  checkShares(result.data, path);
  checkSources(result.data, path);
  return result.data;
}

/** Advisories of which nobody says how old they are would count as new. */
function checkSources({ sources, shards }: BundleManifest, path: string): void {
  const stated = new Set(sources.map(({ ecosystem }) => ecosystem));
  for (const { ecosystem } of shards) {
    if (!stated.has(parentEcosystem(ecosystem))) {
      throw badBundle(
        path,
        `its manifest: it does not say where ${ecosystem} comes from, and how old that is`,
      );
    }
  }
}

/** A share that is not there would hide what it holds. */
function checkShares({ shards }: BundleManifest, path: string): void {
  const seen = new Map<string, { parts: number; found: Set<number> }>();
  for (const { ecosystem, part, parts } of shards) {
    const known = seen.get(ecosystem) ?? { parts, found: new Set() };
    if (part >= parts || parts !== known.parts || known.found.has(part)) {
      throw badBundle(path, `its manifest: the shares of ${ecosystem} do not fit together`);
    }
    known.found.add(part);
    seen.set(ecosystem, known);
  }
  for (const [ecosystem, { parts, found }] of seen) {
    if (found.size !== parts) throw badBundle(path, `its manifest: a share of ${ecosystem} is missing`);
  }
}
