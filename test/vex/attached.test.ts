import { describe, expect, it } from 'vitest';
import { connectRegistry } from '../../src/image/registry/client.ts';
import { readAttachedVex, readTrustedVex } from '../../src/vex/attached.ts';
import type { VexStatement } from '../../src/vex/statement.ts';
import { startServer } from '../support/http-server.ts';
import { OPENVEX } from '../support/openvex-document.ts';
import { recordingLog, type RecordingLog } from '../support/recording-log.ts';
import { registryOptions } from '../support/registry-options.ts';
import { sha256Of } from '../support/tar.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const OPENVEX_TYPE = 'application/vnd.openvex+json';
const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const DSSE_TYPE = 'application/vnd.dsse.envelope.v1+json';
const PREDICATE = 'https://openvex.dev/ns/v0.2.0';
const IMAGE = sha256Of(Buffer.from('image'));
const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  components: [{ 'bom-ref': 'a', purl: 'pkg:npm/left-pad@1' }],
  vulnerabilities: [
    { id: 'CVE-2024-0001', analysis: { state: 'not_affected', detail: 'x' }, affects: [{ ref: 'a' }] },
  ],
};

describe('VEX beside an image is read', () => {
  it.each([
    ['as a document of its own', OPENVEX_TYPE, OPENVEX],
    ['as CycloneDX', 'application/vnd.cyclonedx+json', CYCLONEDX],
    ['in an envelope', DSSE_TYPE, envelope(statement(OPENVEX))],
    ['in a bundle', BUNDLE_TYPE, { dsseEnvelope: envelope(statement(OPENVEX)) }],
    ['as a statement', 'application/vnd.in-toto+json', statement(OPENVEX)],
  ])('%s, and its source says that nobody verified it', async (_, type, document) => {
    const { statements, log } = await read([{ type, document }]);
    expect(statements).toMatchObject([
      {
        vulnerabilities: ['CVE-2024-0001'],
        status: 'not_affected',
        source: expect.stringMatching(
          /^127\.0\.0\.1:\d+\/app@sha256:[0-9a-f]{64} \(attached to the image and not verified\)/u,
        ),
      },
    ]);
    expect(log.messages).toEqual([]);
  });

  it('from the tag that cosign keeps attestations under', async () => {
    const { statements } = await read([
      { type: DSSE_TYPE, document: envelope(statement(OPENVEX)), tag: true },
    ]);
    expect(statements).toHaveLength(1);
  });

  it('of every digest that the image is known by', async () => {
    const { statements } = await read(
      [{ type: OPENVEX_TYPE, document: OPENVEX }],
      ['sha256:'.padEnd(71, '0'), IMAGE],
    );
    expect(statements).toHaveLength(1);
  });
});

describe('nothing is taken from', () => {
  it.each([
    [
      'provenance',
      DSSE_TYPE,
      envelope({ ...statement(OPENVEX), predicateType: 'https://slsa.dev/provenance/v1' }),
    ],
    [
      'a type that only begins like VEX',
      DSSE_TYPE,
      envelope({ ...statement(OPENVEX), predicateType: `${PREDICATE}x` }),
    ],
    ['a type that is no text', DSSE_TYPE, envelope({ ...statement(OPENVEX), predicateType: 7 })],
    ['an envelope in an envelope', DSSE_TYPE, envelope(envelope(statement(OPENVEX)))],
    ['an envelope without a payload', BUNDLE_TYPE, { dsseEnvelope: { payload: 7 } }],
    ['a bundle with no envelope', BUNDLE_TYPE, { dsseEnvelope: null }],
    ['an artifact of another type', 'application/vnd.example', OPENVEX],
    ['a number', OPENVEX_TYPE, 7],
  ])('%s', async (_, type, document) => {
    expect((await read([{ type, document }])).statements).toEqual([]);
  });

  it('a document that is not valid, which is told, and the others count', async () => {
    const broken = { ...OPENVEX, statements: 'none' };
    const { statements, log } = await read([
      { type: OPENVEX_TYPE, document: broken },
      { type: OPENVEX_TYPE, document: OPENVEX },
    ]);
    expect(statements).toHaveLength(1);
    expect(log.messages).toEqual([expect.stringContaining('not used')]);
  });
});

describe('what a trusted authority states', () => {
  it('names who signed it as its source', () => {
    const log = recordingLog();
    const from = { place: 'r.example/app@sha256:1', signer: 'https://github.com/acme' };
    const read = readTrustedVex({ predicateType: PREDICATE, predicate: OPENVEX }, from, log);
    expect(read).toMatchObject([{ source: expect.stringContaining('signed by https://github.com/acme') }]);
    const keyed = readTrustedVex(
      { predicateType: PREDICATE, predicate: OPENVEX },
      { ...from, signer: null },
      log,
    );
    expect(keyed).toMatchObject([{ source: expect.stringContaining('signed by a trusted key') }]);
    expect(readTrustedVex({ predicateType: 'x', predicate: OPENVEX }, from, log)).toEqual([]);
  });
});

interface Attached {
  readonly type: string;
  readonly document: unknown;
  readonly tag?: boolean;
}

async function read(
  attached: readonly Attached[],
  digests: readonly string[] = [IMAGE],
): Promise<{ statements: readonly VexStatement[]; log: RecordingLog }> {
  const store = new Map<string, Buffer>();
  const listed: object[] = [];
  for (const { type, document, tag = false } of attached) {
    const blob = Buffer.from(JSON.stringify(document));
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        artifactType: type,
        config: {
          mediaType: 'application/vnd.oci.empty.v1+json',
          digest: sha256Of(Buffer.from('{}')),
          size: 2,
        },
        layers: [{ mediaType: type, digest: sha256Of(blob), size: blob.length }],
        subject: { mediaType: MANIFEST, digest: IMAGE, size: 9 },
      }),
    );
    store.set(sha256Of(blob), blob);
    store.set(tag ? `${IMAGE.replace(':', '-')}.att` : sha256Of(manifest), manifest);
    const entry = { mediaType: MANIFEST, digest: sha256Of(manifest), size: manifest.length };
    if (!tag) listed.push({ ...entry, artifactType: type });
  }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: listed });
  const server = await startServer((request, response) => {
    const name = request.path.split('/').at(-1) ?? '';
    const bytes =
      request.path.includes('/referrers/') && name === IMAGE ? Buffer.from(index) : store.get(name);
    if (bytes === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': request.path.includes('referrers') ? INDEX : MANIFEST })
        .end(bytes);
  });
  const client = await connectRegistry(registryOptions(`${server.host}/app`));
  const log = recordingLog();
  const statements = await readAttachedVex(
    client,
    digests.map((digest) => ({ digest })),
    log,
  );
  return { statements, log };
}

function statement(predicate: object): object {
  return { _type: 'https://in-toto.io/Statement/v1', subject: [], predicateType: PREDICATE, predicate };
}

function envelope(payload: object): object {
  const base64 = Buffer.from(JSON.stringify(payload)).toString('base64');
  return { payloadType: 'application/vnd.in-toto+json', payload: base64, signatures: [] };
}
