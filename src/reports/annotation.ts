import type { TextRange } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import { commandData, commandProperty } from '../util/escape.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  readonly place: ({ readonly path: string } & TextRange) | null;
}

export function annotationLevel({
  blocking,
  severity,
}: {
  readonly blocking: boolean;
  readonly severity: Severity;
}): AnnotationLevel {
  if (blocking) return 'error';
  return severity === 'low' || severity === 'info' ? 'notice' : 'warning';
}

/**
 * A workflow command that shows on a line of a pull request.
 * Source: GitHub, "Workflow commands for GitHub Actions".
 */
export function annotationLine({ level, title, message, place }: Annotation): string {
  const properties: string[] = [`title=${commandProperty(title, 200)}`];
  if (place !== null) {
    properties.push(
      `file=${commandProperty(place.path)}`,
      `line=${String(place.line)}`,
      `endLine=${String(place.endLine)}`,
    );
    // GitHub refuses columns for more than one line.
    if (place.line === place.endLine) {
      properties.push(`col=${String(place.column)}`, `endColumn=${String(place.endColumn)}`);
    }
  }
  // `##[` would be a command of an older kind.
  return `::${level} ${properties.join(',')}::${commandData(message)}`.replaceAll('##[', '# #[');
}
