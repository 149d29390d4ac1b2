import type { RuleMetadata } from '../../../model/rule.ts';

/** Reported for a warning of `docker buildx build --check` that no rule of ours gave for the same line. */
export const BUILDX_RULE: RuleMetadata = {
  id: 'DF-BUILDX',
  title: 'The builder warns about this',
  severity: 'low',
  category: 'lint',
  why: 'The builder that will build this file has a check of its own that objects.',
  fix: 'The message names the check: its page in the reference of build checks says what to write instead.',
  references: ['https://docs.docker.com/reference/build-checks/'],
  aliases: [],
};
