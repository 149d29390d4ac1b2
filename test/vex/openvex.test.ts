import { describe, expect, it } from 'vitest';

import { readOpenVex } from '../../src/vex/openvex.ts';

const STATEMENT = {
  vulnerability: { name: 'CVE-2024-0001' },
  products: [{ '@id': 'pkg:oci/app' }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_present',
};

function text(changes: object = {}): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Ann',
    timestamp: '2024-01-02T03:04:05Z',
    statements: [{ ...STATEMENT, ...changes }],
  });
}

describe('readOpenVex', () => {
  it('reads a statement with its reason and its source', () => {
    expect(readOpenVex(text(), 'a.json')).toEqual([
      {
        vulnerabilities: ['CVE-2024-0001'],
        products: [{ ids: ['pkg:oci/app'], subcomponents: [] }],
        status: 'not_affected',
        reason: 'vulnerable code not present',
        timestamp: Date.UTC(2024, 0, 2, 3, 4, 5),
        source: 'a.json by Ann',
      },
    ]);
  });

  it('takes an impact statement for a justification', () => {
    const read = readOpenVex(text({ justification: undefined, impact_statement: 'never run' }), 'a.json');
    expect(read[0]?.reason).toBe('never run');
  });

  it.each([
    ['no products', { products: [] }],
    ['a product without an identifier', { products: [{}] }],
    ['only parts without an identifier', { products: [{ '@id': 'pkg:oci/app', subcomponents: [{}] }] }],
  ])('leaves a statement with %s out', (_what, changes) => {
    expect(readOpenVex(text(changes), 'a.json')).toEqual([]);
  });

  const HASHES = { 'sha-256': 'AA11' };

  it.each([
    ['an image without a digest', { '@id': 'pkg:oci/app', hashes: HASHES }],
    ['an image of another digest', { '@id': 'pkg:oci/app@sha256%3Abb22', hashes: HASHES }],
    ['a package', { '@id': 'pkg:npm/left-pad@1.0.0', hashes: HASHES }],
    ['an image under another hash', { '@id': 'pkg:oci/app@sha256%3Aaa11', hashes: { 'sha-512': 'aa11' } }],
    ['a part', { '@id': 'pkg:oci/app', subcomponents: [{ '@id': 'pkg:npm/left-pad', hashes: HASHES }] }],
  ])('suppresses nothing by hashes that cannot be held to %s', (_what, product) => {
    expect(readOpenVex(text({ products: [product] }), 'a.json')).toEqual([]);
  });

  it('takes hashes that say the same as the digest', () => {
    const id = 'pkg:oci/app@sha256%3Aaa11';
    const read = readOpenVex(text({ products: [{ '@id': id, hashes: HASHES }] }), 'a.json');
    expect(read).toMatchObject([{ products: [{ ids: [id] }] }]);
  });

  it('heeds what is affected whatever its hashes', () => {
    const products = [{ '@id': 'pkg:oci/app', hashes: HASHES }];
    const read = readOpenVex(text({ status: 'affected', products }), 'a.json');
    expect(read).toMatchObject([{ products: [{ ids: ['pkg:oci/app'] }] }]);
  });

  it.each([
    [
      'not_affected without a reason',
      text({ justification: undefined }),
      /statements\.0: not_affected needs/u,
    ],
    ['an unknown status', text({ status: 'fine' }), /statements\.0\.status/u],
    ['an unknown justification', text({ justification: 'because' }), /statements\.0\.justification/u],
    ['a bad time', text({ timestamp: 'yesterday' }), /statements\.0\.timestamp/u],
    ['no JSON', '{', /a\.json is no valid OpenVEX document: it is not JSON/u],
    ['another document', '{"@context":"https://example.org"}', /@context/u],
  ])('refuses %s and names the place', (_what, bad, message) => {
    expect(() => readOpenVex(bad, 'a.json')).toThrow(message);
  });
});
