import { certifiedKey, notaryKey, withText } from '../../../../support/notary-keys.ts';
import type { NotaryKey } from '../../../../support/notary-keys.ts';
import type { Repository } from '../../../../support/notary-metadata.ts';
import { entries, GUN, changeFile, inDays, rotateRoot, seal } from '../../../../support/notary-metadata.ts';
import type { Attack } from './attack.ts';
import { pinFile, pinRoot, useRoot } from './change-root.ts';

/** Attacks on the root and on what is pinned. */
export const ROOT_ATTACKS: readonly Attack[] = [
  {
    does: 'runs the server and makes a root of their own',
    code: 'CONTENT_TRUST_WRONG_ROOT',
    change: (repository) => useRoot(repository, certifiedKey(GUN)),
  },
  {
    does: 'makes a root of their own with the names of the pinned keys in it',
    code: 'CONTENT_TRUST_KEY_ID',
    change: (repository) => {
      const pinned = repository.keys.root.id;
      useRoot(repository, { ...certifiedKey(GUN), id: pinned });
    },
  },
  {
    does: 'keeps the pinned key among the keys and signs with their own, which is not in the role',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: ({ root }) => {
      const own = certifiedKey(GUN);
      Object.assign(root.signed.keys, entries(own));
      root.signers = [own];
    },
  },
  {
    does: 'adds their own key to the root role beside the pinned one, and signs with theirs alone',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: ({ root }) => {
      const own = certifiedKey(GUN);
      Object.assign(root.signed.keys, entries(own));
      root.signed.roles.root.keyids.push(own.id);
      root.signers = [own];
    },
  },
  {
    does: 'changes the root and keeps its signature',
    code: 'CONTENT_TRUST_SIGNATURE',
    change: (repository) => {
      repository.serve = (files) =>
        changeFile(files, 'root', (text) =>
          text.replace('"threshold":1', '"threshold": 1').replace('"version":1', '"version":2'),
        );
    },
  },
  {
    does: 'has the pinned key replaced by another one, where only keys are pinned',
    code: 'CONTENT_TRUST_WRONG_ROOT',
    change: (repository) => rotateRoot(repository, certifiedKey(GUN)),
  },
  {
    does: 'uses a bare root key, which says nothing of the repository',
    code: 'CONTENT_TRUST_ROOT_WITHOUT_CERTIFICATE',
    change: (repository) => pinRoot(repository, notaryKey()),
  },
  {
    does: 'puts a bare key where a certificate should be',
    code: 'CONTENT_TRUST_ROOT_WITHOUT_CERTIFICATE',
    change: (repository) => {
      const { key, entry } = notaryKey();
      const bytes = Buffer.from(entry.keyval.public, 'base64');
      pinRoot(repository, withText(key, { type: 'ecdsa-x509', bytes, method: 'ecdsa' }));
    },
  },
  {
    does: 'asks for two signatures and gives one',
    code: 'CONTENT_TRUST_THRESHOLD',
    change: ({ root }) => {
      const second = certifiedKey(GUN);
      Object.assign(root.signed.keys, entries(second));
      root.signed.roles.root = { keyids: [...root.signed.roles.root.keyids, second.id], threshold: 2 };
    },
  },
  {
    does: 'takes two certificates of one key for two signatures',
    code: 'CONTENT_TRUST_THRESHOLD',
    start: (repository) => twoRoots(repository, certifiedKey(GUN)),
    change: (repository) => twoRoots(repository, certifiedKey(GUN, { key: repository.keys.root.key })),
  },
  {
    does: 'holds back the newest root until it has expired',
    code: 'CONTENT_TRUST_EXPIRED',
    change: ({ root, now }) => {
      root.signed.expires = inDays(now, -1);
    },
  },
  {
    does: 'serves an older root than the policy accepts',
    code: 'CONTENT_TRUST_ROLLBACK',
    start: (repository) => {
      repository.root.signed.version = 4;
      repository.authority = { ...repository.authority, minimumVersions: { root: 4 } };
    },
    change: ({ root }) => {
      root.signed.version = 3;
    },
  },
  {
    does: 'serves an older root than the pinned one',
    code: 'CONTENT_TRUST_ROOT_ROLLBACK',
    start: (repository) => {
      repository.root.signed.version = 3;
      pinFile(repository);
    },
    change: ({ root }) => {
      root.signed.version = 2;
    },
  },
  {
    does: 'serves another root under the version of the pinned one',
    code: 'CONTENT_TRUST_ROOT_CHANGED',
    start: (repository) => pinFile(repository),
    change: ({ root, now }) => {
      root.signed.expires = inDays(now, 3000);
    },
  },
  {
    does: 'replaces the root without the key of the pinned one',
    code: 'CONTENT_TRUST_ROOT_CHAIN',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ root }) => {
      root.signers = root.signers.slice(1);
    },
  },
  {
    does: 'replaces a root in the middle without the key of the one before it',
    code: 'CONTENT_TRUST_ROOT_CHAIN',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ roots }) => {
      const middle = roots.get('2.root');
      if (middle !== undefined) middle.signers = middle.signers.slice(1);
    },
  },
  {
    does: 'names a new root key that has not signed',
    code: 'CONTENT_TRUST_ROOT_CHAIN',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ root }) => {
      root.signers = root.signers.slice(0, 1);
    },
  },
  {
    does: 'serves the last root again as the one in the middle',
    code: 'CONTENT_TRUST_ROOT_CHAIN',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ root, roots }) => void roots.set('2.root', root),
  },
  {
    does: 'keeps a root in the middle back',
    code: 'CONTENT_TRUST_METADATA_MISSING',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ roots }) => void roots.delete('2.root'),
  },
  {
    does: 'claims a version that takes for ever to reach',
    code: 'CONTENT_TRUST_ROOT_TOO_FAR',
    start: (repository) => {
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN));
    },
    change: ({ root }) => {
      root.signed.version = 2_000_000_000;
    },
  },
  {
    does: 'serves an old root with the new rest',
    code: 'CONTENT_TRUST_ROOT_NOT_LISTED',
    start: (repository) => {
      const { id } = repository.keys.root;
      repository.root.signed.version = 2;
      repository.authority = { ...repository.authority, rootKeys: [id] };
    },
    change: (repository) => {
      const old = seal({ ...repository.root, signed: { ...repository.root.signed, version: 1 } });
      repository.serve = (files) => void files.set('root', old);
    },
  },
  {
    does: 'finds a policy that pins nothing',
    code: 'CONTENT_TRUST_NO_PIN',
    start: (repository) => {
      repository.authority = { ...repository.authority, rootKeys: [], trustOnFirstUse: true };
    },
    change: (repository) => {
      repository.authority = { ...repository.authority, trustOnFirstUse: false };
    },
  },
];

/** Both keys must sign the root, do, and are pinned. */
function twoRoots(repository: Repository, second: NotaryKey): void {
  const { root: first } = repository.keys;
  useRoot(repository, first);
  const { root } = repository;
  Object.assign(root.signed.keys, entries(second));
  root.signed.roles.root = { keyids: [first.id, second.id], threshold: 2 };
  root.signers = [first, second];
  repository.authority = { ...repository.authority, rootKeys: [first.id, second.id] };
}
