import type { GithubClaims, KeylessAuthority, KeylessIdentity } from '../../model/trust.ts';
import {
  RUNNERS,
  annotationsOf,
  githubRepository,
  githubWorkflow,
  signatureRepository,
} from './authority-fields.ts';
import type { Fields, Spot } from './spot.ts';
import { fieldsOf, itemsOf, refusal, textOf, wordOf } from './spot.ts';
import { refuseWildcard, textRuleOf } from './text-rule.ts';
import { ownTrustedRoot } from './trusted-root.ts';

const IDENTITY_KEYS = ['issuer', 'issuer-pattern', 'subject', 'subject-pattern', 'github'];
const KEYS = [...IDENTITY_KEYS, 'identities', 'repository', 'annotations', 'trusted-root'];
const GITHUB_KEYS = ['repository', 'workflow', 'ref', 'ref-pattern', 'environment', 'runner'];

/** `keyless`: one identity in the map itself, or several in `identities`. */
export function keylessAuthority(spot: Spot, name: string): KeylessAuthority {
  const fields = fieldsOf(spot, KEYS);
  return {
    kind: 'keyless',
    name,
    identities: identitiesOf(fields),
    repository: signatureRepository(fields),
    annotations: annotationsOf(fields),
    trustedRoot: ownTrustedRoot(fields),
  };
}

function identitiesOf(fields: Fields): readonly KeylessIdentity[] {
  const several = fields.get('identities');
  if (several === null) return [identityOf(fields)];
  for (const key of IDENTITY_KEYS) {
    const own = fields.get(key);
    if (own === null) continue;
    throw refusal(own, 'it stands beside identities', { hint: 'Put it into an item of identities.' });
  }
  return itemsOf(several).map((item) => identityOf(fieldsOf(item, IDENTITY_KEYS)));
}

function identityOf(fields: Fields): KeylessIdentity {
  const { spot } = fields;
  const issuer = textRuleOf(fields, 'issuer', 'issuer');
  const subject = textRuleOf(fields, 'subject', 'subject');
  const github = fields.get('github');
  if (issuer === null) {
    throw refusal(spot, 'it names no issuer: anyone who can log in anywhere could sign', {
      hint: 'Add issuer; for GitHub Actions it is https://token.actions.githubusercontent.com.',
    });
  }
  if (subject === null && github === null) {
    throw refusal(
      spot,
      'it names neither a subject nor a GitHub workflow: anyone with this issuer could sign',
      {
        hint: 'Add subject, subject-pattern or github.',
      },
    );
  }
  return { issuer, subject, github: github === null ? null : claimsOf(github, subject !== null) };
}

function claimsOf(spot: Spot, hasSubject: boolean): GithubClaims {
  const fields = fieldsOf(spot, GITHUB_KEYS);
  const claims: GithubClaims = {
    repository: fields.read('repository', githubRepository, null),
    workflow: fields.read('workflow', workflowText, null),
    ref: textRuleOf(fields, 'ref', 'ref'),
    environment: fields.read('environment', environmentText, null),
    runner: fields.read('runner', (at) => wordOf(at, RUNNERS), null),
  };
  if (Object.values(claims).every((claim) => claim === null)) {
    throw refusal(spot, 'it asks for nothing', { hint: 'Add repository: owner/name.' });
  }
  if (claims.repository !== null) return claims;
  if (!hasSubject) {
    throw refusal(spot, 'it names no repository: anyone on GitHub could sign', {
      hint: 'Add repository: owner/name.',
    });
  }
  if (claims.workflow?.startsWith('.github/') === true) {
    throw refusal(spot, 'it does not say in which repository the workflow is', {
      hint: 'Add repository: owner/name.',
    });
  }
  return claims;
}

function workflowText(spot: Spot): string {
  const { repository, path } = githubWorkflow(spot);
  return repository === null ? path : `${repository}/${path}`;
}

function environmentText(spot: Spot): string {
  const given = textOf(spot);
  refuseWildcard(spot, given);
  return given;
}
