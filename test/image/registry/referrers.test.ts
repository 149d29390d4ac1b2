import type { RegistryClient } from '../../../src/image/registry/client.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectRegistry } from '../../../src/image/registry/client.ts';
import type { Referrers } from '../../../src/image/registry/referrers.ts';
import { findArtifact, findReferrers } from '../../../src/image/registry/referrers.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { startServer } from '../../support/http-server.ts';
import { registryOptions } from '../../support/registry-options.ts';
import { sha256Of } from '../../support/tar.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const SIGNATURE = 'application/vnd.example.signature';
const IMAGE = sha256Of(Buffer.from('the image'));
const OTHER = sha256Of(Buffer.from('another image'));

interface Store {
  /** By tag or digest. */
  readonly manifests: Map<string, Buffer>;
  /** Pages of the list; null: the registry has none. */
  pages: (readonly object[])[] | null;
  pageType: string;
}

let store: Store;
beforeEach(() => {
  store = { manifests: new Map(), pages: null, pageType: INDEX };
});

describe('what is about an image', () => {
  it('is found by the list of the registry, over its pages', async () => {
    store.pages = [[add({ note: 'a' })], [add({ note: 'b' })]];
    expect(notes(await find())).toEqual(['a', 'b']);
  });

  it('is found by the tag that stands in for the list', async () => {
    tag([add({ note: 'a' })]);
    expect(notes(await find())).toEqual(['a']);
  });

  it('is found by both, each once', async () => {
    const both = add({ note: 'a' });
    store.pages = [[both]];
    tag([both, add({ note: 'b' })]);
    expect(notes(await find())).toEqual(['a', 'b']);
  });

  it('is nothing when the registry knows of nothing', async () => {
    expect(await find()).toEqual({ artifacts: [], refused: [] });
  });

  it('is nothing when an old registry answers with a page for people', async () => {
    store.pages = [[add({ note: 'a' })]];
    store.pageType = 'text/html';
    expect(await find()).toEqual({ artifacts: [], refused: [] });
  });

  it('is not what is of another type, in the list or in truth', async () => {
    const other = add({ type: 'application/vnd.example.sbom' });
    store.pages = [[other, { ...add({ type: 'application/x', note: 'liar' }), artifactType: SIGNATURE }]];
    expect(await find()).toEqual({ artifacts: [], refused: [] });
  });

  it('is found when the list does not tell its type', async () => {
    store.pages = [[{ ...add({ note: 'a' }), artifactType: undefined }]];
    expect(notes(await find())).toEqual(['a']);
  });
});

describe('a list that lies is told, and does not hide what is true', () => {
  it.each([
    ['about another image', () => add({ subject: OTHER }), `says it is about ${OTHER}`],
    ['about nothing', () => add({ subject: null }), 'says it is about nothing'],
    ['of another size', () => ({ ...add({ note: 'a' }), size: 1 }), 'listed with 1 bytes'],
    ['not there', () => entry(Buffer.from('gone')), 'not there'],
    ['another manifest than the digest names', swapped, 'the digest should be'],
    ['larger than any manifest', huge, 'more than'],
    ['not a manifest', () => put(Buffer.from('no JSON')), 'not JSON'],
    ['a key twice', () => put(Buffer.from('{"schemaVersion":2,"schemaVersion":2}')), 'twice'],
    ['of no shape', () => put(Buffer.from('{"schemaVersion":2}')), 'not valid'],
  ])('%s', async (_, lie, words) => {
    store.pages = [[lie(), add({ note: 'true' })]];
    const found = await find();
    expect(notes(found)).toEqual(['true']);
    expect(found.refused).toHaveLength(1);
    expect(found.refused[0]?.reason).toContain(words);
  });
});

describe('an answer that cannot be trusted is an error, not an empty list', () => {
  it.each([
    ['an image in place of the list', () => store.manifests.set(tagName(), image()), 'REFERRERS_INVALID'],
    [
      'too many',
      () => {
        store.pages = [many(LIMITS.referrers.value + 1)];
      },
      'REFERRERS_TOO_MANY',
    ],
    [
      'pages without end',
      () => {
        store.pages = Array.from({ length: 60 }, () => []);
      },
      'REFERRERS_TOO_MANY',
    ],
  ])('%s', async (_, arrange, code) => {
    arrange();
    await expect(find()).rejects.toMatchObject({ code });
  });

  it('but as many as are allowed are looked at', async () => {
    store.pages = [many(LIMITS.referrers.value)];
    expect((await find()).refused).toHaveLength(LIMITS.referrers.value);
  });
});

