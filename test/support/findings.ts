import type { Finding } from '../../src/model/finding.ts';
import { NO_LOCATION } from '../../src/model/finding.ts';
import { fingerprint } from '../../src/util/fingerprint.ts';

/** A finding with everything filled in, changed where the test says so. */
export function aFinding(changes: Partial<Finding> = {}): Finding {
  const category = changes.category ?? 'vulnerability';
  const isVulnerability = category === 'vulnerability';
  const rule = changes.rule ?? (isVulnerability ? 'CVE-2019-1549' : 'IC-USER');
  return {
    id: fingerprint('test', category, rule),
    category,
    rule,
    severity: 'high',
    title: 'Something is wrong',
    message: 'Something is wrong here. Make it right.',
    component: isVulnerability
      ? { purl: 'pkg:apk/alpine/libssl1.1@1.1.1c-r0', name: 'libssl1.1', version: '1.1.1c-r0' }
      : null,
    aliases: [],
    fixedIn: isVulnerability ? ['1.1.1d-r0'] : [],
    score: null,
    fixState: isVulnerability ? 'fixed' : null,
    kev: null,
    ransomware: null,
    epss: null,
    epssPercentile: null,
    location: NO_LOCATION,
    references: [],
    engines: ['image-gate'],
    introduced: 'unknown',
    suppressed: null,
    ...changes,
  };
}
