import { changeFile, entries, inDays, targetsOf } from '../../../../support/notary-metadata.ts';
import type { Attack } from './attack.ts';

/** Attacks on the timestamp, the snapshot, the targets and the delegations. */
export const ROLE_ATTACKS: readonly Attack[] = [
  {
    does: 'changes the timestamp',
    code: 'CONTENT_TRUST_SIGNATURE',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'timestamp', (text) => text.replace('"version":9', '"version":10'));
    },
  },
  {
    does: 'changes the snapshot',
    code: 'CONTENT_TRUST_HASH_MISMATCH',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'snapshot.', (text) => text.replace('"version":5', '"version":6'));
    },
  },
  {
    does: 'changes the targets',
    code: 'CONTENT_TRUST_HASH_MISMATCH',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'targets.', (text) => text.replace('"version":2', '"version":3'));
    },
  },
  {
    does: 'changes the released targets',
    code: 'CONTENT_TRUST_HASH_MISMATCH',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'targets/releases.', (text) => text.replace('"version":2', '"version":3'));
    },
  },
  {
    does: 'adds a blank to the snapshot',
    code: 'CONTENT_TRUST_LENGTH_MISMATCH',
    change: (repository) => {
      repository.serve = (files) => changeFile(files, 'snapshot.', (text) => `${text} `);
    },
  },
  {
    does: 'makes another hash of the snapshot fit, and not both',
    code: 'CONTENT_TRUST_HASH_MISMATCH',
    change: (repository) => {
      repository.list = (meta) => {
        if (meta['targets'] !== undefined)
          meta['targets'].hashes['sha512'] = Buffer.alloc(64).toString('base64');
      };
    },
  },
  ...(['timestamp', 'snapshot'] as const).map((role): Attack => ({
    does: `signs the ${role} with a key that is not in the role`,
    code: 'CONTENT_TRUST_THRESHOLD',
    change: (repository) => {
      repository[role].signers = [repository.keys.targets];
    },
  })),
  {
    does: 'signs the targets with the key of the snapshot',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: (repository) => {
      targetsOf(repository).signers = [repository.keys.snapshot];
    },
  },
  {
    does: 'signs the released targets with the key of alice',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: (repository) => {
      targetsOf(repository, 'targets/releases').signers = [repository.keys.alice];
    },
  },
  {
    does: 'signs the targets under the name of the right key',
    code: 'CONTENT_TRUST_SIGNATURE',
    change: (repository) => {
      const { targets, bob } = repository.keys;
      targetsOf(repository).signers = [{ ...bob, id: targets.id }];
    },
  },
  {
    does: 'leaves the targets unsigned',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: (repository) => {
      targetsOf(repository).signers = [];
    },
  },
  {
    does: 'signs twice with one key where two must sign',
    code: 'CONTENT_TRUST_THRESHOLD',
    start: ({ root, keys, targets }) => {
      Object.assign(root.signed.keys, entries(keys.bob));
      root.signed.roles.targets = { keyids: [keys.targets.id, keys.bob.id], threshold: 2 };
      for (const [name, draft] of targets) if (name === 'targets') draft.signers = [keys.targets, keys.bob];
    },
    change: (repository) => {
      const { targets } = repository.keys;
      targetsOf(repository).signers = [targets, targets];
    },
  },
  {
    does: 'holds back new metadata until the timestamp has expired',
    code: 'CONTENT_TRUST_TIMESTAMP_EXPIRED',
    change: (repository) => {
      repository.now = new Date(repository.now.getTime() + 15 * 24 * 3600 * 1000);
    },
  },
  {
    does: 'renews the timestamp of a snapshot that has expired',
    code: 'CONTENT_TRUST_EXPIRED',
    change: ({ snapshot, now }) => {
      snapshot.signed.expires = inDays(now, -1);
    },
  },
  {
    does: 'renews the snapshot of targets that have expired',
    code: 'CONTENT_TRUST_EXPIRED',
    change: (repository) => {
      targetsOf(repository).signed.expires = inDays(repository.now, -1);
    },
  },
  {
    does: 'lets the released targets expire, so that the tag is looked up elsewhere',
    code: 'CONTENT_TRUST_EXPIRED',
    change: (repository) => {
      targetsOf(repository, 'targets/releases').signed.expires = inDays(repository.now, -1);
    },
  },
  ...(['targets', 'snapshot', 'timestamp'] as const).map((role): Attack => ({
    does: `serves an older ${role} than the policy accepts`,
    code: 'CONTENT_TRUST_ROLLBACK',
    start: (repository) => {
      const { version } = (role === 'targets' ? targetsOf(repository) : repository[role]).signed;
      repository.authority = { ...repository.authority, minimumVersions: { [role]: version } };
    },
    change: (repository) => {
      (role === 'targets' ? targetsOf(repository) : repository[role]).signed.version = 1;
    },
  })),
  {
    does: 'keeps the timestamp back',
    code: 'CONTENT_TRUST_METADATA_MISSING',
    change: (repository) => {
      repository.serve = (files) => void files.delete('timestamp');
    },
  },
  {
    does: 'keeps the released targets back',
    code: 'CONTENT_TRUST_METADATA_MISSING',
    change: (repository) => {
      repository.serve = (files) => {
        for (const name of files.keys()) if (name.startsWith('targets/releases')) files.delete(name);
      };
    },
  },
  {
    does: 'leaves the targets out of the snapshot',
    code: 'CONTENT_TRUST_NOT_LISTED',
    change: (repository) => {
      repository.list = (meta) => void delete meta['targets'];
    },
  },
  {
    does: 'leaves the root out of the snapshot',
    code: 'CONTENT_TRUST_NOT_LISTED',
    change: (repository) => {
      repository.list = (meta) => void delete meta['root'];
    },
  },
];
