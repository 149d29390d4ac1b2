import type { Finding } from '../model/finding.ts';
import { matchesPurl } from './match-purl.ts';
import type { VexStatement } from './statement.ts';

/**
 * The findings with what VEX says of them. The latest statement that means a finding decides; of two at the same
 * time the one that does not suppress. `image` are the image's package URLs (`pkg:oci/…`).
 */
export function applyVex(
  findings: readonly Finding[],
  statements: readonly VexStatement[],
  image: readonly string[],
): readonly Finding[] {
  return findings.map((finding) => {
    if (finding.category !== 'vulnerability' || finding.suppressed !== null) return finding;
    const latest = statements
      .filter((s) => means(s, finding, image))
      .reduce<VexStatement | null>(later, null);
    if (latest === null || !isQuiet(latest)) return finding;
    const reason = `${latest.reason ?? latest.status.replaceAll('_', ' ')} (${latest.source})`;
    return { ...finding, suppressed: { by: 'vex', reason, owner: null, expires: null } };
  });
}

function means(statement: VexStatement, finding: Finding, image: readonly string[]): boolean {
  const names = new Set([finding.rule, ...finding.aliases]);
  if (!statement.vulnerabilities.some((name) => names.has(name))) return false;
  const purls = finding.component === null ? [] : [finding.component.purl];
  return statement.products.some(({ ids, subcomponents }) => {
    if (subcomponents.length === 0) return matchesAny(ids, [...image, ...purls]);
    return matchesAny(ids, image) && matchesAny(subcomponents, purls);
  });
}

function matchesAny(stated: readonly string[], actual: readonly string[]): boolean {
  return stated.some((one) => actual.some((other) => matchesPurl(one, other)));
}

function later(best: VexStatement | null, next: VexStatement): VexStatement {
  if (best === null || next.timestamp > best.timestamp) return next;
  return next.timestamp === best.timestamp && !isQuiet(next) ? next : best;
}

function isQuiet({ status }: VexStatement): boolean {
  return status === 'not_affected' || status === 'fixed';
}
