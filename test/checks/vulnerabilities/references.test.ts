import { expect, it } from 'vitest';
import { groupMatches } from '../../../src/checks/vulnerabilities/grouping/group.ts';
import { referencesOf } from '../../../src/checks/vulnerabilities/references.ts';
import { aRecord } from '../../support/osv-records.ts';

it('are the pages of OSV and NVD, then the best links', () => {
  expect(
    links([
      { type: 'WEB', url: 'https://example.com/blog' },
      { type: 'FIX', url: 'https://example.com/fix' },
      { type: 'ADVISORY', url: 'https://example.com/advisory' },
      { type: 'PACKAGE', url: 'https://example.com/package' },
    ]),
  ).toEqual([
    'https://osv.dev/vulnerability/ALPINE-CVE-2019-1547',
    'https://nvd.nist.gov/vuln/detail/CVE-2019-1547',
    'https://example.com/advisory',
    'https://example.com/fix',
    'https://example.com/blog',
  ]);
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'no address',
  `https://example.com/${'x'.repeat(3000)}`,
])('are never like %s', (url) => expect(links([{ type: 'ADVISORY', url }])).toHaveLength(2));

it('escape what could end a link', () => {
  expect(links([{ type: 'FIX', url: 'https://example.com/a b"><script>' }]).at(-1)).toBe(
    'https://example.com/a%20b%22%3E%3Cscript%3E',
  );
});

it('are few, each once', () => {
  const many = Array.from({ length: 50 }, (_, n) => ({
    type: 'WEB',
    url: `https://example.com/${String(n % 20)}`,
  }));
  expect(links(many)).toHaveLength(10);
});

function links(references: readonly object[]): readonly string[] {
  const [group] = groupMatches([{ record: aRecord({ references }), rows: [], fixedIn: [] }]);
  if (group === undefined) throw new Error('no group');
  return referencesOf(group);
}
