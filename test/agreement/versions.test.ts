import { describe, expect, it } from 'vitest';
import { differences, JUDGES, versionPairs } from '../support/version-judges.ts';

/** Enough to see a wrong rule; `npm run bench:versions` asks about 70,000. */
const PAIRS = { dpkg: 1500, rpm: 10_000, apk: 700 } as const;

for (const judge of JUDGES) {
  const absence = judge.absence();
  if (absence !== null) console.warn(`skipped: comparing versions with ${judge.id}: ${absence}`);
  describe.skipIf(absence !== null)(`versions and the real ${judge.id}`, () => {
    it('are ordered the same', () => {
      expect(differences(judge, versionPairs(judge, PAIRS[judge.id], 7))).toEqual([]);
    });
  });
}
