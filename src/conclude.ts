import type { Finding } from './model/finding.ts';
import type { PolicyRules } from './model/policy.ts';
import type { Report } from './model/report.ts';
import { decide } from './policy/decide.ts';
import type { Steps } from './steps.ts';

/** What a report says that the steps do not. */
type About = Pick<
  Report,
  | 'startedAt'
  | 'requested'
  | 'subject'
  | 'dockerfile'
  | 'dockerfiles'
  | 'components'
  | 'advisories'
  | 'signatures'
  | 'advice'
>;

export interface Conclusion {
  readonly steps: Steps;
  readonly policy: PolicyRules;
  readonly context: { readonly version: string; now(): Date };
  readonly about: About;
  /** In place of those that the steps left: with what people decided about them. */
  readonly findings?: readonly Finding[];
}

/** Ends a run: the verdict over what the steps left, and the report of it. */
export function conclude({ steps, policy, context, about, findings: given }: Conclusion): Report {
  const { outcomes, unknowns } = steps;
  const { verdict, findings } = decide({
    findings: given ?? steps.findings,
    steps: outcomes,
    rules: policy,
    unknowns,
  });
  return {
    schemaVersion: 1,
    tool: { name: 'image-gate', version: context.version },
    ...about,
    finishedAt: context.now().toISOString(),
    verdict,
    steps: outcomes,
    findings,
    unknowns,
  };
}
