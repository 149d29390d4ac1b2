import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enrich } from '../../../../src/checks/vulnerabilities/feeds/feeds.ts';
import { fetchFeed } from '../../../../src/checks/vulnerabilities/feeds/fetch-feed.ts';
import { openFeeds } from '../../../../src/checks/vulnerabilities/feeds/open.ts';
import { aFinding } from '../../../support/findings.ts';
import { startServer } from '../../../support/http-server.ts';
import { workFolder } from '../../../support/work-folder.ts';

const KEV = 'cveID,knownRansomwareCampaignUse\nCVE-2021-44228,Known\nCVE-2023-0001,Unknown\n';
const EPSS = 'cve,epss,percentile\nCVE-2021-44228,0.9,0.99\nCVE-2023-0001,0.1,0.2\n';
const signal = new AbortController().signal;
const now = new Date('2026-01-02T03:04:05Z');

function folderOptions(): {
  readonly cwd: string;
  readonly now: Date;
  readonly kev: string;
  readonly epss: string;
} {
  return { cwd: workFolder({ 'kev.csv': KEV, 'epss.csv': EPSS }), now, kev: 'kev.csv', epss: 'epss.csv' };
}

describe('feeds', () => {
  it('say of a finding what they know of its CVE, or of the worst CVE among its aliases', async () => {
    const { feeds } = openFeeds([], folderOptions());
    const findings = [
      aFinding({ rule: 'CVE-2023-0001', aliases: [] }),
      aFinding({ rule: 'GHSA-1', aliases: ['CVE-2023-0001', 'CVE-2021-44228'] }),
      aFinding({ rule: 'CVE-2020-1234', aliases: [] }),
    ];
    const result = await enrich(findings, feeds, { required: [], signal });
    expect(
      result.findings.map(({ kev, ransomware, epss, epssPercentile }) => [
        kev,
        ransomware,
        epss,
        epssPercentile,
      ]),
    ).toEqual([
      [true, false, 0.1, 0.2],
      [true, true, 0.9, 0.99],
      [false, false, null, null],
    ]);
    expect(result.feeds.map(({ source }) => source)).toEqual(['KEV: kev.csv', 'EPSS: epss.csv']);
  });

  it('leave findings as they are when there are none', async () => {
    const { feeds } = openFeeds([], { kev: null, epss: null, cwd: '/', now });
    const findings = [aFinding({ rule: 'CVE-2021-44228' })];
    expect(await enrich(findings, feeds, { required: [], signal })).toEqual({ findings, feeds: [] });
  });

  it('must be there when the policy judges by them', async () => {
    const { feeds, requiredFeeds } = openFeeds([], {
      kev: null,
      epss: null,
      failOnKev: true,
      failOnEpss: 0.5,
      cwd: '/',
      now,
    });
    expect(requiredFeeds).toEqual(['kev', 'epss']);
    await expect(enrich([], feeds, { required: requiredFeeds, signal })).rejects.toMatchObject({
      code: 'FEED_MISSING',
    });
  });

  it('fail when they were asked for and cannot be had', async () => {
    const { feeds } = openFeeds([], { ...folderOptions(), kev: 'none.csv' });
    await expect(enrich([], feeds, { required: [], signal })).rejects.toMatchObject({
      code: 'FEED_UNREADABLE',
    });
  });

  it('are taken from the first source that has one', async () => {
    const source = { id: 'x', needsNetwork: false, lookup: () => Promise.reject(new Error('not asked')) };
    const withFeed = {
      ...source,
      feed: async (id: string) => (id === 'kev' ? { text: KEV, from: 'bundle', retrievedAt: now } : null),
    };
    const { feeds } = openFeeds([source, withFeed], { kev: null, epss: null, cwd: '/', now });
    const result = await enrich([aFinding({ rule: 'CVE-2021-44228' })], feeds, { required: [], signal });
    expect(result.findings[0]).toMatchObject({ kev: true, epss: null });
  });
});

describe('a feed', () => {
  const options = { file: '', now, signal, delay: () => Promise.resolve() };

  it('is fetched from an address, and inflated', async () => {
    const server = await startServer((_request, response) => response.end(gzipSync(EPSS)));
    expect(await fetchFeed(`${server.url}/epss.csv.gz`, options)).toMatchObject({
      text: EPSS,
      retrievedAt: now,
    });
  });

  it.each([404, 500])('fails with HTTP %s', async (status) => {
    const server = await startServer((_request, response) => response.writeHead(status).end());
    await expect(fetchFeed(server.url, options)).rejects.toMatchObject({ code: 'FEED_UNREADABLE' });
  });

  it('fails when its gzip is cut', async () => {
    const file = join(workFolder(), 'epss.gz');
    writeFileSync(file, gzipSync(EPSS).subarray(0, -9));
    await expect(fetchFeed('epss.gz', { ...options, file })).rejects.toMatchObject({
      code: 'FEED_UNREADABLE',
    });
  });

  it('fails when its gzip is a bomb', async () => {
    const file = join(workFolder(), 'bomb.gz');
    writeFileSync(file, gzipSync(Buffer.alloc(300 * 1024 * 1024)));
    await expect(fetchFeed('bomb.gz', { ...options, file })).rejects.toMatchObject({
      code: 'FEED_UNREADABLE',
    });
  });
});
