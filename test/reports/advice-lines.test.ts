import { describe, expect, it } from 'vitest';
import type { Advice, BaseAdvice } from '../../src/model/report.ts';
import { adviceLines } from '../../src/reports/advice-lines.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const BASE: BaseAdvice = { reference: 'debian:12', findings: 12, total: 20, newer: null };
const removable = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    packages: [`p${String(at)}`],
    findings: 9 - at,
    installedBytes: null,
  }));

function lines(advice: Partial<Advice>): readonly string[] {
  return adviceLines({ removable: [], base: null, ...advice }, (name) => `<${name}>`);
}

describe('adviceLines', () => {
  it('says nothing without advice', () => {
    expect(adviceLines(null, String)).toEqual([]);
    expect(lines({})).toEqual([]);
  });

  it.each([
    [['git'], 14, 47_000_000, 'Purge <git> if you do not call it: 14 findings, 47 MB.'],
    [['a', 'b'], 1, null, 'Purge <a> if you do not call it, and with it <b>: 1 finding.'],
    [
      ['a', 'b', 'c', 'd', 'e'],
      2,
      2_500_000_000,
      'Purge <a> if you do not call it, and with it <b>, <c>, <d> and 1 more: 2 findings, 2.5 GB.',
    ],
    [['a'], 2, 999, 'Purge <a> if you do not call it: 2 findings, under 1 MB.'],
  ])('says what goes with %j', (packages, findings, installedBytes, text) => {
    expect(lines({ removable: [{ packages, findings, installedBytes }] })).toEqual([text]);
  });

  it.each<[string, BaseAdvice, string]>([
    ['a base', BASE, '12 of 20 vulnerabilities come with the base image <debian:12>.'],
    [
      'one without a name',
      { ...BASE, reference: null, findings: 1 },
      '1 of 20 vulnerabilities comes with the base image.',
    ],
    [
      'a newer base',
      { ...BASE, newer: { reference: 'debian:13', digest: DIGEST, removes: 9, adds: 1 } },
      '12 of 20 vulnerabilities come with the base image <debian:12>; <debian:13> (<sha256:abababababab>) removes 9 and adds 1.',
    ],
    [
      'the same name, newer',
      { ...BASE, newer: { reference: 'debian:12', digest: DIGEST, removes: 9, adds: 1 } },
      '12 of 20 vulnerabilities come with the base image <debian:12>; what that name now leads to (<sha256:abababababab>) removes 9 and adds 1.',
    ],
    [
      'a newer base that helps nothing',
      { ...BASE, newer: { reference: 'debian:13', digest: DIGEST, removes: 0, adds: 0 } },
      '12 of 20 vulnerabilities come with the base image <debian:12>; <debian:13> (<sha256:abababababab>) removes none of them and adds none.',
    ],
  ])('says of %s how much comes with it', (_, base, text) => {
    expect(lines({ base })).toEqual([text]);
  });

  it('never says more than five things, and counts the rest', () => {
    const said = lines({ removable: removable(5), base: BASE });
    expect(said).toHaveLength(5);
    expect(said.at(-1)).toBe('2 more packages like that: 11 findings (see the JSON report).');
    expect(lines({ removable: removable(3) })).toHaveLength(3);
  });
});
