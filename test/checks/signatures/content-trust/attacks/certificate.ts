import { generateKeyPairSync } from 'node:crypto';
import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { certifiedKey, notaryKey } from '../../../../support/notary-keys.ts';
import type { Repository } from '../../../../support/notary-metadata.ts';
import { GUN, notaryRepository } from '../../../../support/notary-metadata.ts';
import type { CertificateParts, Extension } from '../../../../support/x509-ca.ts';
import { basicConstraints, keyUsage, makeCertificate, makeKey } from '../../../../support/x509-ca.ts';
import { DER_NULL, derSequence, derTagged } from '../../../../support/x509-der.ts';
import type { Attack } from './attack.ts';
import { pinRoot, useRoot } from './change-root.ts';

const YEAR = 365 * 24 * 3600 * 1000;

/** Attacks with certificates of the root. */
export const CERTIFICATE_ATTACKS: readonly Attack[] = [
  {
    does: 'serves the root of another repository whose keys are pinned as well',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => {
      repository.keys.root = certifiedKey(GUN, { key: ORGANISATION });
      useRoot(repository, repository.keys.root);
      repository.authority = { ...repository.authority, rootKeys: [notaryKey(ORGANISATION).id] };
    },
    change: (repository) =>
      useRoot(repository, certifiedKey('registry.example/team/other', { key: ORGANISATION })),
  },
  {
    does: 'has a certificate for a name that only begins like the repository',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useRoot(repository, certifiedKey(`${GUN}-two`, { issuer: AUTHORITY })),
  },
  {
    does: 'has a certificate for the registry without a star',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useRoot(repository, certifiedKey('registry.example', { issuer: AUTHORITY })),
  },
  {
    does: 'has a certificate with two names',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => pinAuthority(repository),
    change: (repository) => {
      const names = [
        ['CN', GUN],
        ['CN', 'other'],
      ] as const;
      useRoot(repository, certifiedKey(names, { issuer: AUTHORITY }));
    },
  },
  {
    does: 'has a certificate without a name',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useRoot(repository, certifiedKey([], { issuer: AUTHORITY })),
  },
  {
    does: 'has a certificate of another authority with the same name',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useRoot(repository, certifiedKey(GUN, { issuer: authority('CA') })),
  },
  {
    does: 'signs a certificate with one that is no authority',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => {
      const server = makeCertificate({ subject: [['CN', 'server']], issuer: AUTHORITY });
      useRoot(repository, certifiedKey(GUN, { issuer: server }, [server]));
    },
  },
  {
    does: 'signs a certificate with an authority that may only stand above one level',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => {
      pinAuthority(repository);
      useRoot(repository, certifiedKey(GUN, { issuer: SHORT }, [SHORT]));
    },
    change: (repository) => {
      const below = authority('below', { issuer: SHORT });
      useRoot(repository, certifiedKey(GUN, { issuer: below }, [below, SHORT]));
    },
  },
  {
    does: 'uses an authority that has expired',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => {
      const expired = authority('expired', { issuer: AUTHORITY, to: new Date(Date.now() - 1000) });
      useRoot(repository, certifiedKey(GUN, { issuer: expired }, [expired]));
    },
  },
  {
    does: 'uses an authority that the pinned one signed with SHA-1',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => {
      const weak = authority('weak', { issuer: AUTHORITY, signing: 'sha1' });
      useRoot(repository, certifiedKey(GUN, { issuer: weak }, [weak]));
    },
  },
  {
    does: 'uses an authority whose key is short enough to be broken',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useAuthority(repository, { key: 'rsa1024' }),
  },
  {
    does: 'uses an authority on a curve that nobody here knows',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) =>
      useAuthority(repository, { key: generateKeyPairSync('ec', { namedCurve: 'secp224r1' }).privateKey }),
  },
  {
    does: 'uses an authority that may only name other hosts',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) => useAuthority(repository, { extensions: [...CA, NAMES_ONLY] }),
  },
  {
    does: 'has a certificate with a critical extension that limits it',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => pinAuthority(repository),
    change: (repository) =>
      useRoot(
        repository,
        certifiedKey(GUN, { issuer: AUTHORITY, extensions: [['1.2.3.4', true, DER_NULL]] }),
      ),
  },
  {
    does: 'has a certificate for agreeing on secrets',
    code: 'CONTENT_TRUST_WRONG_CA',
    start: (repository) => {
      pinAuthority(repository);
      useRoot(repository, certifiedKey(GUN, { issuer: AUTHORITY, extensions: [keyUsage([0, 2])] }));
    },
    change: (repository) =>
      useRoot(repository, certifiedKey(GUN, { issuer: AUTHORITY, extensions: [keyUsage([4])] })),
  },
  {
    does: 'has a certificate of the pinned authority where a key is pinned besides',
    code: 'CONTENT_TRUST_WRONG_ROOT',
    start: (repository) => {
      pinAuthority(repository);
      repository.authority = { ...repository.authority, rootKeys: [repository.keys.root.id] };
    },
    change: (repository) => useRoot(repository, certifiedKey(GUN, { issuer: AUTHORITY })),
  },
  {
    does: 'uses a root certificate that has expired',
    code: 'CONTENT_TRUST_CERTIFICATE_TIME',
    change: (repository) => pinRoot(repository, certifiedKey(GUN, { to: new Date(Date.now() - 1000) })),
  },
  {
    does: 'uses a root certificate that is not valid yet',
    code: 'CONTENT_TRUST_CERTIFICATE_TIME',
    change: (repository) => pinRoot(repository, certifiedKey(GUN, { from: new Date(Date.now() + YEAR / 2) })),
  },
  {
    does: 'uses a root certificate that is signed with SHA-1',
    code: 'CONTENT_TRUST_CERTIFICATE_SHA1',
    change: (repository) => pinRoot(repository, certifiedKey(GUN, { signing: 'sha1' })),
  },
  {
    does: 'serves all metadata of another repository',
    code: 'CONTENT_TRUST_OTHER_REPOSITORY',
    start: (repository) => {
      repository.authority = { ...repository.authority, rootKeys: [], trustOnFirstUse: true };
    },
    change: (repository) => {
      const other = notaryRepository('registry.example/team/other');
      Object.assign(repository, { root: other.root, snapshot: other.snapshot, timestamp: other.timestamp });
    },
  },
];

const ORGANISATION = makeKey('p256');
const CA = [basicConstraints(true), keyUsage([5, 6])];
const AUTHORITY = authority('CA');
const SHORT = authority('short', {
  issuer: AUTHORITY,
  extensions: [basicConstraints(true, 0), keyUsage([5])],
});

function authority(name: string, parts: object = {}): ReturnType<typeof makeCertificate> {
  return makeCertificate({ subject: [['CN', name]], extensions: CA, ...parts });
}

/** Constraints of names, `permitted: only.example`. Source: RFC 5280, section 4.2.1.10. */
const NAMES_ONLY: Extension = [
  '2.5.29.30',
  true,
  derSequence(derTagged(0, derSequence(der(0x82, Buffer.from('only.example'))))),
];

/** The certificate is by an authority below the pinned one. */
function useAuthority(repository: Repository, parts: Partial<CertificateParts>): void {
  const between = authority('between', { issuer: AUTHORITY, ...parts });
  useRoot(repository, certifiedKey(GUN, { issuer: between }, [between]));
}

function pinAuthority(repository: Repository): void {
  useRoot(repository, certifiedKey(GUN, { issuer: AUTHORITY }));
  const rootCa = { name: 'ca.pem', pem: AUTHORITY.pem };
  repository.authority = { ...repository.authority, rootKeys: [], rootCa };
}
