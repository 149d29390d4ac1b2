import type { Finding } from '../../model/finding.ts';
import { fingerprint } from '../../util/fingerprint.ts';

/**
 * Gives each finding an id of its own. The same package for two architectures shares one database and one
 * version: that is the same problem once. Two versions side by side (two kernels) are two problems.
 */
export function uniqueFindings(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    let id = finding.id;
    let known = byId.get(id);
    for (let n = 2; known !== undefined && known.component?.version !== finding.component?.version; n++) {
      id = fingerprint(finding.id, String(n));
      known = byId.get(id);
    }
    if (known === undefined) byId.set(id, { ...finding, id });
  }
  return [...byId.values()];
}
