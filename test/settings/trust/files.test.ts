import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { fileText } from '../../../src/settings/trust/files.ts';
import type { Spot } from '../../../src/settings/trust/spot.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { misuse } from '../../support/load.ts';
import { POLICY_TIME } from '../../support/trust-config.ts';
import { workFolder } from '../../support/work-folder.ts';

function spotIn(cwd: string): Spot {
  return {
    value: 'x',
    path: ['x'],
    world: { cwd, now: POLICY_TIME, at: () => 'c.yaml:1', note: () => undefined },
  };
}

describe('a file that a policy names', () => {
  const most = LIMITS.trustFileBytes.value;

  it('is read up to its limit, and through a link that stays inside', () => {
    const cwd = workFolder({ 'a.txt': 'a'.repeat(most) });
    symlinkSync(path.join(cwd, 'a.txt'), path.join(cwd, 'link.txt'));
    expect(fileText(spotIn(cwd), 'a.txt')).toHaveLength(most);
    expect(fileText(spotIn(cwd), 'link.txt')).toHaveLength(most);
  });

  it('is refused when it is too large, no text, or a link to somewhere else', () => {
    const cwd = workFolder({ 'a.txt': 'a'.repeat(most + 1) });
    writeFileSync(path.join(cwd, 'b.txt'), Buffer.from([0xff, 0xfe]));
    symlinkSync('/etc/hostname', path.join(cwd, 'out.txt'));
    const why = (name: string): string => misuse(() => fileText(spotIn(cwd), name));
    expect(why('a.txt')).toContain(`TRUST_FILE c.yaml:1: trust.x: "a.txt" has ${String(most + 1)} bytes`);
    expect(why('b.txt')).toContain('"b.txt" is not UTF-8 text');
    expect(why('out.txt')).toContain('"out.txt" is a link to a file outside of the working directory');
  });
});
