import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/model/component.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { toFinding } from '../../../src/checks/vulnerabilities/finding.ts';
import { groupMatches } from '../../../src/checks/vulnerabilities/grouping/group.ts';
import { NO_LOCATION } from '../../../src/model/finding.ts';
import { aComponent } from '../../support/components.ts';
import type { RecordParts } from '../../support/osv-records.ts';
import { aRecord } from '../../support/osv-records.ts';

describe('the message', () => {
  it('says what is affected and where it is fixed', () => {
    expect(finding({}).message).toBe('libssl1.1 1.1.1c-r0 is affected by CVE-2019-1547; fixed in 1.1.1d-r0.');
  });

  it('names the source package where it is another', () => {
    const component = aComponent({ source: { name: 'openssl', version: '1.1.1c-r0' } });
    expect(finding({ component }).message).toMatch(
      /^libssl1\.1 1\.1\.1c-r0 \(built from openssl 1\.1\.1c-r0\) is affected/u,
    );
  });

  it('does not name the source package where it is the same', () => {
    const component = aComponent({ source: { name: 'libssl1.1', version: '1.1.1c-r0' } });
    expect(finding({ component }).message).not.toContain('built from');
  });

  it('lists the fixed versions, or says that there is none', () => {
    expect(finding({ fixedIn: ['1.0', '2.0'] }).message).toContain('fixed in 1.0 or 2.0.');
    expect(finding({ fixedIn: [] }).message).toContain('no fixed version is known.');
  });

  it('says to remove malware', () => {
    expect(finding({ parts: { id: 'MAL-2024-1' } }).message).toMatch(
      /is known malware, MAL-2024-1\. Remove it/u,
    );
  });
});

describe('the title', () => {
  it.each([
    ['Padding oracle.', 'Padding oracle'],
    ['  Two\n lines ', 'Two lines'],
    ['', 'CVE-2019-1547 in libssl1.1'],
    [null, 'CVE-2019-1547 in libssl1.1'],
  ])('of the summary %j is %j', (summary, title) => {
    expect(finding({ parts: { summary } }).title).toBe(title);
  });

  it('is cut where the summary is long', () => {
    const { title } = finding({ parts: { summary: 'long '.repeat(100) } });
    expect(title.length).toBeLessThanOrEqual(120);
    expect(title).toMatch(/…$/u);
  });

  it('is not the summary of a bulletin', () => {
    const parts = { id: 'DSA-1-1', upstream: ['CVE-2019-1547'], summary: 'openssl - security update' };
    expect(finding({ parts }).title).toBe('CVE-2019-1547 in libssl1.1');
  });
});

describe('the id', () => {
  it('is the same for the next version, tag, architecture and layer', () => {
    const next = aComponent({
      version: '1.1.1d-r0',
      locations: [{ path: 'lib/apk/db/installed', layer: 7 }],
    });
    expect(finding({ component: next }).id).toBe(finding({}).id);
    const arm = aComponent({ purl: 'pkg:apk/alpine/libssl1.1@1.1.1c-r0?arch=aarch64' });
    expect(finding({ component: arm }).id).toBe(finding({}).id);
  });

  it('is the same where the path holds the version', () => {
    const at = (version: string, path: string): Component =>
      aComponent({ name: 'pip', version, purl: `pkg:pypi/pip@${version}`, locations: [{ path, layer: 0 }] });
    expect(finding({ component: at('1.0', 'lib/pip-1.0.dist-info/METADATA') }).id).toBe(
      finding({ component: at('2.0', 'lib/pip-2.0.dist-info/METADATA') }).id,
    );
    expect(finding({ component: at('1.0', 'a/.pnpm/pip@1.0/x') }).id).toBe(
      finding({ component: at('2.0', 'a/.pnpm/pip@2.0/x') }).id,
    );
  });

  it('is another for another package, place or vulnerability', () => {
    const ids = [
      finding({}),
      finding({ component: aComponent({ name: 'libcrypto1.1' }) }),
      finding({ component: aComponent({ locations: [{ path: 'other/installed', layer: 0 }] }) }),
      finding({ parts: { id: 'CVE-2019-1549' } }),
      finding({ component: aComponent({ purl: 'pkg:npm/%40a/b@1' }) }),
      finding({ component: aComponent({ purl: 'pkg:npm/%40a/c@1' }) }),
    ].map((found) => found.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('is located by path and layer', () => {
  const places: unknown[] = [];
  const component = aComponent({ locations: [{ path: 'a/b', layer: 3 }] });
  finding({ component, locate: (path, layer) => (places.push([path, layer]), NO_LOCATION) });
  expect(places).toEqual([['a/b', 3]]);
});

function finding(input: {
  readonly component?: Component;
  readonly parts?: RecordParts;
  readonly fixedIn?: readonly string[];
  readonly locate?: Parameters<typeof toFinding>[0]['locate'];
}): Finding {
  const { component = aComponent(), parts = {}, fixedIn = ['1.1.1d-r0'], locate = () => NO_LOCATION } = input;
  const [group] = groupMatches([{ record: aRecord(parts), rows: [], fixedIn }]);
  if (group === undefined) throw new Error('no group');
  const rating = { severity: 'high', score: 7.5 } as const;
  return toFinding({ component, place: component.locations[0] ?? null, group, rating, fixedIn, locate });
}
