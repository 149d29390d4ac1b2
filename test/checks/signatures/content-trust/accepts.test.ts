import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../../src/model/errors.ts';
import { certifiedKey, notaryKey } from '../../../support/notary-keys.ts';
import type { Repository } from '../../../support/notary-metadata.ts';
import {
  codesOf,
  delegation,
  delegationOf,
  DIGEST,
  entries,
  GUN,
  inDays,
  judge,
  notaryRepository,
  OTHER_DIGEST,
  rootDraft,
  rotateRoot,
  seal,
  signedTag,
  targetsOf,
} from '../../../support/notary-metadata.ts';
import { basicConstraints, keyUsage, makeCertificate } from '../../../support/x509-ca.ts';

const CA = makeCertificate({ subject: [['CN', 'CA']], extensions: [basicConstraints(true), keyUsage([5])] });

interface Case {
  /** Ends the sentence "accepts …". */
  readonly what: string;
  readonly change: (repository: Repository) => void;
  readonly signer?: string;
}

const CASES: readonly Case[] = [
  {
    what: 'a certificate of the pinned authority',
    change: (repository) => pinAuthority(repository, certifiedKey(GUN, { issuer: CA })),
  },
  {
    what: 'a certificate that leads to the pinned authority by another one',
    change: (repository) => {
      const below = makeCertificate({
        subject: [['CN', 'below']],
        issuer: CA,
        extensions: [basicConstraints(true, 0), keyUsage([5])],
      });
      const other = makeCertificate({ subject: [['CN', 'other']] });
      pinAuthority(repository, certifiedKey(GUN, { issuer: below }, [other, below]));
    },
  },
  {
    what: 'a certificate for a beginning of the name with a star',
    change: (repository) => pinKey(repository, certifiedKey('registry.example/team/*')),
  },
  {
    what: 'a root key of RSA in a certificate',
    change: (repository) => pinKey(repository, certifiedKey(GUN, { key: 'rsa2048' })),
  },
  ...(['p384', 'p521', 'rsa2048', 'ed25519'] as const).map((kind): Case => ({
    what: `a timestamp key of the kind ${kind}`,
    change: (repository) => useTimestampKey(repository, notaryKey(kind)),
  })),
  {
    what: 'the older way of signing with RSA, in capitals',
    change: (repository) => {
      const key = notaryKey('rsa2048', 'rsapkcs1v15');
      useTimestampKey(repository, key);
      repository.timestamp.signers = [{ ...key, method: 'RSAPKCS1v15' }];
    },
  },
  {
    what: 'two keys where two must sign',
    change: ({ root, keys, targets }) => {
      Object.assign(root.signed.keys, entries(keys.bob));
      root.signed.roles.targets = { keyids: [keys.targets.id, keys.bob.id], threshold: 2 };
      for (const [name, draft] of targets) if (name === 'targets') draft.signers = [keys.targets, keys.bob];
    },
  },
  {
    what: 'a good signature beside one that is broken and one of a stranger',
    change: ({ timestamp, keys, root }) => {
      Object.assign(root.signed.keys, entries(keys.bob));
      root.signed.roles.timestamp.keyids.push(keys.bob.id);
      timestamp.signers = [{ ...keys.alice, id: keys.bob.id }, keys.alice, keys.timestamp];
    },
  },
  {
    what: 'a role that names a key that is not there',
    change: ({ root }) => void root.signed.roles.timestamp.keyids.push('00'.repeat(32)),
  },
  {
    what: 'the pinned root itself',
    change: pinFile,
  },
  {
    what: 'the pinned root with one more signature',
    change: (repository) => {
      pinFile(repository);
      repository.root.signers.push(repository.keys.bob);
    },
  },
  {
    what: 'two rotations of a root that has expired since, with its certificate',
    change: (repository) => {
      const past = new Date(repository.now.getTime() - 1000);
      repository.keys.root = certifiedKey(GUN, { to: past });
      repository.root = rootDraft(repository.keys, repository.now);
      repository.root.signed.expires = past.toISOString();
      pinFile(repository);
      rotateRoot(repository, certifiedKey(GUN, { to: past }));
      rotateRoot(repository, certifiedKey(GUN));
    },
  },
  {
    what: 'whoever is there first, when that is asked for',
    change: (repository) => {
      repository.authority = { ...repository.authority, rootKeys: [], trustOnFirstUse: true };
    },
  },
  {
    what: 'a delegation that has published nothing yet',
    change: (repository) => {
      const { delegations } = targetsOf(repository).signed;
      Object.assign(delegations.keys, entries(repository.keys.bob));
      delegations.roles.push(delegation('targets/bob', repository.keys.bob));
    },
  },
  {
    what: 'an image whose other signer cannot be verified',
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.expires = inDays(repository.now, -1);
    },
    signer: 'Repo Admin',
  },
  {
    what: 'an image whose other signer makes delegations that are none',
    change: (repository) => {
      targetsOf(repository, 'targets/alice').signed.delegations.roles.push(
        delegation('targets/bob', repository.keys.bob),
      );
    },
    signer: 'Repo Admin',
  },
  {
    what: 'what is released, whatever the targets say',
    change: (repository) => {
      targetsOf(repository).signed.targets['1.0'] = signedTag(OTHER_DIGEST);
    },
  },
  {
    what: 'what the targets say where it is not released, and does not name who signed another image',
    change: (repository) => {
      targetsOf(repository, 'targets/releases').signed.targets = {};
      targetsOf(repository, 'targets/alice').signed.targets['1.0'] = signedTag(OTHER_DIGEST);
    },
    signer: 'Repo Admin',
  },
  {
    what: 'what the targets say where the release is out of its paths',
    change: (repository) => {
      delegationOf(repository, 'targets/releases').paths = ['2.'];
      targetsOf(repository, 'targets/releases').signed.targets['1.0'] = signedTag(OTHER_DIGEST);
    },
  },
  {
    what: 'a repository without delegations, as Notary writes it',
    change: (repository) => {
      for (const name of ['targets/alice', 'targets/releases']) repository.targets.delete(name);
      Object.assign(targetsOf(repository).signed.delegations, { keys: null, roles: null });
    },
    signer: 'Repo Admin',
  },
  {
    what: 'a repository whose targets say nothing of delegations',
    change: (repository) => {
      for (const name of ['targets/alice', 'targets/releases']) repository.targets.delete(name);
      const draft = targetsOf(repository);
      const { delegations: _, ...rest } = draft.signed;
      Object.assign(draft, { signed: rest });
    },
    signer: 'Repo Admin',
  },
  {
    what: 'a delegation without a list of targets',
    change: (repository) => {
      Object.assign(targetsOf(repository, 'targets/alice').signed, { targets: null });
    },
    signer: 'Repo Admin',
  },
  {
    what: 'the tag latest for a name without one',
    change: (repository) => {
      repository.reference = { tag: null, digest: null };
      for (const { signed } of repository.targets.values()) signed.targets = { latest: signedTag() };
    },
  },
  {
    what: 'a tag beside a digest',
    change: (repository) => {
      repository.reference = { tag: '1.0', digest: DIGEST };
    },
  },
  {
    what: 'the signature of one manifest in an index that was not signed',
    change: (repository) => {
      const index = { mediaType: 'application/vnd.oci.image.index.v1+json', digest: OTHER_DIGEST, size: 99 };
      repository.descriptors = [index, ...repository.descriptors];
    },
  },
  {
    what: 'hashes of one kind alone',
    change: (repository) => {
      repository.list = (meta) => {
        for (const { hashes } of Object.values(meta)) delete hashes['sha512'];
      };
    },
  },
  {
    what: 'the targets themselves as a signer',
    change: (repository) => {
      repository.authority = { ...repository.authority, signers: ['targets', 'alice'] };
    },
  },
  {
    what: 'every lowest version',
    change: (repository) => {
      const minimumVersions = { root: 1, targets: 2, snapshot: 5, timestamp: 9 };
      repository.authority = { ...repository.authority, minimumVersions };
    },
  },
];

