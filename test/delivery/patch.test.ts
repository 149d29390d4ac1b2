import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { patchOf } from '../../src/delivery/patch.ts';
import { workFolder } from '../support/work-folder.ts';

/** What `git apply` makes of a patch. */
function applied(before: string, patch: string): string {
  const cwd = workFolder({ Dockerfile: before });
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(cwd) };
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd, env, input: patch });
  return readFileSync(path.join(cwd, 'Dockerfile'), 'utf8');
}

describe('a patch', () => {
  it('shows the lines that change, with three around them', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', ''].join('\n');
    expect(patchOf({ path: 'a/D', before, after: before.replace('5', 'five') })).toBe(
      '--- a/a/D\n+++ b/a/D\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('is empty when nothing changes', () => {
    expect(patchOf({ path: 'D', before: 'a\n', after: 'a\n' })).toBe('');
  });

  it.each([
    ['no line feed at the end', 'a\nb', 'a\nc'],
    ['a line feed that comes', 'a\nb', 'a\nb\n'],
    ['CRLF', 'a\r\nb\r\n', 'a\r\nc\r\n'],
    ['two places far apart', `a\n${'x\n'.repeat(20)}b\n`, `A\n${'x\n'.repeat(20)}B\n`],
    ['lines that move', 'a\nb\nc\nd\n', 'b\nc\nd\na\n'],
  ])('with %s is taken by git apply', (_, before, after) => {
    expect(applied(before, patchOf({ path: 'Dockerfile', before, after }))).toBe(after);
  });

  it('of any texts is taken by git apply', () => {
    const text = fc
      .array(fc.constantFrom('FROM a', 'RUN b', 'RUN c', ''), { minLength: 1, maxLength: 12 })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applied(before, patchOf({ path: 'Dockerfile', before, after }))).toBe(after);
      }),
      { numRuns: 30 },
    );
  });
});
