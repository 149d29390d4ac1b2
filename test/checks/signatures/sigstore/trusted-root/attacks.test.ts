import { describe, expect, it } from 'vitest';
import { loadTrustedRoot } from '../../../../../src/checks/signatures/sigstore/trusted-root/load.ts';
import { embeddedText } from '../../../../../src/checks/signatures/sigstore/trusted-root/embedded.ts';
import { VerificationError } from '../../../../../src/model/errors.ts';
import { caught } from '../../../../support/caught.ts';
import { startTufServer, tufRepository } from '../../../../support/tuf-repository.ts';
import type { TufRepositoryFiles, TufState } from '../../../../support/tuf-repository.ts';
import { verifyContext } from '../../../../support/verify-context.ts';

const DAY = 86_400_000;
type Files = ReadonlyMap<string, Buffer>;

/** A private repository, and what it serves: accepted as it is, and refused with one thing changed. */
const ATTACKS: readonly (readonly [string, (repository: TufRepositoryFiles, honest: Files) => Files])[] = [
  ['a timestamp by another key', (repository) => state(repository, { forged: ['timestamp'] })],
  ['a snapshot by another key', (repository) => state(repository, { forged: ['snapshot'] })],
  ['targets by another key', (repository) => state(repository, { forged: ['targets'] })],
  [
    'a timestamp from last week, kept from growing old',
    (repository) => state(repository, { expires: { timestamp: -DAY } }),
  ],
  ['a snapshot that has expired', (repository) => state(repository, { expires: { snapshot: -DAY } })],
  ['targets that have expired', (repository) => state(repository, { expires: { targets: -DAY } })],
  [
    'another trusted root than the targets name',
    (_, honest) => changed(honest, /trusted_root/u, (text) => text.replace('rekor', 'rekor'.toUpperCase())),
  ],
  [
    'a trusted root with something behind it',
    (_, honest) => changed(honest, /trusted_root/u, (text) => `${text} `),
  ],
  [
    'a snapshot of another state',
    (repository, honest) => merged(honest, state(repository, { target: 'x' }), /snapshot/u),
  ],
  [
    'targets of another state',
    (repository, honest) => merged(honest, state(repository, { target: 'x' }), /targets\.json/u),
  ],
  [
    'a timestamp that never ends',
    (_, honest) => changed(honest, /timestamp/u, (text) => text + ' '.repeat(1_000_000)),
  ],
  [
    'a page for people instead of a timestamp',
    (_, honest) => changed(honest, /timestamp/u, () => '<html>Log in</html>'),
  ],
  [
    'signatures left out',
    (_, honest) =>
      changed(honest, /timestamp/u, (text) => text.replace(/"signatures":\[.*\]/u, '"signatures":[]')),
  ],
  [
    'a timestamp given out as the snapshot',
    (_, honest) => new Map([...honest, ['1.snapshot.json', bytesOf(honest, 'timestamp.json')]]),
  ],
  [
    'a new root by another key',
    (repository, honest) => new Map([...honest, ['2.root.json', repository.rotate(2, true)]]),
  ],
  [
    'a new root that leaves a version out',
    (repository, honest) => new Map([...honest, ['2.root.json', repository.rotate(3)]]),
  ],
  [
    'a root that is held back',
    (repository) => {
      repository.rotate(2);
      return state(repository, {});
    },
  ],
  [
    'the old root once more',
    (repository, honest) => new Map([...honest, ['2.root.json', Buffer.from(repository.root)]]),
  ],
];

describe('a repository of trusted roots is refused that serves', () => {
  it.each(ATTACKS)('%s', async (_, attack) => {
    const server = await startTufServer();
    const repository = tufRepository();
    const choice = {
      kind: 'tuf',
      url: server.url,
      root: { name: 'root.json', pem: repository.root },
      target: 'trusted_root.json',
    } as const;
    const honest = state(repository, {});
    server.serve(honest);
    expect((await loadTrustedRoot(choice, verifyContext())).root.tlogs).not.toEqual([]);
    server.serve(attack(repository, honest));
    const error = await caught(() => loadTrustedRoot(choice, verifyContext()));
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject({ code: 'TRUSTED_ROOT_INVALID' });
  });
});

function state(repository: TufRepositoryFiles, change: Partial<TufState>): Files {
  return repository.files({ target: embeddedText(), ...change });
}

function changed(files: Files, name: RegExp, change: (text: string) => string): Files {
  return new Map(
    [...files].map(([file, bytes]) => [
      file,
      name.test(file) ? Buffer.from(change(bytes.toString('utf8'))) : bytes,
    ]),
  );
}

function merged(files: Files, others: Files, name: RegExp): Files {
  return new Map([...files, ...[...others].filter(([file]) => name.test(file))]);
}

function bytesOf(files: Files, name: string): Buffer {
  return files.get(name) ?? Buffer.alloc(0);
}
