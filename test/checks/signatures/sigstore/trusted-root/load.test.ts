import { describe, expect, it } from 'vitest';
import { embeddedText } from '../../../../../src/checks/signatures/sigstore/trusted-root/embedded.ts';
import { loadTrustedRoot } from '../../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import { newVerifyContext } from '../../../../../src/checks/signatures/context.ts';
import { SILENT } from '../../../../../src/util/log.ts';
import { startServer } from '../../../../support/http-server.ts';
import { startTufServer, tufRepository } from '../../../../support/tuf-repository.ts';
import { verifyContext } from '../../../../support/verify-context.ts';

const REKOR = 'c0d23d6ad406973f9559f3ba2d1ca01f84147d8ffc5b8445c224f98b9591801d';

describe('a trusted root', () => {
  it('that ships with the program knows the logs of Sigstore by name', async () => {
    const notes: string[] = [];
    const loaded = await loadTrustedRoot({ kind: 'embedded' }, verifyContext({}, notes));
    expect(loaded.logName(Buffer.from(REKOR, 'hex'))).toBe('rekor.sigstore.dev');
    expect(loaded.logName(Buffer.alloc(32))).toBeNull();
    expect(loaded.material.tlogs).toHaveLength(loaded.root.tlogs.length);
    expect(loaded.note).toBeNull();
    expect(notes).toEqual([]);
  });

  it('may be a file', async () => {
    const root = { ...JSON.parse(embeddedText()), ctlogs: [] } as object;
    const choice = { kind: 'file', name: 'root.json', text: JSON.stringify(root) } as const;
    expect((await loadTrustedRoot(choice, verifyContext())).root.ctlogs).toEqual([]);
  });

  it('may be that of a private repository', async () => {
    const server = await startTufServer();
    const repository = tufRepository();
    server.serve(repository.files({ target: embeddedText() }));
    const root = { name: 'root.json', pem: repository.root };
    const choice = { kind: 'tuf', url: server.url, root, target: 'trusted_root.json' } as const;
    expect((await loadTrustedRoot(choice, verifyContext())).note).toBeNull();
  });

  it('of a private repository that has no such target is none', async () => {
    const server = await startTufServer();
    const repository = tufRepository();
    server.serve(repository.files({ target: embeddedText() }));
    const choice = {
      kind: 'tuf',
      url: server.url,
      root: { name: 'r', pem: repository.root },
      target: 'x',
    } as const;
    await expect(loadTrustedRoot(choice, verifyContext())).rejects.toMatchObject({
      code: 'TRUSTED_ROOT_INVALID',
    });
  });

  it('of a private repository is of a size that is read', async () => {
    const server = await startTufServer();
    const repository = tufRepository();
    server.serve(repository.files({ target: 'x'.repeat(2_000_000) }));
    const root = { name: 'r', pem: repository.root };
    const choice = { kind: 'tuf', url: server.url, root, target: 'trusted_root.json' } as const;
    await expect(loadTrustedRoot(choice, verifyContext())).rejects.toMatchObject({
      code: 'TRUSTED_ROOT_INVALID',
    });
  });

  it('of a private repository that cannot be reached is none: there is nothing to fall back on', async () => {
    const choice = {
      kind: 'tuf',
      url: (await deadServer()).url,
      root: { name: 'root.json', pem: tufRepository().root },
      target: 'trusted_root.json',
    } as const;
    await expect(loadTrustedRoot(choice, verifyContext())).rejects.toMatchObject({ code: 'TUF_UNREACHABLE' });
  });

  it('that starts from what is no root is none', async () => {
    const server = await startTufServer();
    const root = { name: 'root.json', pem: '{}' };
    const choice = { kind: 'tuf', url: server.url, root, target: 'trusted_root.json' } as const;
    await expect(loadTrustedRoot(choice, verifyContext())).rejects.toMatchObject({
      code: 'TRUSTED_ROOT_INVALID',
    });
  });
});

describe('the trusted root of the public Sigstore', () => {
  it('is the one that ships with the program when it cannot be refreshed, and that is said with its date', async () => {
    const notes: string[] = [];
    const env = { TUF_MIRROR: (await deadServer()).url };
    const loaded = await loadTrustedRoot({ kind: 'auto' }, verifyContext({ env }, notes));
    expect(loaded.root.tlogs).not.toEqual([]);
    expect(loaded.note).toMatch(/the one of 20\d\d-\d\d-\d\d that ships with Image Gate/u);
    expect(notes).toEqual([loaded.note]);
  });

  it('is asked for once in a run, and its note is for every image', async () => {
    const server = await deadServer();
    const notes: string[] = [];
    const context = newVerifyContext(
      { ...verifyContext(), log: SILENT, env: { TUF_MIRROR: server.url } },
      (text) => notes.push(text),
    );
    const roots = [
      await loadTrustedRoot({ kind: 'auto' }, context),
      await loadTrustedRoot({ kind: 'auto' }, context),
    ];
    expect(roots[0]).toBe(roots[1]);
    expect(notes).toHaveLength(2);
  });

  it('is refused when a mirror serves another, however it is signed', async () => {
    const server = await startTufServer();
    server.serve(tufRepository().files({ target: embeddedText() }));
    const context = verifyContext({ env: { TUF_MIRROR: server.url } });
    await expect(loadTrustedRoot({ kind: 'auto' }, context)).rejects.toMatchObject({
      code: 'TRUSTED_ROOT_INVALID',
    });
  });
});

/** Its port is one where nothing answers. */
function deadServer() {
  return startServer((_, response) => response.destroy());
}
