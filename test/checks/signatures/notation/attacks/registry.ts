import { signJws } from '../../../../support/notation-envelope.ts';
import { pushSignature, pushTarget } from '../../../../support/notation-image.ts';
import type { Attack } from './attack.ts';

/** On the registry, and on the policy. */
export const REGISTRY_ATTACKS: readonly Attack[] = [
  {
    does: 'makes the list of referrers name a signature of another image',
    code: 'NOTATION_REFERRER',
    change: ({ chain, registry }) => ({
      entries: async (_, image) => {
        const other = await pushTarget(registry);
        const envelope = signJws({ target: other.descriptor, chain: chain.all });
        return [
          await pushSignature({ ...other, repository: image.repository }, { envelope, chain: chain.all }),
        ];
      },
    }),
  },
  {
    does: 'makes the list of referrers name another size',
    code: 'NOTATION_REFERRER',
    change: () => ({ entries: (entry) => Promise.resolve([{ ...entry, size: entry.size + 1 }]) }),
  },
  {
    does: 'gives the signature a second envelope',
    code: 'NOTATION_MANIFEST',
    change: () => ({
      manifest: (manifest) => ({ ...manifest, layers: [manifest['layers'], manifest['layers']].flat() }),
    }),
  },
  {
    does: 'names a signature of a terabyte',
    code: 'NOTATION_BLOB',
    change: () => ({
      manifest: (manifest) => ({
        ...manifest,
        layers: (manifest['layers'] as object[]).map((layer) => ({ ...layer, size: 1e12 })),
      }),
    }),
  },
  {
    does: 'names other certificates in the manifest, to be found for them',
    code: 'NOTATION_THUMBPRINT',
    change: () => ({
      manifest: (manifest) => ({
        ...manifest,
        annotations: { 'io.cncf.notary.x509chain.thumbprint#S256': `["${'0'.repeat(64)}"]` },
      }),
    }),
  },
  {
    does: 'hopes for a policy that skips',
    code: 'NOTATION_SKIPPED',
    change: () => ({ policy: { level: 'skip' } }),
  },
  {
    does: 'uses a repository that no policy is for',
    code: 'NOTATION_NO_POLICY',
    change: () => ({ policy: { registryScopes: ['registry.example/app'] } }),
  },
  {
    does: 'hopes for a trust store that is missing, where strangers are only logged',
    code: 'NOTATION_STORE',
    from: () => ({ policy: { level: 'audit' } }),
    change: () => ({ policy: { level: 'audit' }, stores: [] }),
  },
  {
    does: 'hopes for a trusted identity that cannot be read, where strangers are only logged',
    code: 'NOTATION_POLICY',
    from: () => ({ policy: { level: 'audit' } }),
    change: () => ({ policy: { level: 'audit', trustedIdentities: ['x509.subject: Acme'] } }),
  },
];
