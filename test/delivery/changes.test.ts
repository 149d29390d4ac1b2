import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { deliverChanges } from '../../src/delivery/changes.ts';
import { sink } from '../support/sink.ts';
import { workFolder } from '../support/work-folder.ts';

const CHANGES = [
  { name: './a', path: 'a', before: 'FROM a\n', after: 'FROM b\n' },
  { name: 'x/c', path: 'x/c', before: 'FROM c\n', after: 'FROM d\n' },
];

describe('changes of Dockerfiles', () => {
  it.each([
    [true, '', 'FROM b\n'],
    [
      false,
      '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-FROM a\n+FROM b\n--- a/x/c\n+++ b/x/c\n@@ -1,1 +1,1 @@\n-FROM c\n+FROM d\n',
      'FROM a\n',
    ],
  ])('with write %s print %j', async (write, printed, content) => {
    const cwd = workFolder({ a: 'FROM a\n', 'x/c': 'FROM c\n' });
    const stdout = sink();
    await deliverChanges(CHANGES, { write, cwd, stdout });
    expect([stdout.text(), readFileSync(path.join(cwd, 'a'), 'utf8')]).toEqual([printed, content]);
  });
});
