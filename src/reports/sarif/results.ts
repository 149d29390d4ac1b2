import type { Fix, Location, Region, Result } from 'sarif';

import type { FindingLocation, JudgedFinding, TextRange } from '../../model/finding.ts';
import type { Subject } from '../../model/report.ts';
import { plain, sarifText, uriPath } from '../../util/escape.ts';
import { levelOf } from './levels.ts';

/** Nothing may lead out of `image/`. */
const NO_SEGMENT = new Set(['', '.', '..']);
const SENTENCE_END = /[.!?…]$/u;

export interface ResultContext {
  readonly subject: Subject | null;
  /** Where each rule id is in the list of rules. */
  readonly ruleIndex: ReadonlyMap<string, number>;
}

/** Findings as results, in the given order. */
export function sarifResults(findings: readonly JudgedFinding[], context: ResultContext): Result[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const occurrence = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, occurrence);
    return sarifResult(finding, context, occurrence);
  });
}

function sarifResult(finding: JudgedFinding, context: ResultContext, occurrence: number): Result {
  const related = relatedLocations(finding.location);
  const index = context.ruleIndex.get(finding.rule);
  return {
    ruleId: plain(finding.rule),
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levelOf(finding.severity),
    message: { text: messageText(finding, context.subject) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...sarifFixes(finding),
    // The only fingerprint that GitHub reads; the number tells equal ones in one file apart.
    partialFingerprints: { primaryLocationLineHash: `${finding.id}:${String(occurrence)}` },
    properties: {
      category: finding.category,
      severity: finding.severity,
      blocking: finding.blocking,
      ...(finding.component === null ? {} : { purl: plain(finding.component.purl) }),
      ...(finding.fixedIn.length === 0
        ? {}
        : { fixedIn: finding.fixedIn.slice(0, 20).map((v) => plain(v, 200)) }),
    },
  };
}

/** Source: SARIF 2.1.0, 3.55 (fix) and 3.57 (replacement). */
function sarifFixes({ fix, location }: JudgedFinding): { fixes?: Fix[] } {
  if (fix === undefined || location.dockerfile === null) return {};
  const replacements = fix.edits.map(({ range, text }) => ({
    deletedRegion: regionOf(range),
    insertedContent: { text },
  }));
  const artifactLocation = { uri: uriPath(location.dockerfile.path) };
  const description = { text: asSentence(sarifText(fix.description, 500)) };
  return { fixes: [{ description, artifactChanges: [{ artifactLocation, replacements }] }] };
}

function regionOf({ line, column, endLine, endColumn }: TextRange): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** The title as the first sentence, because GitHub shows only that one where space is small. */
function messageText(finding: JudgedFinding, subject: Subject | null): string {
  const title = finding.title.trim();
  const first = title === '' ? finding.rule : title;
  const sentences = [
    finding.message.startsWith(first) ? '' : asSentence(first),
    asSentence(finding.message.trim()),
  ];
  if (subject !== null && finding.category !== 'lint') {
    const { layer } = finding.location;
    const facts = [subject.platform, layer === null ? null : `layer ${String(layer.index)}`];
    const known = facts.filter((fact) => fact !== null).join(', ');
    sentences.push(`Image: ${subject.reference}${known === '' ? '' : ` (${known})`}.`);
  }
  return sarifText(sentences.filter((sentence) => sentence !== '').join(' '), 4000);
}

function asSentence(text: string): string {
  return text === '' || SENTENCE_END.test(text) ? text : `${text}.`;
}

/**
 * The Dockerfile line that brought the problem, where one is known: a file that exists in the repository, and
 * the line that a fix changes. Without one GitHub still wants a file below the repository's root, so it is
 * `image/` and the path inside the image: the same on every run, readable, and never by chance the path of a
 * file of the repository that has nothing to do with it. What concerns the image as a whole is in `image`.
 */
function primaryLocation(finding: JudgedFinding): Location {
  const { dockerfile, path } = finding.location;
  const logical =
    finding.component === null
      ? {}
      : { logicalLocations: [{ fullyQualifiedName: plain(finding.component.purl), kind: 'package' }] };
  if (dockerfile === null) {
    return { physicalLocation: { artifactLocation: { uri: imageUri(path) }, region: START }, ...logical };
  }
  const region = regionOf(dockerfile);
  return { physicalLocation: { artifactLocation: { uri: uriPath(dockerfile.path) }, region }, ...logical };
}

const START = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } as const;

/** With a Dockerfile line as the place, the path in the image is worth knowing too. */
function relatedLocations({ dockerfile, path, layer }: FindingLocation): Location[] {
  if (dockerfile === null || path === null) return [];
  const made = layer?.createdBy ?? null;
  const where = layer === null ? 'in the image' : `in layer ${String(layer.index)}`;
  const text = `${path} ${where}${made === null ? '' : `, made by: ${made}`}`;
  return [
    {
      id: 1,
      physicalLocation: { artifactLocation: { uri: imageUri(path) } },
      message: { text: sarifText(text, 1000) },
    },
  ];
}

function imageUri(path: string | null): string {
  const inside = (path ?? '').split('/').filter((segment) => !NO_SEGMENT.has(segment));
  return uriPath(['image', ...inside].join('/'));
}
