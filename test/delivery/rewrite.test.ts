import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { rewriteFile } from '../../src/delivery/rewrite.ts';
import { caught } from '../support/caught.ts';
import { workFolder } from '../support/work-folder.ts';

function fileWith(text: string): string {
  return path.join(workFolder({ Dockerfile: text }), 'Dockerfile');
}

describe('rewriting a file', () => {
  it('replaces its text, and leaves nothing else behind', async () => {
    const file = fileWith('FROM a\n');
    await rewriteFile({ path: file, before: 'FROM a\n', after: 'FROM é\n' });
    expect(readFileSync(file, 'utf8')).toBe('FROM é\n');
    expect(readdirSync(path.dirname(file))).toEqual(['Dockerfile']);
  });

  it('keeps its mode and its byte order mark', async () => {
    const file = fileWith('\uFEFFFROM a\n');
    chmodSync(file, 0o640);
    await rewriteFile({ path: file, before: 'FROM a\n', after: 'FROM b\n' });
    expect(readFileSync(file, 'utf8')).toBe('\uFEFFFROM b\n');
    expect(statSync(file).mode & 0o7777).toBe(0o640);
  });

  it('leaves a file alone that is no longer what was read', async () => {
    const file = fileWith('FROM c\n');
    const error = await caught(() => rewriteFile({ path: file, before: 'FROM a\n', after: 'FROM b\n' }));
    expect(error).toMatchObject({ code: 'OUTPUT_CHANGED' });
    expect(readFileSync(file, 'utf8')).toBe('FROM c\n');
  });

  it('does not write through a link', async () => {
    const file = fileWith('FROM a\n');
    const link = path.join(path.dirname(file), 'link');
    symlinkSync('Dockerfile', link);
    const error = await caught(() => rewriteFile({ path: link, before: 'FROM a\n', after: 'FROM b\n' }));
    expect(error).toMatchObject({ code: 'OUTPUT_CHANGED' });
    expect(readFileSync(file, 'utf8')).toBe('FROM a\n');
  });

  it('says when it is not there', async () => {
    const error = await caught(() => rewriteFile({ path: '/nowhere/x', before: '', after: '' }));
    expect(error).toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });
});
