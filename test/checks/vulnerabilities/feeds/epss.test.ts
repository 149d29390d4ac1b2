import { describe, expect, it } from 'vitest';
import { parseEpss } from '../../../../src/checks/vulnerabilities/feeds/epss.ts';

const CSV = `#model_version:v2025.03.14,score_date:2025-09-01T12:55:00Z
cve,epss,percentile
CVE-2021-44228,0.94358,0.99959
CVE-2023-0001,0.00042,0.05123
`;

describe('EPSS scores', () => {
  it('are read for the vulnerabilities that are asked about', () => {
    const epss = parseEpss(CSV, 'epss', new Set(['CVE-2021-44228', 'CVE-2099-0001']));
    expect([...epss.entries]).toEqual([['CVE-2021-44228', { epss: 0.94358, percentile: 0.99959 }]]);
    expect(epss).toMatchObject({ count: 2, newest: '2025-09-01T12:55:00.000Z' });
  });

  it('are read with lines that end as on Windows', () => {
    expect(parseEpss(CSV.replaceAll('\n', '\r\n'), 'epss', null).entries.size).toBe(2);
  });

  it.each([
    ['empty', ''],
    ['without scores', CSV.split('\n').slice(0, 2).join('\n')],
    ['another list', 'cve,score\nCVE-2021-44228,0.5\n'],
    ['cut in a line', CSV.slice(0, -12)],
    ['a score above one', CSV.replace('0.94358', '1.94358')],
    ['a score that is no number', CSV.replace('0.94358', 'NaN')],
  ])('are refused when the list is %s', (_what, text) => {
    expect(() => parseEpss(text, 'epss', null)).toThrow(expect.objectContaining({ code: 'FEED_UNREADABLE' }));
  });
});
