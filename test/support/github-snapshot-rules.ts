import { PackageURL } from 'packageurl-js';
import { z } from 'zod';

const text = z.string().min(1);

/** Source: GitHub REST API, "Create a snapshot of dependencies for a repository", body parameters. */
const snapshotSchema = z.strictObject({
  version: z.int(),
  job: z.strictObject({ id: text, correlator: text, html_url: text.optional() }),
  sha: z.string().regex(/^[0-9a-f]{40}$/u),
  ref: z.string().regex(/^refs\//u),
  detector: z.strictObject({ name: text, version: text, url: z.url() }),
  scanned: z.iso.datetime(),
  manifests: z.record(
    text,
    z.strictObject({
      name: text,
      file: z.strictObject({ source_location: text }).optional(),
      resolved: z.record(
        text,
        z.strictObject({
          package_url: z.string().refine(isPackageUrl, 'no package URL'),
          relationship: z.enum(['direct', 'indirect']),
          scope: z.enum(['runtime', 'development']),
          dependencies: z.array(text),
        }),
      ),
    }),
  ),
});

/** A snapshot, and everything that GitHub would hold against it. */
export function snapshotErrors(body: string): {
  readonly snapshot: object | null;
  readonly errors: readonly string[];
} {
  const parsed = snapshotSchema.safeParse(JSON.parse(body));
  if (!parsed.success) {
    return {
      snapshot: null,
      errors: parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`),
    };
  }
  const errors = Object.entries(parsed.data.manifests).flatMap(([key, { name, resolved }]) => [
    ...(key === name ? [] : [`the manifest ${key} is called ${name}`]),
    ...Object.values(resolved)
      .flatMap(({ dependencies }) => dependencies)
      .filter((needed) => !(needed in resolved))
      .map((needed) => `${needed} is needed and not there`),
  ]);
  return { snapshot: parsed.data, errors };
}

function isPackageUrl(value: string): boolean {
  try {
    return PackageURL.fromString(value).name !== undefined;
  } catch {
    return false;
  }
}
