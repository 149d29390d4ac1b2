import { makeChain } from '../../../../support/notation-authority.ts';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
} from '../../../../support/x509-ca.ts';
import { DER_NULL } from '../../../../support/x509-der.ts';
import type { Cast, Scene } from '../../../../support/notation-scene.ts';
import type { Attack } from './attack.ts';

const DAY = 24 * 3600 * 1000;

/** On the certificates: their chain, their use, their names and their time. */
export const CHAIN_ATTACKS: readonly Attack[] = [
  {
    does: 'signs with a certificate of an own authority of the same name',
    code: 'NOTATION_UNTRUSTED_CHAIN',
    change: () => ({ chain: makeChain() }),
  },
  {
    does: 'puts the trusted root after the own chain',
    code: 'NOTATION_CHAIN',
    change: ({ chain }) => {
      const own = makeChain();
      return { chain: { ...own, all: [own.leaf, own.intermediate, chain.root] } };
    },
  },
  {
    does: 'appends the trusted root to a whole chain',
    code: 'NOTATION_CHAIN',
    change: ({ chain }) => {
      const own = makeChain({ root: { subject: [['CN', 'Evil root']] } });
      return { chain: { ...own, all: [...own.all, chain.root] } };
    },
  },
  {
    does: 'sends more certificates than anyone would look at',
    code: 'NOTATION_CHAIN',
    change: ({ chain }) => ({ sign: { x5c: Array.from({ length: 17 }, () => chain.leaf.der) } }),
  },
  {
    does: 'puts bytes among the certificates that are none',
    code: 'NOTATION_CERTIFICATE',
    change: ({ chain }) => ({ sign: { x5c: [chain.leaf.der, Buffer.alloc(9)] } }),
  },
  {
    does: 'leaves the root out',
    code: 'NOTATION_CHAIN',
    change: ({ chain }) => ({ chain: { ...chain, all: [chain.leaf, chain.intermediate] } }),
  },
  {
    does: 'issues a certificate with the own certificate, which is no authority',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) => {
      const evil = makeCertificate({
        subject: [
          ['C', 'US'],
          ['ST', 'WA'],
          ['O', 'Acme, Inc.'],
        ],
        issuer: chain.leaf,
        extensions: [keyUsage([0])],
      });
      return { chain: { ...chain, leaf: evil, all: [evil, ...chain.all] } };
    },
  },
  {
    does: 'puts one more authority into the path than its length allows',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) => {
      const own = makeCertificate({
        subject: [['CN', 'More']],
        issuer: chain.intermediate,
        extensions: [basicConstraints(true), keyUsage([5])],
      });
      const leaf = makeCertificate({
        subject: [
          ['C', 'US'],
          ['ST', 'WA'],
          ['O', 'Acme, Inc.'],
        ],
        issuer: own,
        extensions: [keyUsage([0])],
      });
      return { chain: { ...chain, leaf, all: [leaf, own, chain.intermediate, chain.root] } };
    },
  },
  {
    does: 'signs with the certificate of a web server of the same authority',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) => byIssuer(chain, [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])]),
  },
  {
    does: 'signs with a certificate that may say of itself that it is not revoked',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) =>
      byIssuer(chain, [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.9'])]),
  },
  {
    does: 'signs with a certificate that is for any purpose',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) => byIssuer(chain, [keyUsage([0]), extendedKeyUsage(['2.5.29.37.0'])]),
  },
  {
    does: 'signs with a certificate whose critical extension limits it',
    code: 'NOTATION_CERTIFICATE_USE',
    change: ({ chain }) => byIssuer(chain, [keyUsage([0]), ['2.5.29.30', true, DER_NULL]]),
  },
  {
    does: 'has a certificate signed with SHA-1',
    code: 'NOTATION_CHAIN',
    change: ({ chain }) => {
      const leaf = makeCertificate({
        subject: [['CN', 'old']],
        issuer: chain.intermediate,
        extensions: [keyUsage([0])],
        signing: 'sha1',
      });
      return { chain: { ...chain, leaf, all: [leaf, chain.intermediate, chain.root] } };
    },
  },
  {
    does: 'signs as somebody else of the same authority',
    code: 'NOTATION_IDENTITY',
    change: ({ chain }) =>
      byIssuer(
        chain,
        [keyUsage([0])],
        [
          ['C', 'US'],
          ['ST', 'WA'],
          ['O', 'Acme, Inc. Sales'],
        ],
      ),
  },
  {
    does: 'writes the trusted name into another attribute',
    code: 'NOTATION_IDENTITY',
    change: ({ chain }) =>
      byIssuer(
        chain,
        [keyUsage([0])],
        [
          ['C', 'US'],
          ['ST', 'WA'],
          ['CN', String.raw`x, O=Acme\, Inc.`],
        ],
      ),
  },
  {
    does: 'has the attribute twice, once as it is trusted',
    code: 'NOTATION_IDENTITY',
    change: ({ chain }) =>
      byIssuer(
        chain,
        [keyUsage([0])],
        [
          ['C', 'US'],
          ['ST', 'WA'],
          ['O', 'Acme, Inc.'],
          ['O', 'Evil'],
        ],
      ),
  },
  {
    does: 'signs with a certificate that has expired',
    code: 'NOTATION_CERTIFICATE_EXPIRED',
    change: () => ({ now: new Date(Date.now() + 400 * DAY) }),
  },
  {
    does: 'signs with a certificate that is not valid yet',
    code: 'NOTATION_CERTIFICATE_NOT_YET_VALID',
    change: () => ({ now: new Date(Date.now() - 30 * DAY) }),
  },
];

/** A signer by the trusted authority. */
function byIssuer(
  chain: Cast['chain'],
  extensions: Parameters<typeof makeCertificate>[0]['extensions'] & object,
  subject: Parameters<typeof makeCertificate>[0]['subject'] = [
    ['C', 'US'],
    ['ST', 'WA'],
    ['O', 'Acme, Inc.'],
  ],
): Scene {
  const leaf = makeCertificate({ subject, issuer: chain.intermediate, extensions });
  return { chain: { ...chain, leaf, all: [leaf, chain.intermediate, chain.root] } };
}
