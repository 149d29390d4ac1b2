import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { packContext } from '../../../src/image/build/context.ts';
import { workFolder } from '../../support/work-folder.ts';

describe('packContext', () => {
  it('packs files, folders and links, owned by root, with their modes', async () => {
    const context = workFolder({ Dockerfile: 'FROM scratch', 'd/run.sh': '#!/bin/sh', 'empty/': '' });
    chmodSync(join(context, 'd/run.sh'), 0o750);
    symlinkSync('/etc/passwd', join(context, 'link'));
    const { entries, dockerfile, note } = await pack(context);
    expect({ dockerfile, note }).toEqual({ dockerfile: 'Dockerfile', note: null });
    expect(Object.keys(entries).sort()).toEqual(['Dockerfile', 'd/', 'd/run.sh', 'empty/', 'link']);
    expect(entries['d/run.sh']).toMatchObject({ mode: 0o750, uid: 0, gid: 0, content: '#!/bin/sh' });
    expect(entries['link']).toMatchObject({ type: 'symlink', linkname: '/etc/passwd', content: '' });
  });

  it.each<[string, string, readonly string[]]>([
    ['a name', 'node_modules\n', ['src/', 'src/a.log', 'src/b.ts']],
    [
      'a pattern at the root only',
      '*.log\n',
      [
        'node_modules/',
        'node_modules/x',
        'node_modules/keep/',
        'node_modules/keep/y',
        'src/',
        'src/a.log',
        'src/b.ts',
      ],
    ],
    ['a pattern anywhere', '**/*.log\nnode_modules', ['src/', 'src/b.ts']],
    [
      'an exception below what is ignored',
      'node_modules\n!node_modules/keep\n',
      ['node_modules/keep/', 'node_modules/keep/y', 'src/', 'src/a.log', 'src/b.ts'],
    ],
    ['all but one', '*\n!src\n', ['src/', 'src/a.log', 'src/b.ts']],
    [
      'comments and blanks',
      '# node_modules\n\n  src  \n',
      ['node_modules/', 'node_modules/x', 'node_modules/keep/', 'node_modules/keep/y'],
    ],
  ])('leaves out what .dockerignore names: %s', async (_name, ignore, expected) => {
    const context = workFolder({
      Dockerfile: 'FROM scratch',
      'node_modules/x': '',
      'node_modules/keep/y': '',
      'src/a.log': '',
      'src/b.ts': '',
    });
    writeFileSync(join(context, '.dockerignore'), ignore);
    const { entries } = await pack(context);
    const others = Object.keys(entries).filter((path) => path !== 'Dockerfile' && path !== '.dockerignore');
    expect(others.sort()).toEqual([...expected].sort());
  });

  it('always has the Dockerfile in it, and says when buildx would hide it', async () => {
    const context = workFolder({ Dockerfile: 'FROM scratch', '.dockerignore': 'Dockerfile' });
    const { entries, note } = await pack(context);
    expect(entries['Dockerfile']?.content).toBe('FROM scratch');
    expect(note).toContain('only docker buildx can keep it out');
  });

  it.each(['../other/My.Dockerfile', 'sub/My.Dockerfile'])('takes the Dockerfile from %s', async (path) => {
    const folder = workFolder({
      'context/a': '',
      'context/sub/My.Dockerfile': 'FROM a',
      'other/My.Dockerfile': 'FROM a',
    });
    const { entries, dockerfile } = await pack(join(folder, 'context'), join(folder, 'context', path));
    expect(entries[dockerfile]?.content).toBe('FROM a');
    expect(dockerfile).toBe(path.startsWith('..') ? '.image-gate.Dockerfile' : path);
  });

  it('takes another text for the Dockerfile, in its place', async () => {
    const context = workFolder({ Dockerfile: 'FROM a', b: 'b' });
    const { entries, dockerfile } = await pack(context, join(context, 'Dockerfile'), 'FROM a@sha256:1');
    expect(dockerfile).toBe('Dockerfile');
    expect(entries['Dockerfile']?.content).toBe('FROM a@sha256:1');
    expect(entries['b']?.content).toBe('b');
  });

  it('prefers the ignore file beside the Dockerfile', async () => {
    const context = workFolder({
      Dockerfile: '',
      'Dockerfile.dockerignore': 'a',
      '.dockerignore': 'b',
      a: '',
      b: '',
    });
    expect(Object.keys((await pack(context)).entries)).toEqual(expect.arrayContaining(['b']));
    expect(Object.keys((await pack(context)).entries)).not.toContain('a');
  });

  it('leaves out pipes', async () => {
    const context = workFolder({ Dockerfile: '' });
    spawnSync('mkfifo', [join(context, 'pipe')]);
    mkdtempSync(join(context, 'd-'));
    expect(Object.keys((await pack(context)).entries)).not.toContain('pipe');
  });
});

interface Packed {
  readonly type: string | null | undefined;
  readonly mode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly linkname?: string | null | undefined;
  readonly content: string;
}

async function pack(
  context: string,
  file = join(context, 'Dockerfile'),
  text: string | null = null,
): Promise<{ entries: Record<string, Packed>; dockerfile: string; note: string | null }> {
  const { tar, dockerfile, note } = await packContext(context, file, text);
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk);
  return { entries: await unpack(Buffer.concat(chunks)), dockerfile, note };
}

function unpack(bytes: Buffer): Promise<Record<string, Packed>> {
  return new Promise((resolve, reject) => {
    const entries: Record<string, Packed> = {};
    const tar = extract();
    tar.on('entry', ({ name, type, mode, uid, gid, linkname }, stream, next) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk as Buffer));
      stream.on('end', () => {
        entries[name] = { type, mode, uid, gid, linkname, content: Buffer.concat(chunks).toString('utf8') };
        next();
      });
    });
    tar.on('error', reject);
    tar.on('finish', () => resolve(entries));
    tar.end(bytes);
  });
}
