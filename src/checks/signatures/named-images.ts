import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { imageUses } from '../../dockerfile/image-uses.ts';
import type { Image } from '../../image/image.ts';
import type { FindingLocation, TextRange } from '../../model/finding.ts';
import { NO_LOCATION } from '../../model/finding.ts';
import type { Reference } from '../../model/reference.ts';
import { parseReference } from '../../model/reference.ts';
import type { SourceKind } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';

/** An image that the run uses, or a place where one is named and it cannot be told which. */
export type NamedImage =
  | KnownImage
  /** One certain image, and nothing tells where it came from. */
  | { readonly kind: 'nameless'; readonly place: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly place: string; readonly reason: string };

export interface KnownImage {
  readonly kind: 'known';
  /** As it was written, variables filled in. */
  readonly text: string;
  readonly reference: Reference;
  readonly location: FindingLocation;
}

/**
 * The image under test. An `Image` is one. For a daemon, `reference` is only what the daemon calls it: whoever
 * can tag there can give it any name.
 */
export interface TrustSubject {
  readonly source: SourceKind;
  readonly reference: string;
  readonly imageId: string;
  readonly descriptors: Image['descriptors'];
  readonly config: Pick<Image['config'], 'created'>;
}

const MAX_TEXT = 200;
/** Stronger than `# syntax=` for every builder that has it. */
const SYNTAX_ARG = 'BUILDKIT_SYNTAX';
const AFTER_SPACE = / .*$/u;
const IMAGE_ID = /^(?:sha256:)?([0-9a-f]+)$/u;

/**
 * The image under test, when it came by its name. What an archive or a layout calls itself proves nothing,
 * and a built image is judged by the images that its Dockerfile names.
 */
export function subjectImage({ source, reference: text, imageId }: TrustSubject): NamedImage | null {
  if (source === 'build') return null;
  const place = plain(text, MAX_TEXT);
  if (source === 'archive' || source === 'layout') {
    return { kind: 'nameless', place, reason: 'a file does not tell which registry it came from' };
  }
  const [, hex] = IMAGE_ID.exec(text) ?? [];
  // A short id reads like the name of an image on docker.io, and must not be taken for one.
  if (hex !== undefined && (text.startsWith('sha256:') || imageId.startsWith(`sha256:${hex}`))) {
    return { kind: 'nameless', place, reason: 'an image id does not tell which registry it came from' };
  }
  const reference = parseReference(text);
  if (reference === null) return { kind: 'unknown', place, reason: 'it is not an image reference' };
  return { kind: 'known', text: place, reference, location: NO_LOCATION };
}

/**
 * Every image that the Dockerfile makes the builder use: FROM, `COPY --from`, `RUN --mount` and `# syntax=`.
 * What could not be read may hide one.
 */
export function* dockerfileImages(dockerfile: Dockerfile, choice: BuildChoice): Iterable<NamedImage> {
  const { path, directives, stages, problems } = dockerfile;
  if (stages.length === 0)
    yield { kind: 'unknown', place: path, reason: 'it names no image: there is no FROM' };
  for (const { unread, range, message } of problems) {
    if (unread) yield { kind: 'unknown', place: placeOf(path, range), reason: message };
  }
  if (choice.buildArgs.has(SYNTAX_ARG)) {
    const reason = 'it names the program that reads the Dockerfile; write it as `# syntax=` into the file';
    yield { kind: 'unknown', place: `build argument ${SYNTAX_ARG}`, reason };
  }
  const syntax = directives.find(({ name }) => name === 'syntax');
  if (syntax !== undefined) {
    const text = syntax.value.replace(AFTER_SPACE, '');
    const use = {
      text,
      resolved: text,
      unresolved: [],
      reference: parseReference(text),
      range: syntax.range,
    };
    yield fromDockerfile(path, use);
  }
  for (const use of imageUses(dockerfile, choice)) if (use.needed) yield fromDockerfile(path, use);
}

interface Use {
  readonly text: string;
  readonly reference: Reference | null;
  readonly range: TextRange;
  readonly resolved: string | null;
  readonly unresolved: readonly string[];
}

function fromDockerfile(path: string, use: Use): NamedImage {
  const { line, column, endLine, endColumn } = use.range;
  const text = plain(use.resolved ?? use.text, MAX_TEXT);
  if (use.reference !== null) {
    const location = { ...NO_LOCATION, dockerfile: { path, line, column, endLine, endColumn } };
    return { kind: 'known', text, reference: use.reference, location };
  }
  const missing = use.unresolved.map((name) => plain(name, MAX_TEXT)).join(', ');
  const reason =
    missing === ''
      ? `"${text}" is not an image reference`
      : `"${text}" names an image by ${missing}, which has no value here; give it as a build argument`;
  return { kind: 'unknown', place: placeOf(path, use.range), reason };
}

function placeOf(path: string, { line }: TextRange): string {
  return `${path}:${String(line)}`;
}
