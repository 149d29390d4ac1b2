import { SourceError } from '../model/errors.ts';
import type { TextRange } from '../model/finding.ts';
import type { Reference } from '../model/reference.ts';
import { formatReference, parseReference } from '../model/reference.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { BuildChoice } from './image-uses.ts';
import { imageUses } from './image-uses.ts';
import { parseDockerfile } from './parse.ts';
import { lineStarts } from './source-text.ts';

/** The digest that an image was resolved to. */
export interface Pin {
  /** As the Dockerfile names the image, variables filled in. */
  readonly reference: Reference;
  readonly digest: string;
}

/**
 * The text with each of the images that the build needs named by its digest, lines staying where they are, so that
 * what was judged is what is built even when a tag moves in between. An image without a pin stays as it is.
 * Throws `SourceError` PIN_IMPOSSIBLE when a name is written in a way that cannot be replaced.
 */
export function pinImages(dockerfile: Dockerfile, choice: BuildChoice, pins: readonly Pin[]): string {
  const digests = new Map(pins.map(({ reference, digest }) => [formatReference(reference), digest]));
  const wanted = uses(dockerfile, choice).flatMap((use) => {
    const digest = digests.get(formatReference(use.reference));
    return digest === undefined ? [] : [{ ...use, pinned: formatReference({ ...use.reference, digest }) }];
  });
  const text = replaced(dockerfile.text, wanted);
  checkPinned(text, dockerfile, choice, wanted);
  return text;
}

interface Use {
  /** As written. */
  readonly text: string;
  readonly reference: Reference;
  readonly range: TextRange;
}

interface PinnedUse extends Use {
  readonly pinned: string;
}

function uses(dockerfile: Dockerfile, choice: BuildChoice): readonly Use[] {
  const found: Use[] = [];
  const syntax = dockerfile.directives.find(({ name }) => name === 'syntax');
  if (syntax !== undefined) {
    const [text = ''] = syntax.value.split(' ', 1);
    const reference = parseReference(text);
    if (reference !== null) found.push({ text, reference, range: syntax.range });
  }
  for (const { text, reference, range, needed } of imageUses(dockerfile, choice)) {
    if (needed && reference !== null) found.push({ text, reference, range });
  }
  return found;
}

/** A range may hold more than the name (`--from=name`, `syntax=name`): the name is its last occurrence. */
function replaced(text: string, wanted: readonly PinnedUse[]): string {
  const lines = lineStarts(text);
  const offset = (line: number, column: number): number => (lines[line - 1] ?? 0) + column - 1;
  let result = text;
  const last = wanted.map((use) => ({ use, start: offset(use.range.line, use.range.column) }));
  for (const { use, start } of last.toSorted((a, b) => b.start - a.start)) {
    const end = offset(use.range.endLine, use.range.endColumn);
    const at = result.slice(start, end).lastIndexOf(use.text);
    if (at < 0) throw impossible(use);
    result = result.slice(0, start + at) + use.pinned + result.slice(start + at + use.text.length);
  }
  return result;
}

/** What comes out is read again: only what is seen to be pinned counts. */
function checkPinned(
  text: string,
  dockerfile: Dockerfile,
  choice: BuildChoice,
  wanted: readonly PinnedUse[],
): void {
  const after = uses(parseDockerfile(text, dockerfile.path), choice);
  const left = after.map(({ reference }) => formatReference(reference));
  for (const use of wanted) {
    const at = left.indexOf(use.pinned);
    if (at < 0) throw impossible(use);
    left.splice(at, 1);
  }
  const before = new Map(wanted.map((use) => [formatReference(use.reference), use]));
  for (const { reference } of after) {
    const use = before.get(formatReference(reference));
    if (use !== undefined && reference.digest === null) throw impossible(use);
  }
}

function impossible({ text, range }: Use): SourceError {
  return new SourceError('PIN_IMPOSSIBLE', `line ${range.line}: "${text}" cannot be replaced by its digest`, {
    hint: 'Write the name of the image in one piece, or with its digest.',
  });
}
