import type { Category } from './finding.ts';
import type { Severity } from './severity.ts';

/** What every rule says about itself: lists, docs and SARIF rules are made from it. */
export interface RuleMetadata {
  /** `DF-` Dockerfile, `IC-` image configuration, `IF-` image files, `TR-` trust. Never renamed. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Why it matters: one to three sentences. */
  readonly why: string;
  /** What to do: one to three sentences, Markdown allowed. */
  readonly fix: string;
  /** `CIS 4.1`, `CWE-250`, or a URL. */
  readonly references: readonly string[];
  /** The peers' codes for the same thing: `DL3002`, `DS-0002`, `CKV_DOCKER_8`, `CIS-DI-0001`. */
  readonly aliases: readonly string[];
}
