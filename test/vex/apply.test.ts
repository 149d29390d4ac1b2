import { describe, expect, it } from 'vitest';

import { applyVex } from '../../src/vex/apply.ts';
import type { VexStatement } from '../../src/vex/statement.ts';
import { aFinding } from '../support/findings.ts';

const PART = 'pkg:npm/left-pad@1.0.0';
const IMAGE = ['pkg:oci/app@sha256%3Aaa?repository_url=ghcr.io/ann/app'];
const FINDING = aFinding({
  category: 'vulnerability',
  rule: 'CVE-2024-0001',
  aliases: ['GHSA-aaaa'],
  component: { purl: PART, name: 'left-pad', version: '1.0.0' },
});
const STATEMENT: VexStatement = {
  vulnerabilities: ['CVE-2024-0001'],
  products: [{ ids: ['pkg:oci/app'], subcomponents: [] }],
  status: 'not_affected',
  reason: 'vulnerable code not present',
  timestamp: 1,
  source: 'a.json by Ann',
};

function suppressed(...changes: readonly Partial<VexStatement>[]) {
  const statements = changes.map((change) => ({ ...STATEMENT, ...change }));
  return applyVex([FINDING], statements, IMAGE)[0]?.suppressed ?? null;
}

describe('applyVex', () => {
  it('suppresses with the reason and the source', () => {
    const reason = 'vulnerable code not present (a.json by Ann)';
    expect(suppressed({})).toEqual({ by: 'vex', reason, owner: null, expires: null });
  });

  it.each<[string, Partial<VexStatement>]>([
    ['an alias', { vulnerabilities: ['GHSA-aaaa'] }],
    ['the status fixed', { status: 'fixed', reason: null }],
    ['the component as product', { products: [{ ids: ['pkg:npm/left-pad'], subcomponents: [] }] }],
    ['a part of the image', { products: [{ ids: ['pkg:oci/app'], subcomponents: [PART] }] }],
  ])('suppresses by %s', (_what, change) => {
    expect(suppressed(change)?.by).toBe('vex');
  });

  it.each<[string, Partial<VexStatement>]>([
    ['another vulnerability', { vulnerabilities: ['CVE-2024-0002'] }],
    ['no product', { products: [] }],
    ['another image', { products: [{ ids: ['pkg:oci/other'], subcomponents: [] }] }],
    ['another digest', { products: [{ ids: ['pkg:oci/app@sha256%3Abb'], subcomponents: [] }] }],
    ['another part', { products: [{ ids: ['pkg:oci/app'], subcomponents: ['pkg:npm/right-pad'] }] }],
    ['the part in another image', { products: [{ ids: ['pkg:oci/other'], subcomponents: [PART] }] }],
    ['the status affected', { status: 'affected' }],
    ['the status under_investigation', { status: 'under_investigation' }],
  ])('does not suppress by %s', (_what, change) => {
    expect(suppressed(change)).toBeNull();
  });

  it('follows the latest statement, in whichever order they come', () => {
    const old = { timestamp: 1 };
    const recent: Partial<VexStatement> = { timestamp: 2, status: 'affected' };
    expect(suppressed(old, recent)).toBeNull();
    expect(suppressed(recent, old)).toBeNull();
    expect(suppressed({ timestamp: 3 }, recent)?.by).toBe('vex');
  });

  it('does not suppress when two of the same time disagree', () => {
    expect(suppressed({}, { status: 'affected' })).toBeNull();
    expect(suppressed({ status: 'affected' }, {})).toBeNull();
  });

  it('leaves what is no vulnerability alone', () => {
    const lint = { ...FINDING, category: 'lint' as const };
    expect(applyVex([lint], [STATEMENT], IMAGE)).toEqual([lint]);
  });
});
