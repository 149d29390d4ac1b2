import { InputError } from '../../model/errors.ts';
import type { Reference } from '../../model/reference.ts';
import type { Authority, TrustedRootChoice, TrustPolicy, TrustRule } from '../../model/trust.ts';
import { imageGlob } from '../../util/image-glob.ts';

/** The rule of an image; null when none is for it. */
export type RuleFor = (reference: Pick<Reference, 'registry' | 'repository'>) => TrustRule | null;

/**
 * Makes the rules ready: their globs, and the policy's trusted root where an authority has none of its own. The first
 * rule that fits counts. Throws `InputError` TRUST_PATTERN.
 */
export function ruleFor({ rules, trustedRoot }: Pick<TrustPolicy, 'rules' | 'trustedRoot'>): RuleFor {
  const ready = rules.map((rule) => ({
    rule: { ...rule, authorities: rule.authorities.map((one) => withRoot(one, trustedRoot)) },
    globs: rule.images.map((pattern) => globOf(pattern, rule)),
  }));
  return ({ registry, repository }) => {
    const name = `${registry}/${repository}`;
    const found = ready.find(({ globs }) => globs.some((one) => one.matches(name)));
    return found === undefined ? null : found.rule;
  };
}

function withRoot(authority: Authority, trustedRoot: TrustedRootChoice): Authority {
  if (authority.kind === 'notation' || authority.kind === 'content-trust') return authority;
  return { ...authority, trustedRoot: authority.trustedRoot ?? trustedRoot };
}

function globOf(pattern: string, { name }: TrustRule): NonNullable<ReturnType<typeof imageGlob>> {
  const found = imageGlob(pattern);
  if (found !== null) return found;
  throw new InputError('TRUST_PATTERN', `trust rule "${name}": "${pattern}" is not the name of an image`, {
    hint: 'Write registry and repository, without tag or digest: docker.io/library/alpine, ghcr.io/example/**.',
  });
}
