import { describe, expect, it } from 'vitest';

import type { Exception } from '../../src/model/exception.ts';
import { applyExceptions } from '../../src/policy/exceptions.ts';
import { aFinding } from '../support/findings.ts';

const NOW = new Date('2026-01-31T12:00:00Z');
const PURL = 'pkg:npm/left-pad@1.0.0';
const FINDING = aFinding({
  rule: 'CVE-2024-0001',
  aliases: ['GHSA-aaaa'],
  component: { purl: PURL, name: 'left-pad', version: '1.0.0' },
});
const EXCEPTION: Exception = {
  id: 'CVE-2024-0001',
  package: null,
  reason: 'never run',
  owner: 'ann',
  expires: null,
};

describe('applyExceptions', () => {
  it.each<Partial<Exception>>([
    {},
    { id: 'GHSA-aaaa' },
    { package: 'left-pad' },
    { package: PURL },
    { expires: '2026-01-31' },
  ])('accepts by %j', (change) => {
    const { findings, expired, unused } = applyExceptions([FINDING], [{ ...EXCEPTION, ...change }], NOW);
    expect(findings[0]?.suppressed).toMatchObject({ by: 'exception', reason: 'never run', owner: 'ann' });
    expect([...expired, ...unused]).toEqual([]);
  });

  it.each<Partial<Exception>>([{ id: 'CVE-2024-*' }, { id: 'CVE-2024-0002' }, { package: 'left' }])(
    'does not accept by %j, and tells that it is unused',
    (change) => {
      const exception = { ...EXCEPTION, ...change };
      const result = applyExceptions([FINDING], [exception], NOW);
      expect(result).toEqual({ findings: [FINDING], expired: [], unused: [exception] });
    },
  );

  it('does not apply one that has expired, and tells it', () => {
    const exception = { ...EXCEPTION, expires: '2026-01-30' };
    const result = applyExceptions([FINDING], [exception], NOW);
    expect(result).toEqual({ findings: [FINDING], expired: [exception], unused: [] });
  });
});
