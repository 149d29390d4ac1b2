import type { JudgedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Annotation, AnnotationLevel } from '../reports/annotation.ts';
import { annotationLevel, annotationLine } from '../reports/annotation.ts';
import { ranked } from '../reports/ranking.ts';
import { LIMITS } from '../util/limits.ts';

/**
 * Workflow commands that show on the lines of a pull request: everything that blocks, and all lint. GitHub
 * shows ten of each level, so the worst come first, and vulnerabilities of one place share one.
 * Source: GitHub, "Workflow commands for GitHub Actions".
 */
export function annotationLines(report: Report): readonly string[] {
  const findings = ranked(report.findings).filter(
    ({ blocking, category }) => blocking || category === 'lint',
  );
  // The order of the groups is that of their worst findings.
  const groups = Map.groupBy(findings, placeKey);
  // The verdict itself is an error too.
  const left: Record<AnnotationLevel, number> = { error: MOST - 1, warning: MOST, notice: MOST };
  const lines: string[] = [];
  for (const group of groups.values()) {
    const annotation = annotationOf(group);
    if (annotation === null || left[annotation.level] === 0) continue;
    left[annotation.level] -= 1;
    lines.push(annotationLine(annotation));
  }
  return lines;
}

const MOST = LIMITS.annotations.value;

/** What is no vulnerability stays by itself. */
function placeKey(finding: JudgedFinding, index: number): string {
  const { category, location } = finding;
  if (category !== 'vulnerability') return String(index);
  const { dockerfile } = location;
  return dockerfile === null ? 'image' : JSON.stringify([dockerfile.path, dockerfile.line]);
}

function annotationOf(group: readonly JudgedFinding[]): Annotation | null {
  const [worst] = group;
  if (worst === undefined) return null;
  const place = worst.location.dockerfile;
  const level = annotationLevel(worst);
  if (worst.category !== 'vulnerability') {
    return { level, title: worst.rule, message: `${worst.title}. ${worst.message}`, place };
  }
  if (group.length === 1) return { level, title: worst.rule, message: worst.message, place };
  const number = group.length.toLocaleString('en-US');
  return {
    level,
    title: `${number} vulnerabilities block`,
    message: `The worst of ${number}: ${worst.message}`,
    place,
  };
}
