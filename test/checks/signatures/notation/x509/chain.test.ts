import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import { checkChain } from '../../../../../src/checks/signatures/notation/x509/chain.ts';
import { pathToAnchor } from '../../../../../src/checks/signatures/notation/x509/path.ts';
import type { Purpose } from '../../../../../src/checks/signatures/notation/x509/use.ts';
import type { ChainChanges } from '../../../../support/notation-authority.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import { makeTimestampChain } from '../../../../support/notation-timestamp.ts';
import type { Extension, TestCertificate } from '../../../../support/x509-ca.ts';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
} from '../../../../support/x509-ca.ts';

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const LEAF = [keyUsage([0]), extendedKeyUsage([CODE_SIGNING])];

const parsed = (all: readonly TestCertificate[]) => all.map(({ der }) => parseCertificate(der));
const leafWith = (...extensions: readonly Extension[]): ChainChanges => ({ leaf: { extensions } });
const authorityWith = (...extensions: readonly Extension[]): ChainChanges => ({
  intermediate: { extensions },
});

function codeOf(all: readonly TestCertificate[], purpose: Purpose = 'code signing'): unknown {
  try {
    checkChain(parsed(all), purpose);
    return null;
  } catch (error) {
    return (error as { refusal?: { code: string } }).refusal?.code ?? error;
  }
}

describe('chains for code signing', () => {
  it.each([
    ['by the rules', {}],
    ['without an extended key usage', leafWith(keyUsage([0]))],
    ['with nonRepudiation as well', leafWith(keyUsage([0, 1]))],
    ['with a leaf that says it is no authority', leafWith(...LEAF, basicConstraints(false, null, false))],
    ['with critical policies', leafWith(...LEAF, ['2.5.29.32', true, Buffer.of(0x30, 0)])],
    ['with RSA of 3072 bits', { leaf: { key: 'rsa3072' as const, extensions: LEAF } }],
    [
      'signed with RSASSA-PSS',
      {
        root: {
          key: 'rsa2048' as const,
          signing: 'pss' as const,
          extensions: [basicConstraints(true), keyUsage([5])],
        },
      },
    ],
    ['with an authority that may have others below it', authorityWith(basicConstraints(true), keyUsage([5]))],
  ])('are accepted %s', (_, changes) => {
    expect(codeOf(makeChain(changes).all)).toBeNull();
  });

  it.each([
    ['a leaf without key usage', leafWith(extendedKeyUsage([CODE_SIGNING]))],
    ['a leaf whose key usage is not critical', leafWith(keyUsage([0], false))],
    ['a leaf that may not sign', leafWith(keyUsage([1]))],
    ['a leaf that may also sign certificates', leafWith(keyUsage([0, 5]))],
    ['a leaf that is an authority', leafWith(...LEAF, basicConstraints(true))],
    ['a leaf for time stamps', leafWith(keyUsage([0]), extendedKeyUsage([CODE_SIGNING, TIME_STAMPING]))],
    [
      'a leaf with a critical extension that is not known',
      leafWith(...LEAF, ['1.2.3', true, Buffer.of(5, 0)]),
    ],
    ['an authority without basic constraints', authorityWith(keyUsage([5]))],
    ['an authority that says it is none', authorityWith(basicConstraints(false), keyUsage([5]))],
    [
      'an authority whose basic constraints are not critical',
      authorityWith(basicConstraints(true, null, false), keyUsage([5])),
    ],
    ['an authority without key usage', authorityWith(basicConstraints(true))],
    ['an authority that may not sign certificates', authorityWith(basicConstraints(true), keyUsage([6]))],
    [
      'an authority whose key usage is not critical',
      authorityWith(basicConstraints(true), keyUsage([5], false)),
    ],
    [
      'an authority with a critical extension that is not known',
      authorityWith(basicConstraints(true), keyUsage([5]), ['2.5.29.30', true, Buffer.of(5, 0)]),
    ],
    [
      'a root that may have no authority below it',
      { root: { extensions: [basicConstraints(true, 0), keyUsage([5])] } },
    ],
  ])('are refused with %s', (_, changes) => {
    expect(codeOf(makeChain(changes).all)).toBe('NOTATION_CERTIFICATE_USE');
  });

  it.each([
    ['RSA of 1024 bits', { leaf: { key: 'rsa1024' as const } }],
    ['a curve that is not of NIST', { leaf: { key: 'secp256k1' as const } }],
    ['Ed25519', { leaf: { key: 'ed25519' as const } }],
    ['RSA of 1024 bits in an authority', { intermediate: { key: 'rsa1024' as const } }],
  ])('are refused with a key by %s', (_, changes) => {
    expect(codeOf(makeChain(changes).all)).toBe('NOTATION_CERTIFICATE_KEY');
  });

  it('are refused in another order, without a root, with something after the root, or with SHA-1', () => {
    const { root, intermediate, leaf, all } = makeChain();
    expect(codeOf([leaf, root, intermediate])).toBe('NOTATION_CHAIN');
    expect(codeOf([leaf, intermediate])).toBe('NOTATION_CHAIN');
    expect(codeOf([...all, root])).toBe('NOTATION_CHAIN');
    expect(codeOf(makeChain({ intermediate: { signing: 'sha1' } }).all)).toBe('NOTATION_CHAIN');
  });

  it('are refused when an issuer has the name and not the key', () => {
    const { leaf } = makeChain();
    const { intermediate, root } = makeChain();
    expect(codeOf([leaf, intermediate, root])).toBe('NOTATION_CHAIN');
  });

  it('are refused when an issuer has the key and another name', () => {
    const { leaf, intermediate, root } = makeChain();
    const extensions = [basicConstraints(true), keyUsage([5])];
    const renamed = makeCertificate({
      subject: [['CN', 'Other']],
      issuer: root,
      key: intermediate.key,
      extensions,
    });
    expect(codeOf([leaf, renamed, root])).toBe('NOTATION_CHAIN');
  });

  it('may be one certificate that signed itself, by the rules for leaves', () => {
    expect(codeOf([makeCertificate({ subject: [['CN', 'alone']], extensions: LEAF })])).toBeNull();
    const authority = makeCertificate({
      subject: [['CN', 'alone']],
      extensions: [basicConstraints(true), keyUsage([0, 5])],
    });
    expect(codeOf([authority])).toBe('NOTATION_CERTIFICATE_USE');
  });
});

