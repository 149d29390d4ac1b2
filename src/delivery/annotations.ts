import type { JudgedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { ranked } from '../reports/ranking.ts';
import { commandData, commandProperty } from '../util/escape.ts';
import { LIMITS } from '../util/limits.ts';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly place: JudgedFinding['location']['dockerfile'];
}

/**
 * Workflow commands that show on the lines of a pull request: everything that blocks, and all lint. GitHub
 * shows ten of each level, so the worst come first, and vulnerabilities of one place share one.
 * Source: GitHub, "Workflow commands for GitHub Actions".
 */
export function annotationLines(report: Report): readonly string[] {
  const findings = ranked(report.findings).filter(
    ({ blocking, category }) => blocking || category === 'lint',
  );
  const used: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  const lines: string[] = [];
  for (const annotation of [...single(findings), ...grouped(findings)]) {
    if (used[annotation.level] >= LIMITS.annotations.value) continue;
    used[annotation.level] += 1;
    lines.push(commandLine(annotation));
  }
  return lines;
}

function single(findings: readonly JudgedFinding[]): readonly Annotation[] {
  const own = findings.filter(({ category }) => category !== 'vulnerability');
  return own.map((finding) => ({
    level: levelOf(finding),
    title: finding.rule,
    message: `${finding.title}. ${finding.message}`,
    place: finding.location.dockerfile,
  }));
}

function grouped(findings: readonly JudgedFinding[]): readonly Annotation[] {
  const vulnerabilities = findings.filter(({ category }) => category === 'vulnerability');
  const groups = Map.groupBy(vulnerabilities, ({ location }) => {
    const { dockerfile } = location;
    return dockerfile === null ? '' : JSON.stringify([dockerfile.path, dockerfile.line]);
  });
  return [...groups.values()].flatMap((group) => {
    const [worst] = group;
    if (worst === undefined) return [];
    const place = worst.location.dockerfile;
    if (group.length === 1) return [{ level: 'error', title: worst.rule, message: worst.message, place }];
    const title = `${group.length.toLocaleString('en-US')} vulnerabilities block`;
    return [
      { level: 'error', title, message: `The worst of ${String(group.length)}: ${worst.message}`, place },
    ];
  });
}

function levelOf({ blocking, severity }: JudgedFinding): Level {
  if (blocking) return 'error';
  return severity === 'low' || severity === 'info' ? 'notice' : 'warning';
}

function commandLine({ level, title, message, place }: Annotation): string {
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
  return `::${level} ${properties.join(',')}::${commandData(message)}`;
}