describe('an artifact by its tag', () => {
  it('is found or not', async () => {
    store.manifests.set('x.sig', artifact({ note: 'a' }));
    const client = await connect();
    expect(await findArtifact(client, 'x.sig')).toMatchObject({
      type: SIGNATURE,
      annotations: { note: 'a' },
    });
    expect(await findArtifact(client, 'x.att')).toBeNull();
  });

  it('has the type of its configuration when it has no other', async () => {
    const bytes = artifact({ type: undefined });
    store.manifests.set('x.sig', bytes);
    expect(await findArtifact(await connect(), 'x.sig')).toMatchObject({
      type: 'application/vnd.oci.empty.v1+json',
      subject: { digest: IMAGE },
      layers: [],
    });
  });
});

interface Wanted {
  readonly note?: string;
  readonly type?: string | undefined;
  readonly subject?: string | null;
}

function artifact(wanted: Wanted): Buffer {
  const { note = '', subject = IMAGE } = wanted;
  const type = 'type' in wanted ? wanted.type : SIGNATURE;
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      artifactType: type,
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: sha256Of(Buffer.from('{}')),
        size: 2,
      },
      layers: [],
      subject: subject === null ? null : { mediaType: MANIFEST, digest: subject, size: 9 },
      annotations: { note },
    }),
  );
}

function add(wanted: Wanted): object {
  return { ...put(artifact(wanted)), artifactType: wanted.type ?? SIGNATURE };
}

function put(bytes: Buffer): object {
  store.manifests.set(sha256Of(bytes), bytes);
  return entry(bytes);
}

function entry(bytes: Buffer): object {
  return { mediaType: MANIFEST, digest: sha256Of(bytes), size: bytes.length };
}

function swapped(): object {
  const bytes = artifact({ note: 'a' });
  store.manifests.set(sha256Of(bytes), artifact({ note: 'b' }));
  return entry(bytes);
}

function huge(): object {
  return put(Buffer.alloc(LIMITS.manifestBytes.value + 1, ' '));
}

function many(count: number): object[] {
  return Array.from({ length: count }, (_, n) => entry(Buffer.from(String(n))));
}

function image(): Buffer {
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: IMAGE, size: 2 };
  return Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers: [] }));
}

function tag(manifests: readonly object[]): void {
  store.manifests.set(
    tagName(),
    Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests })),
  );
}

function tagName(): string {
  return IMAGE.replace(':', '-');
}

function notes({ artifacts }: Referrers): (string | undefined)[] {
  return artifacts.map(({ annotations }) => annotations['note']);
}

/** Of a registry that holds what is in `store`. */
async function connect(): Promise<RegistryClient> {
  const server = await startServer((request, response) => {
    const [, kind, name = ''] = /^\/v2\/app\/(manifests|referrers)\/([^?]+)/u.exec(request.path) ?? [];
    const { pages, pageType, manifests } = store;
    const page = Number(/page=(\d+)/u.exec(request.path)?.[1] ?? 0);
    if (kind === 'referrers' && pages !== null && name === IMAGE) {
      const body = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: pages[page] ?? [] });
      const isLast = page + 1 >= pages.length;
      const next = isLast ? {} : { link: `</v2/app/referrers/x?page=${page + 1}>; rel="next"` };
      response.writeHead(200, { 'content-type': pageType, ...next }).end(body);
      return;
    }
    const bytes = kind === 'manifests' ? manifests.get(name) : undefined;
    if (bytes === undefined) response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': name.startsWith('sha256-') ? INDEX : MANIFEST }).end(bytes);
  });
  return connectRegistry(registryOptions(`${server.host}/app`));
}

async function find(): Promise<Referrers> {
  return findReferrers(await connect(), IMAGE, (type) => type === SIGNATURE);
}
