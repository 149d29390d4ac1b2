import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCycloneDxVex } from '../../src/vex/cyclonedx.ts';

const PURL = 'pkg:npm/left-pad@1.0.0';

function document(analysis: object | undefined, more: object = {}): object {
  return {
    bomFormat: 'CycloneDX',
    metadata: { timestamp: '2026-01-01T00:00:00Z', authors: [{ name: 'Ann' }] },
    components: [{ 'bom-ref': 'one', purl: PURL }],
    vulnerabilities: [{ id: 'CVE-2024-0001', analysis, affects: [{ ref: 'one' }], ...more }],
  };
}

describe('CycloneDX VEX', () => {
  it.each([
    ['not_affected', 'not_affected'],
    ['false_positive', 'not_affected'],
    ['resolved', 'fixed'],
    ['resolved_with_pedigree', 'fixed'],
    ['exploitable', 'affected'],
    ['in_triage', 'under_investigation'],
  ])('state %s is %s', (state, status) => {
    const [statement] = readCycloneDxVex(
      document({ state, justification: 'code_not_reachable', detail: 'off' }),
      'v.json',
    );
    expect(statement).toEqual({
      vulnerabilities: ['CVE-2024-0001'],
      products: [{ ids: [PURL], subcomponents: [] }],
      status,
      reason: 'code not reachable: off',
      timestamp: Date.parse('2026-01-01T00:00:00Z'),
      source: 'v.json by Ann',
    });
  });

  it('takes package URLs as references, and other names of the vulnerability', () => {
    const more = { affects: [{ ref: 'pkg:deb/debian/x' }], references: [{ id: 'GHSA-x' }] };
    expect(readCycloneDxVex(document({ state: 'resolved' }, more), 'v.json')).toMatchObject([
      { vulnerabilities: ['CVE-2024-0001', 'GHSA-x'], products: [{ ids: ['pkg:deb/debian/x'] }] },
    ]);
  });

  const QUIET = { state: 'not_affected', detail: 'off' };
  const OPEN = { 'bom-ref': 'one', purl: 'pkg:npm/left-pad' };
  const limited = (...versions: readonly object[]): object => ({
    ...document(QUIET, { affects: [{ ref: 'one', versions }] }),
    components: [OPEN],
  });

  it('suppresses only the versions that are stated', () => {
    const given = limited(
      { version: '1.0.0', status: 'unaffected' },
      { version: '2.0.0', status: 'affected' },
      { version: '3.0.0' },
      { range: 'vers:npm/<9', status: 'unaffected' },
    );
    expect(readCycloneDxVex(given, 'v.json')).toMatchObject([
      { products: [{ ids: ['pkg:npm/left-pad@1.0.0'], subcomponents: [] }] },
    ]);
  });

  it.each([
    ['affected versions', limited({ version: '1.0.0', status: 'affected' })],
    ['a range', limited({ range: 'vers:npm/<9', status: 'unaffected' })],
    ['an empty list of versions', limited()],
    [
      'another version than that of the component',
      document(QUIET, { affects: [{ ref: 'one', versions: [{ version: '2.0.0', status: 'unaffected' }] }] }),
    ],
  ])('suppresses nothing with %s', (_what, given) => {
    expect(readCycloneDxVex(given, 'v.json')).toEqual([]);
  });

  it.each([
    ['exploitable', Infinity],
    ['in_triage', Infinity],
    ['not_affected', 0],
    ['resolved', 0],
  ])('without a time, %s never decides in favour of suppressing', (state, timestamp) => {
    const given = { ...document({ state, detail: 'off' }), metadata: {} };
    expect(readCycloneDxVex(given, 'v.json')[0]?.timestamp).toBe(timestamp);
  });

  it.each([
    ['no analysis', document(undefined)],
    ['nothing that it affects', document({ state: 'resolved' }, { affects: [] })],
    ['a reference to nothing', document({ state: 'resolved' }, { affects: [{ ref: 'two' }] })],
  ])('says nothing with %s', (_what, given) => {
    expect(readCycloneDxVex(given, 'v.json')).toEqual([]);
  });

  it.each([
    ['not_affected without a reason', document({ state: 'not_affected' }), 'needs a justification'],
    ['an unknown state', document({ state: 'fine' }), 'vulnerabilities.0.analysis.state'],
    ['a bad time', document({ state: 'exploitable', lastUpdated: 'soon' }), 'analysis.lastUpdated'],
    ['no id', document({ state: 'resolved' }, { id: '' }), 'vulnerabilities.0.id'],
    ['another format', { bomFormat: 'SPDX' }, 'bomFormat'],
  ])('is refused with %s', (_what, given, words) => {
    expect(() => readCycloneDxVex(given, 'v.json')).toThrow(words);
  });

  it('is refused or read, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          expect(Array.isArray(readCycloneDxVex(value, 'v.json'))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'VEX_INVALID' });
        }
      }),
    );
  });
});
