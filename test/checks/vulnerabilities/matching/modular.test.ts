import { describe, expect, it } from 'vitest';
import { judge } from '../../../../src/checks/vulnerabilities/matching/judge.ts';
import { isModular, modulesOf } from '../../../../src/checks/vulnerabilities/matching/modular.ts';
import { rpm } from '../../../../src/checks/vulnerabilities/versions/rpm.ts';
import { aRecord, rawRow } from '../../../support/osv-records.ts';

const FIXED = 'fixed 1:18.20.2-1.module_el8.10.0+3822+1';

function judged(summary: string, module: string | undefined, version: string): unknown {
  const record = aRecord({ id: 'ALSA-1', of: 'AlmaLinux:8 nodejs', range: ['introduced 0', FIXED], summary });
  const query = {
    ecosystem: 'AlmaLinux:8',
    name: 'nodejs',
    version,
    ...(module === undefined ? {} : { module }),
  };
  return judge(record, query, rpm);
}

describe('modular packages', () => {
  const old = '1:18.1.0-1.module_el8.6.0+1';

  it('are affected by a bulletin about their stream', () => {
    expect(judged('Important: nodejs:18 security update', 'nodejs:18', old)).toMatchObject({
      result: 'affected',
    });
  });

  it.each([
    ['another stream', 'Important: nodejs:20 security update', 'nodejs:18'],
    ['another module', 'Important: php:8.2 security update', 'nodejs:18'],
  ])('are not matched against %s', (_what, summary, module) => {
    expect(judged(summary, module, old)).toEqual({ result: 'unaffected' });
  });

  it.each([
    ['the label of the package', 'Important: nodejs:18 security update', undefined],
    ['the stream of the bulletin', 'Important: nodejs security update', 'nodejs:18'],
  ])('cannot be judged without %s', (_what, summary, module) => {
    expect(judged(summary, module, old)).toMatchObject({ result: 'unknown', about: 'module' });
  });
});

it('words that only look like a stream do not make it another one', () => {
  const record = aRecord({
    id: 'ALSA-1',
    of: 'AlmaLinux:8 nodejs',
    range: ['introduced 0', FIXED],
    summary: 'Important: security update',
    details: 'See bug:1234 for more.',
  });
  const query = {
    ecosystem: 'AlmaLinux:8',
    name: 'nodejs',
    version: '1:18.1.0-1.module_el8.6.0+1',
    module: 'nodejs:18',
  };
  expect(judge(record, query, rpm)).toMatchObject({ result: 'unknown', about: 'module' });
});

it('a record without any fix may mean a modular package', () => {
  const record = aRecord({ id: 'ALSA-1', of: 'AlmaLinux:8 nodejs', range: ['introduced 0'] });
  const query = {
    ecosystem: 'AlmaLinux:8',
    name: 'nodejs',
    version: '1:18.1.0-1.module_el8.6.0+1',
    module: 'nodejs:18',
  };
  expect(judge(record, query, rpm)).toMatchObject({ result: 'unknown' });
});

it('packages of no module are not matched against fixes of one, nor the other way round', () => {
  expect(judged('Important: nodejs:18 security update', undefined, '1:10.1.0-1.el8')).toEqual({
    result: 'unaffected',
  });
  const plain = aRecord({
    id: 'ALSA-2',
    affected: [rawRow('AlmaLinux:8 nodejs', ['introduced 0', 'fixed 2-1.el8'])],
  });
  const query = {
    ecosystem: 'AlmaLinux:8',
    name: 'nodejs',
    version: '1-1.module_el8.6.0+1',
    module: 'nodejs:18',
  };
  expect(judge(plain, query, rpm)).toEqual({ result: 'unaffected' });
});

it.each([
  ['1-1.module_el8.5.0+1', true],
  ['1-1.module+el8.5.0+1', true],
  ['1-1.el8', false],
  ['1-1.modules', false],
])('the release of %s tells whether it is modular', (version, expected) => {
  expect(isModular(version)).toBe(expected);
});

it.each([
  ['Moderate: container-tools:rhel8 security update', ['container-tools:rhel8']],
  ['postgresql:13 and postgresql:15.', ['postgresql:13', 'postgresql:15']],
  ['see https://access.example:443/x and CVE-2024-1', []],
  ['Note: this', []],
])('reads the streams in %j', (summary, streams) => {
  expect([...modulesOf(aRecord({ summary }))]).toEqual(streams);
});
