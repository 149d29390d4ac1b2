import { parseReference } from '../model/reference.ts';
import type { Subject } from '../model/report.ts';

/**
 * The package URLs that stand for an image: empty when its digest is not known, because a tag may mean another image
 * tomorrow. Source: purl specification, types/oci-definition.json.
 */
export function imagePurls(subject: Pick<Subject, 'reference' | 'digest'> | null): readonly string[] {
  if (subject === null) return [];
  const reference = parseReference(subject.reference);
  const digest = subject.digest ?? reference?.digest ?? null;
  if (reference === null || digest === null) return [];
  const name = reference.repository.slice(reference.repository.lastIndexOf('/') + 1);
  const address = encodeURIComponent(`${reference.registry}/${reference.repository}`).replaceAll('%2F', '/');
  return [`pkg:oci/${name}@${encodeURIComponent(digest)}?repository_url=${address}`];
}
