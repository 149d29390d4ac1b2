import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseKev, shortKev } from '../../../../src/checks/vulnerabilities/feeds/kev.ts';
import { SHARED_DATA, hasSharedData } from '../../../support/shared-data.ts';

const CSV = `cveID,vendorProject,dateAdded,shortDescription,knownRansomwareCampaignUse
CVE-2021-44228,Apache,2021-12-10,"Log4j, ""Log4Shell""
in two lines",Known
CVE-2023-0001,Other,2024-01-02,plain,Unknown
`;

describe('the catalogue of known exploited vulnerabilities', () => {
  it('is read from CSV, also with quotes, commas and lines in a field', () => {
    const kev = parseKev(CSV, 'kev');
    expect([...kev.entries]).toEqual([
      ['CVE-2021-44228', true],
      ['CVE-2023-0001', false],
    ]);
    expect(kev.newest).toBe('2024-01-02T00:00:00.000Z');
  });

  it('is read from JSON', () => {
    const vulnerabilities = [
      { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', knownRansomwareCampaignUse: 'Known' },
    ];
    const kev = parseKev(JSON.stringify({ dateReleased: '2024-05-01T10:00:00Z', vulnerabilities }), 'kev');
    expect([...kev.entries]).toEqual([['CVE-2021-44228', true]]);
    expect(kev.newest).toBe('2024-05-01T10:00:00.000Z');
  });

  it('says the same in its short form', () => {
    expect(parseKev(shortKev(parseKev(CSV, 'kev')), 'kev').entries).toEqual(parseKev(CSV, 'kev').entries);
  });

  it.each([
    ['empty', ''],
    ['a page of HTML', '<html></html>'],
    ['cut JSON', '{"vulnerabilities":[{"cveID":"CVE-2021-44228"'],
    ['JSON of another kind', '{"a":1}'],
    ['without entries', '{"vulnerabilities":[]}'],
    ['only a header', 'cveID,knownRansomwareCampaignUse\n'],
    ['cut in a quote', CSV.slice(0, 120)],
    ['cut in a line', CSV.slice(0, -20)],
    ['with an id that is none', CSV.replace('CVE-2023-0001', 'CVE-x')],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => parseKev(text, 'kev')).toThrow(expect.objectContaining({ code: 'FEED_UNREADABLE' }));
  });
});

it.skipIf(!hasSharedData('kev.csv'))('the real catalogue is read whole', () => {
  const text = readFileSync(resolve(SHARED_DATA, 'kev.csv'), 'utf8');
  const { entries } = parseKev(text, 'kev.csv');
  expect(entries.size).toBe(new Set(text.match(/^CVE-\d+-\d+/gmu)).size);
  expect(entries.get('CVE-2021-44228')).toBe(true);
});
