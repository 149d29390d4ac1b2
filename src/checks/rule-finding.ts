import type { Finding, FindingLocation } from '../model/finding.ts';
import type { RuleMetadata } from '../model/rule.ts';
import type { Severity } from '../model/severity.ts';

export interface RuleHit {
  readonly rule: RuleMetadata;
  /** Its fingerprint. */
  readonly id: string;
  readonly message: string;
  readonly location: FindingLocation;
  /** When it is not the rule's own. */
  readonly severity?: Severity;
}

/** A finding of one of our own rules: what only vulnerabilities have is empty. */
export function ruleFinding({ rule, id, message, location, severity }: RuleHit): Finding {
  return {
    id,
    category: rule.category,
    rule: rule.id,
    severity: severity ?? rule.severity,
    title: rule.title,
    message,
    component: null,
    aliases: rule.aliases,
    fixedIn: [],
    score: null,
    fixState: null,
    kev: null,
    ransomware: null,
    epss: null,
    epssPercentile: null,
    location,
    references: rule.references,
    engines: ['image-gate'],
    introduced: 'unknown',
    suppressed: null,
  };
}
