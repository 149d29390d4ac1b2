import { parseReference } from '../../model/reference.ts';
import type { Report, Subject } from '../../model/report.ts';

const ARCHIVE_ENDING = /\.(?:tar|tgz|tar\.gz|tar\.zst|tar\.xz)$/iu;
const LEADING_DOTS = /^(?:\.{0,2}\/+)+/u;
const TRAILING_SLASHES = /\/+$/u;
const UNUSUAL = /[^\w.:/@+-]+/gu;
const TAG = /:[^/:]*$/u;
/** Characters of the name: enough for every image reference. */
const MAX_NAME = 300;

/**
 * The code-scanning category of a report, `image-gate/<what>/<platform>/`. An alert lives in its category, so
 * it holds nothing that changes from run to run (tag, digest) and everything that tells two images of one
 * repository apart. Ends with `/`: GitHub takes the part before the last one.
 * Source: GitHub, "SARIF support for code scanning", `runAutomationDetails`.
 */
export function categoryOf(report: Report): string {
  const { subject, dockerfile } = report;
  if (subject === null && report.dockerfiles !== undefined) return 'image-gate/lint/';
  if (subject === null) return `image-gate/${clean(dockerfile ?? 'none')}/`;
  return `image-gate/${clean(nameOf(subject, dockerfile))}/${clean(subject.platform ?? 'any')}/`;
}

/** A category that a user chose, in the form in which GitHub reads all of it. */
export function asAutomationId(category: string): string {
  return `${category.replace(TRAILING_SLASHES, '')}/`;
}

function nameOf(subject: Subject, dockerfile: string | null): string {
  const { source, reference } = subject;
  if (source === 'archive' || source === 'layout' || source === 'sbom') return baseName(reference);
  if (source === 'build') return buildName(reference, dockerfile);
  return withoutTag(reference);
}

/** A build is known by its tag; without one, by its Dockerfile, because one folder can hold several. */
function buildName(reference: string, dockerfile: string | null): string {
  const parsed = parseReference(reference);
  const isImage = parsed !== null && (parsed.tag !== null || reference.split('/')[0]?.includes('.') === true);
  if (isImage || dockerfile === null) return withoutTag(reference);
  return dockerfile;
}

function withoutTag(reference: string): string {
  const parsed = parseReference(reference);
  if (parsed !== null) return `${parsed.registry}/${parsed.repository}`;
  return (reference.split('@')[0] ?? '').replace(TAG, '');
}

function baseName(path: string): string {
  const name = path.replaceAll('\\', '/').replace(TRAILING_SLASHES, '').split('/').at(-1) ?? '';
  return name.replace(ARCHIVE_ENDING, '');
}

function clean(name: string): string {
  const trimmed = name.replace(LEADING_DOTS, '').replace(TRAILING_SLASHES, '').replace(UNUSUAL, '-');
  const safe = trimmed.slice(0, MAX_NAME);
  return safe === '' || safe === '.' ? 'here' : safe;
}
