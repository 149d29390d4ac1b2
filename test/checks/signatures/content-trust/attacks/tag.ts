import type { Repository } from '../../../../support/notary-metadata.ts';
import {
  delegation,
  delegationOf,
  entries,
  OTHER_DIGEST,
  signedTag,
  SIZE,
  DIGEST,
  inDays,
  targetsDraft,
  targetsOf,
} from '../../../../support/notary-metadata.ts';
import type { Attack } from './attack.ts';

/** Attacks on what the tag stands for, and on who must have signed it. */
export const TAG_ATTACKS: readonly Attack[] = [
  {
    does: 'pushes another image under the tag',
    code: 'CONTENT_TRUST_OTHER_DIGEST',
    change: (repository) => {
      repository.descriptors = repository.descriptors.map((one) => ({ ...one, digest: OTHER_DIGEST }));
    },
  },
  {
    does: 'signs the tag without a hash that can be compared',
    code: 'CONTENT_TRUST_OTHER_DIGEST',
    change: (repository) => {
      const hashes = { sha512: Buffer.alloc(64).toString('base64') };
      targetsOf(repository, 'targets/releases').signed.targets['1.0'] = { hashes, length: SIZE };
    },
  },
  {
    does: 'pushes an image of another size under the tag',
    code: 'CONTENT_TRUST_OTHER_SIZE',
    change: (repository) => {
      repository.descriptors = repository.descriptors.map((one) => ({ ...one, size: SIZE + 1 }));
    },
  },
  {
    does: 'moves the signature of one tag to another',
    code: 'CONTENT_TRUST_TAG_UNSIGNED',
    change: (repository) => {
      repository.reference = { tag: '1.1', digest: null };
    },
  },
  {
    does: 'writes the tag in other letters',
    code: 'CONTENT_TRUST_TAG_UNSIGNED',
    change: ({ targets }) => {
      for (const draft of targets.values()) draft.signed.targets = { '1.0 ': signedTag() };
    },
  },
  {
    does: 'signs the tag as a delegation that is not released',
    code: 'CONTENT_TRUST_TAG_UNSIGNED',
    change: (repository) => {
      targetsOf(repository).signed.targets = {};
      targetsOf(repository, 'targets/releases').signed.targets = {};
    },
  },
  {
    does: 'calls a delegation of a delegation releases',
    code: 'CONTENT_TRUST_TAG_UNSIGNED',
    change: (repository) => {
      const { alice } = repository.keys;
      targetsOf(repository).signed.targets = {};
      targetsOf(repository, 'targets/releases').signed.targets = {};
      const { delegations } = targetsOf(repository, 'targets/alice').signed;
      Object.assign(delegations.keys, entries(alice));
      delegations.roles.push(delegation('targets/alice/releases', alice));
      repository.targets.set('targets/alice/releases', targetsDraft(alice, repository.now));
    },
  },
  {
    does: 'releases a tag outside of the paths of the delegation',
    code: 'CONTENT_TRUST_TAG_OUT_OF_PATH',
    start: ({ targets }) => void delete targets.get('targets')?.signed.targets['1.0'],
    change: (repository) => {
      delegationOf(repository, 'targets/releases').paths = ['rel-'];
    },
  },
  {
    does: 'releases a tag where the delegation has no paths at all',
    code: 'CONTENT_TRUST_TAG_OUT_OF_PATH',
    start: ({ targets }) => void delete targets.get('targets')?.signed.targets['1.0'],
    change: (repository) => {
      delegationOf(repository, 'targets/releases').paths = null;
    },
  },
  {
    does: 'waits for an image that is named by digest alone',
    code: 'CONTENT_TRUST_NO_TAG',
    change: (repository) => {
      repository.reference = { tag: null, digest: DIGEST };
    },
  },
  {
    does: 'releases without a required signer who is not a delegation',
    code: 'CONTENT_TRUST_SIGNER_MISSING',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => require(repository, 'alice', 'bob'),
  },
  {
    does: 'releases without the signature of a required signer',
    code: 'CONTENT_TRUST_SIGNER_MISSING',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.targets = {};
    },
  },
  {
    does: 'hides what a required signer has published',
    code: 'CONTENT_TRUST_SIGNER_MISSING',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => void repository.targets.delete('targets/alice'),
  },
  {
    does: 'releases a tag that the required signer may not sign',
    code: 'CONTENT_TRUST_SIGNER_OUT_OF_PATH',
    start: (repository) => require(repository, 'targets/alice'),
    change: (repository) => {
      delegationOf(repository, 'targets/alice').paths = ['rel-', '2.'];
    },
  },
  {
    does: 'releases another image than the required signer has signed',
    code: 'CONTENT_TRUST_SIGNER_OTHER_DIGEST',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.targets['1.0'] = signedTag(OTHER_DIGEST);
    },
  },
  {
    does: 'releases an image of another size than the required signer has signed',
    code: 'CONTENT_TRUST_SIGNER_OTHER_DIGEST',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.targets['1.0'] = signedTag(DIGEST, 1);
    },
  },
  {
    does: 'signs for a required signer with another key',
    code: 'CONTENT_TRUST_THRESHOLD',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signers = [repository.keys.bob];
    },
  },
  {
    does: 'uses a signature of a required signer that has expired',
    code: 'CONTENT_TRUST_EXPIRED',
    start: (repository) => require(repository, 'alice'),
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.expires = inDays(repository.now, -1);
    },
  },
  {
    does: 'lets a delegation give wider paths than it has itself',
    code: 'CONTENT_TRUST_SIGNER_OUT_OF_PATH',
    start: (repository) => nest(repository, ['1.'], ['1.0']),
    change: (repository) => {
      delegationOf(repository, 'targets/alice/dev').paths = [''];
    },
  },
  {
    does: 'signs below a delegation that may not sign the tag',
    code: 'CONTENT_TRUST_SIGNER_OUT_OF_PATH',
    start: (repository) => nest(repository, ['1.'], ['1.0']),
    change: (repository) => {
      delegationOf(repository, 'targets/alice').paths = ['2.'];
    },
  },
];

function require(repository: Repository, ...signers: readonly string[]): void {
  repository.authority = { ...repository.authority, signers };
}

/** alice delegates to a developer, who must have signed. */
function nest(repository: Repository, outer: string[], inner: string[]): void {
  const { bob } = repository.keys;
  delegationOf(repository, 'targets/alice').paths = outer;
  const { delegations } = targetsOf(repository, 'targets/alice').signed;
  Object.assign(delegations.keys, entries(bob));
  delegations.roles.push(delegation('targets/alice/dev', bob, inner));
  repository.targets.set('targets/alice/dev', targetsDraft(bob, repository.now));
  require(repository, 'alice/dev');
}