describe('content trust', () => {
  it('accepts a tag that is signed for the image, and says who signed', async () => {
    expect(await judge(notaryRepository())).toEqual([
      {
        kind: 'content-trust',
        place: 'content trust of registry.example/team/app:1.0 at notary.example',
        signer: 'alice',
        signedAt: null,
        log: null,
        statement: null,
        refusal: null,
      },
    ]);
  });

  it.each(CASES)('accepts $what', async ({ change, signer = 'alice' }) => {
    const repository = notaryRepository();
    change(repository);
    const [judged] = await judge(repository);
    expect(judged).toMatchObject({ refusal: null, signer });
  });

  it('names no tag where there is none, and no signer of what it refuses', async () => {
    const repository = notaryRepository();
    repository.reference = { tag: null, digest: DIGEST };
    const [judged] = await judge(repository);
    expect(judged).toMatchObject({
      place: 'content trust of registry.example/team/app at notary.example',
      signer: null,
    });
  });

  it('finds nothing where the server has no root', async () => {
    const repository = notaryRepository();
    repository.serve = (files) => files.clear();
    expect(await judge(repository)).toEqual([]);
  });

  it('is an error, and nothing is accepted, when a delegation cannot be asked for', async () => {
    const repository = notaryRepository();
    repository.serve = (files) => {
      const get = files.get.bind(files);
      files.get = (name) => {
        if (name.startsWith('targets/alice')) throw new SourceError('CONTENT_TRUST_UNREACHABLE', 'gone');
        return get(name);
      };
    };
    await expect(judge(repository)).rejects.toMatchObject({ code: 'CONTENT_TRUST_UNREACHABLE' });
  });

  it('takes what breaks a reader for a refusal', async () => {
    const repository = notaryRepository();
    repository.serve = () => {
      throw new TypeError('a reader fell over');
    };
    expect(await codesOf(repository)).toEqual(['CONTENT_TRUST_BROKEN']);
  });
});

function pinAuthority(repository: Repository, root: ReturnType<typeof certifiedKey>): void {
  pinKey(repository, root);
  repository.authority = { ...repository.authority, rootKeys: [], rootCa: { name: 'ca.pem', pem: CA.pem } };
}

function pinKey(repository: Repository, root: ReturnType<typeof certifiedKey>): void {
  repository.keys.root = root;
  repository.root = rootDraft(repository.keys, repository.now);
  repository.authority = { ...repository.authority, rootKeys: [root.id] };
}

function pinFile(repository: Repository): void {
  const rootFile = { name: 'root.json', pem: seal(repository.root).toString() };
  repository.authority = { ...repository.authority, rootKeys: [], rootFile };
}

function useTimestampKey({ root, timestamp }: Repository, key: ReturnType<typeof notaryKey>): void {
  Object.assign(root.signed.keys, entries(key));
  root.signed.roles.timestamp.keyids = [key.id];
  timestamp.signers = [key];
}