describe('chains for time stamping', () => {
  it.each([
    ['by the rules', {}],
    [
      'with a key usage that is not critical',
      leafWith(keyUsage([0], false), extendedKeyUsage([TIME_STAMPING], true)),
    ],
    ['with an authority of that kind', authorityWith(basicConstraints(true), keyUsage([5], false))],
  ])('are accepted %s', (_, changes) => {
    expect(codeOf(makeTimestampChain(changes).all, 'time stamping')).toBeNull();
  });

  it.each([
    ['no extended key usage', leafWith(keyUsage([0]))],
    ['one that is not critical', leafWith(keyUsage([0]), extendedKeyUsage([TIME_STAMPING]))],
    ['one for more', leafWith(keyUsage([0]), extendedKeyUsage([TIME_STAMPING, CODE_SIGNING], true))],
  ])('are refused with %s', (_, changes) => {
    expect(codeOf(makeTimestampChain(changes).all, 'time stamping')).toBe('NOTATION_CERTIFICATE_USE');
  });
});

describe('pathToAnchor', () => {
  const { root, intermediate, leaf } = makeChain();
  const [leafRead, intermediateRead, rootRead] = parsed([leaf, intermediate, root]);

  it('finds the way through what came along, in any order', () => {
    if (leafRead === undefined || intermediateRead === undefined || rootRead === undefined)
      throw new Error('none');
    const stranger = parsed(makeTimestampChain().all);
    const path = pathToAnchor(leafRead, [...stranger, rootRead, intermediateRead, leafRead], [rootRead]);
    expect(path?.map(({ name }) => name)).toEqual([leafRead.name, 'CN=Acme signing', 'CN=Acme root']);
    expect(pathToAnchor(rootRead, [], [rootRead])).toEqual([rootRead]);
    expect(pathToAnchor(leafRead, [rootRead], [rootRead])).toBeNull();
    expect(pathToAnchor(leafRead, [intermediateRead, rootRead], [])).toBeNull();
  });

  it('does not walk in a circle', () => {
    const self = parsed([makeCertificate({ subject: [['CN', 'self']] })]);
    for (const one of self) expect(pathToAnchor(one, self, [])).toBeNull();
  });
});
