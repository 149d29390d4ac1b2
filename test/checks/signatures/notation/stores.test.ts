import { describe, expect, it } from 'vitest';
import { trustedCertificates } from '../../../../src/checks/signatures/notation/stores.ts';
import type { NotationStore } from '../../../../src/model/trust.ts';
import {
  makeChain,
  notationAuthority,
  notationPolicy,
  notationStore,
} from '../../../support/notation-authority.ts';
import { makeCertificate } from '../../../support/x509-ca.ts';

const { root, intermediate, leaf } = makeChain();

function names(
  stores: readonly NotationStore[],
  trustStores = ['ca:acme'],
  type: NotationStore['type'] = 'ca',
) {
  return trustedCertificates(notationAuthority(stores), notationPolicy({ trustStores }), type).map(
    ({ name }) => name,
  );
}

describe('trustedCertificates', () => {
  it('are those of the named stores of one type', () => {
    const stores = [notationStore('ca', root), notationStore('tsa', intermediate)];
    expect(names(stores)).toEqual(['CN=Acme root']);
    expect(names(stores, ['ca:acme', 'tsa:acme'], 'tsa')).toEqual(['CN=Acme signing']);
    expect(names(stores, ['ca:acme'], 'tsa')).toEqual([]);
  });

  it('may be several in one file, and of several files', () => {
    const store = {
      ...notationStore('ca', root),
      certificates: [{ name: 'all.pem', pem: root.pem + intermediate.pem }],
    };
    expect(names([store])).toEqual(['CN=Acme root', 'CN=Acme signing']);
    expect(names([notationStore('ca', root, intermediate)])).toEqual(['CN=Acme root', 'CN=Acme signing']);
  });

  it('may be a signer that signed itself', () => {
    expect(names([notationStore('ca', makeCertificate({ subject: [['CN', 'alone']] }))])).toEqual([
      'CN=alone',
    ]);
  });

  it.each([
    ['that is not there', [notationStore('tsa', root)], 'missing or empty'],
    ['that is empty', [notationStore('ca')], 'missing or empty'],
    ['with the certificate of a signer', [notationStore('ca', root, leaf)], 'not a root or an authority'],
    [
      'with a file of no certificate',
      [{ ...notationStore('ca'), certificates: [{ name: 'a', pem: 'a key' }] }],
      'no certificate in PEM',
    ],
    [
      'with a certificate that is broken',
      [{ ...notationStore('ca'), certificates: [{ name: 'a', pem: root.pem.replace('MII', 'AAA') }] }],
      'cannot be read',
    ],
  ])('refuse a store %s', (_, stores, why) => {
    expect(() => names(stores)).toThrow(why);
  });
});
