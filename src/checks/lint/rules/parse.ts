import type { RuleMetadata } from '../../../model/rule.ts';

/** Reported by the check itself for everything in `Dockerfile.problems`. */
export const PARSE_RULE: RuleMetadata = {
  id: 'DF-PARSE',
  title: 'The Dockerfile has a syntax problem',
  severity: 'medium',
  category: 'lint',
  why: 'The builder would refuse this, or reads it in another way than it looks; what stands there may not have been examined.',
  fix: 'Correct the line. `docker build --check` shows what the builder makes of it.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  aliases: ['DL1000'],
};
