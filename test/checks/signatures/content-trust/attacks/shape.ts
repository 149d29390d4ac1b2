import { notaryKey, withText } from '../../../../support/notary-keys.ts';
import type { Repository } from '../../../../support/notary-metadata.ts';
import {
  changeFile,
  delegation,
  delegationOf,
  entries,
  targetsDraft,
  targetsOf,
} from '../../../../support/notary-metadata.ts';
import { makeKey } from '../../../../support/x509-ca.ts';
import type { Attack } from './attack.ts';

const MiB = 1024 * 1024;

/** Attacks with metadata that is not of its form: types, keys, methods, delegations, sizes. */
export const SHAPE_ATTACKS: readonly Attack[] = [
  {
    does: 'says that an ECDSA signature is one of RSA',
    code: 'CONTENT_TRUST_METHOD',
    change: ({ timestamp, keys }) => {
      timestamp.signers = [{ ...keys.timestamp, method: 'rsapss' }];
    },
  },
  {
    does: 'names a method that nobody knows',
    code: 'CONTENT_TRUST_METHOD',
    change: ({ timestamp, keys }) => {
      timestamp.signers = [{ ...keys.timestamp, method: 'none' }];
    },
  },
  {
    does: 'has a key of RSA that is short enough to be broken',
    code: 'CONTENT_TRUST_KEY_UNUSABLE',
    change: (repository) => useTimestampKey(repository, notaryKey('rsa1024')),
  },
  {
    does: 'has a key on a curve that Notary does not use',
    code: 'CONTENT_TRUST_KEY_UNUSABLE',
    change: (repository) => useTimestampKey(repository, notaryKey('secp256k1')),
  },
  {
    does: 'has a key under the name of another kind',
    code: 'CONTENT_TRUST_KEY_UNUSABLE',
    change: (repository) => {
      const { key, entry } = notaryKey();
      const bytes = Buffer.from(entry.keyval.public, 'base64');
      useTimestampKey(repository, withText(key, { type: 'rsa', bytes, method: 'ecdsa' }));
    },
  },
  {
    does: 'has bytes that are no key',
    code: 'CONTENT_TRUST_KEY_UNUSABLE',
    change: (repository) => {
      const text = { type: 'ecdsa', bytes: Buffer.from('no key'), method: 'ecdsa' };
      useTimestampKey(repository, withText(makeKey('p256'), text));
    },
  },
  {
    does: 'gives a key the id of another one in the targets',
    code: 'CONTENT_TRUST_KEY_ID',
    change: (repository) => {
      const { alice, bob } = repository.keys;
      targetsOf(repository).signed.delegations.keys[alice.id] = bob.entry;
    },
  },
  {
    does: 'serves the snapshot as the timestamp, with one key for both',
    code: 'CONTENT_TRUST_WRONG_TYPE',
    start: ({ root, keys, timestamp }) => {
      root.signed.roles.timestamp.keyids = [keys.snapshot.id];
      timestamp.signers = [keys.snapshot];
    },
    change: ({ timestamp }) => {
      timestamp.signed._type = 'Snapshot';
    },
  },
  {
    does: 'serves targets without a type',
    code: 'CONTENT_TRUST_WRONG_TYPE',
    change: (repository) => {
      const draft = targetsOf(repository);
      const { _type, ...rest } = draft.signed;
      Object.assign(draft, { signed: rest });
    },
  },
  {
    does: 'asks for no signature of the targets',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: ({ root }) => {
      root.signed.roles.targets.threshold = 0;
    },
  },
  {
    does: 'says a version twice, so that readers differ',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'timestamp', (text) => text.replace('"version":9', '"version":9,"version":9'));
    },
  },
  {
    does: 'names a delegation so that its address leads elsewhere',
    code: 'CONTENT_TRUST_DELEGATION_INVALID',
    change: (repository) => {
      delegationOf(repository, 'targets/alice').name = 'targets/../../other/_trust/tuf/targets';
    },
  },
  {
    does: 'makes a delegation that is not below its parent',
    code: 'CONTENT_TRUST_DELEGATION_INVALID',
    change: (repository) => {
      delegationOf(repository, 'targets/alice').name = 'snapshot';
    },
  },
  {
    does: 'makes the same delegation twice, with another key',
    code: 'CONTENT_TRUST_DELEGATION_INVALID',
    change: (repository) => {
      const { delegations } = targetsOf(repository).signed;
      const { bob } = repository.keys;
      Object.assign(delegations.keys, entries(bob));
      delegations.roles.push(delegation('targets/releases', bob));
    },
  },
  {
    does: 'makes more delegations than anyone can look at',
    code: 'CONTENT_TRUST_DELEGATIONS_TOO_MANY',
    change: (repository) => {
      const { bob } = repository.keys;
      const { delegations } = targetsOf(repository).signed;
      Object.assign(delegations.keys, entries(bob));
      const draft = targetsDraft(bob, repository.now);
      for (let n = 0; n < 300; n++) {
        delegations.roles.push(delegation(`targets/d${n}`, bob));
        repository.targets.set(`targets/d${n}`, draft);
      }
    },
  },
  {
    does: 'nests delegations without end',
    code: 'CONTENT_TRUST_DELEGATIONS_TOO_MANY',
    change: (repository) => {
      const { alice } = repository.keys;
      let parent = 'targets/alice';
      for (let n = 0; n < 9; n++) {
        const { delegations } = targetsOf(repository, parent).signed;
        Object.assign(delegations.keys, entries(alice));
        const name = `${parent}/x`;
        delegations.roles.push(delegation(name, alice));
        repository.targets.set(name, targetsDraft(alice, repository.now));
        parent = name;
      }
    },
  },
  {
    does: 'puts more signatures on the timestamp than anyone can check',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: ({ timestamp, keys }) => {
      timestamp.signers = Array.from({ length: 101 }, () => keys.timestamp);
    },
  },
  {
    does: 'puts more keys into the root than anyone needs',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: ({ root }) => {
      for (let n = 0; n < 1001; n++)
        root.signed.keys[n.toString(16).padStart(64, '0')] = notaryKey(SHARED).entry;
    },
  },
  {
    does: 'nests objects in the root until a reader falls over',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'timestamp', (text) =>
          text.replace('"_type"', `"deep":${'['.repeat(20_000)}${']'.repeat(20_000)},"_type"`),
        );
    },
  },
  {
    does: 'serves something that is no text',
    code: 'CONTENT_TRUST_METADATA_INVALID',
    change: (repository) => {
      repository.serve = (files) => void files.set('timestamp', Buffer.alloc(1 * MiB, 0xff));
    },
  },
];

const SHARED = makeKey('p256');

function useTimestampKey(repository: Repository, key: ReturnType<typeof notaryKey>): void {
  const { root, timestamp } = repository;
  Object.assign(root.signed.keys, entries(key));
  root.signed.roles.timestamp.keyids = [key.id];
  timestamp.signers = [key];
}
