import type { GithubAttestationAuthority } from '../../model/trust.ts';
import { RUNNERS, githubOwner, githubRepository, githubWorkflow } from './authority-fields.ts';
import { predicateTypeOf } from './predicate-types.ts';
import type { Spot } from './spot.ts';
import { fieldsOf, refusal, warn, wordOf } from './spot.ts';
import { textRuleOf } from './text-rule.ts';
import { ownTrustedRoot } from './trusted-root.ts';

const KEYS = [
  'repository',
  'signer-workflow',
  'signer-ref',
  'signer-ref-pattern',
  'source-repository',
  'source-ref',
  'source-ref-pattern',
  'runner',
  'predicate-type',
  'from',
  'trusted-root',
];
const DEFAULT_PREDICATE = 'https://slsa.dev/provenance/v1';

/** `github-attestation`. */
export function githubAttestationAuthority(spot: Spot, name: string): GithubAttestationAuthority {
  const fields = fieldsOf(spot, KEYS);
  const repository = githubOwner(fields.need('repository'));
  if (fields.get('source-repository') === null && !repository.includes('/')) {
    warn(spot, 'any repository of the owner may have been built: source-repository does not say which');
  }
  return {
    kind: 'github-attestation',
    name,
    repository,
    signerWorkflow: signerOf(fields.need('signer-workflow'), repository),
    signerRef: textRuleOf(fields, 'signer-ref', 'ref'),
    sourceRepository: fields.read('source-repository', githubRepository, null),
    sourceRef: textRuleOf(fields, 'source-ref', 'ref'),
    runner: fields.read('runner', (at) => wordOf(at, RUNNERS), null),
    predicateType: fields.read('predicate-type', predicateTypeOf, DEFAULT_PREDICATE),
    from: fields.read('from', (at) => wordOf(at, ['api', 'registry', 'both']), 'both'),
    trustedRoot: ownTrustedRoot(fields),
  };
}

/** A path alone is in the repository whose attestations are asked for. */
function signerOf(spot: Spot, repository: string): string {
  const { repository: own, path } = githubWorkflow(spot);
  if (own !== null) return `${own}/${path}`;
  if (repository.includes('/')) return `${repository}/${path}`;
  throw refusal(spot, 'it does not say in which repository the workflow is', {
    hint: `Write ${repository}/name/${path}.`,
  });
}
