import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRange } from '../../../../src/checks/vulnerabilities/matching/range.ts';
import { semver } from '../../../../src/checks/vulnerabilities/versions/semver.ts';

describe('a version and a range', () => {
  it.each<[events: string, affected: string, unaffected: string]>([
    ['introduced 0, fixed 2.0.0', '0.0.0-a 1.0.0 1.9.9 2.0.0-rc.1', '2.0.0 3.0.0'],
    ['introduced 1.0.0, fixed 2.0.0', '1.0.0 1.5.0', '0.9.0 1.0.0-rc.1 2.0.0'],
    ['introduced 0', '0.0.0-a 1.0.0 99.0.0', ''],
    ['introduced 1.0.0, last_affected 2.0.0', '1.0.0 2.0.0', '0.9.9 2.0.1'],
    // Several branches, not in order.
    ['introduced 0, introduced 2.0.0, fixed 2.0.1, fixed 1.3.2', '1.3.1 2.0.0', '1.3.2 1.9.0 2.0.1'],
    // Affected again at the version that fixed it.
    ['introduced 0, fixed 1.0.0, introduced 1.0.0, fixed 1.1.0', '0.9.0 1.0.0', '1.1.0'],
    ['introduced 1.0.0, last_affected 1.0.0', '1.0.0', '0.9.0 1.0.1'],
    ['introduced 0, last_affected 1.0.0, introduced 1.0.0, fixed 2.0.0', '0.9.0 1.0.0 1.0.1', '2.0.0'],
    ['introduced 0, fixed 0.5.0, introduced 1.0.0, last_affected 1.0.0', '0.4.0 1.0.0', '0.9.0 1.0.1'],
    ['introduced 0, limit 2.0.0', '1.0.0', '2.0.0 3.0.0'],
    ['introduced 0, limit 2.0.0, limit 3.0.0', '1.0.0 2.5.0', '3.0.0'],
    ['introduced 0, limit 2.0.0, limit *', '1.0.0 2.5.0 9.0.0', ''],
  ])('%s', (events, affected, unaffected) => {
    for (const version of words(affected))
      expect([version, judgeText(events, version)]).toEqual([version, 'affected']);
    for (const version of words(unaffected)) {
      expect([version, judgeText(events, version)]).toEqual([version, 'unaffected']);
    }
  });

  it('does not depend on the order of the events', () => {
    const events = ['introduced 0', 'fixed 1.3.2', 'introduced 2.0.0', 'fixed 2.0.1'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: 4 }),
        fc.constantFrom('1.0.0', '1.5.0', '2.0.0', '3.0.0'),
        (shuffled, version) => {
          expect(judgeText(shuffled.join(', '), version)).toBe(judgeText(events.join(', '), version));
        },
      ),
    );
  });

  it.each([
    'introduced 0, fixed latest',
    'introduced x',
    'introduced 0, last_affected *',
    'introduced 0, limit x',
  ])('is unknown where a bound is no version: %s', (events) => {
    expect(judge(events, '1.0.0')).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('semver'),
    });
  });

  it.each(['', 'fixed 1.0.0', 'last_affected 1.0.0'])(
    'is unknown where the range starts nowhere: %j',
    (events) => {
      expect(judgeText(events, '0.5.0')).toBe('unknown');
    },
  );
});

function judgeText(events: string, version: string): string {
  return judge(events, version).result;
}

function judge(events: string, version: string): ReturnType<typeof judgeRange> {
  const parsed = semver.parse(version);
  if (!parsed.ok) throw new Error(parsed.reason);
  const list = events === '' ? [] : events.split(', ');
  const range = {
    type: 'SEMVER',
    events: list.map((event) => {
      const [kind = '', bound = ''] = event.split(' ');
      return { [kind]: bound };
    }),
  };
  return judgeRange(range, parsed.version, semver);
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
