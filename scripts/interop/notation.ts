/**
 * Signs images with the libraries of Notation (Go), verifies them here, and records what they signed as fixtures:
 * `node scripts/interop/notation.ts`. Needs Go, its module proxy and `docker-registry`. Exits with 1 when the two do
 * not agree.
 */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifyNotation } from '../../src/checks/signatures/notation/verify.ts';
import { makeChain, notationAuthority, notationStore } from '../../test/support/notation-authority.ts';
import type { TestChain } from '../../test/support/notation-authority.ts';
import { signCose, signJws } from '../../test/support/notation-envelope.ts';
import type { SignedImage } from '../../test/support/notation-image.ts';
import { attach, pushTarget } from '../../test/support/notation-image.ts';
import {
  answerTimestampQuery,
  makeTimestamp,
  makeTimestampChain,
} from '../../test/support/notation-timestamp.ts';
import type { TestRegistry } from '../../test/support/registry.ts';
import { startRegistry } from '../../test/support/registry.ts';
import { verifyContext } from '../../test/support/verify-context.ts';
import type { KeyKind } from '../../test/support/x509-ca.ts';
import { extendedKeyUsage, keyUsage } from '../../test/support/x509-ca.ts';

const LIBRARY = 'github.com/notaryproject/notation-go@v1.3.2';
const FIXTURES = join(import.meta.dirname, '../../test/fixtures/signatures/notation');
const JWS = 'application/jose+json';
const COSE = 'application/cose';
/** So that the fixtures do not end. */
const LONG = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2090-01-01T00:00:00Z') };
const CASES: readonly (readonly [name: string, mediaType: string, key: KeyKind, stamped: boolean])[] = [
  ['jws-p256', JWS, 'p256', false],
  ['jws-rsa2048-stamped', JWS, 'rsa2048', true],
  ['jws-p384', JWS, 'p384', false],
  ['cose-p256-stamped', COSE, 'p256', true],
  ['cose-rsa3072', COSE, 'rsa3072', false],
  ['cose-p521-stamped', COSE, 'p521', true],
];

const folder = mkdtempSync(join(tmpdir(), 'image-gate-notation-'));
const time = makeTimestampChain({ root: LONG, intermediate: LONG, leaf: LONG });
let wrong = 0;

const registry = await startRegistry();
const authority = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    response.end(answerTimestampQuery(Buffer.concat(chunks), { signer: time.leaf, certificates: time.all }));
  });
});
try {
  await run(registry);
} finally {
  authority.close();
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = wrong === 0 ? 0 : 1;

async function run(at: TestRegistry): Promise<void> {
  build();
  authority.listen(0, '127.0.0.1');
  await once(authority, 'listening');
  mkdirSync(FIXTURES, { recursive: true });
  for (const [name, mediaType, key, stamped] of CASES) await theySign(at, { name, mediaType, key, stamped });
  for (const mediaType of [JWS, COSE]) {
    for (const key of ['p256', 'rsa2048'] as const) await weSign(at, mediaType, key);
  }
}

function build(): void {
  copyFileSync(join(import.meta.dirname, 'notation/main.go'), join(folder, 'main.go'));
  for (const args of [
    ['mod', 'init', 'interop'],
    ['get', LIBRARY],
    ['mod', 'tidy'],
    ['build', '-o', 'notation', '.'],
  ]) {
    execFileSync('go', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

interface Case {
  readonly name: string;
  readonly mediaType: string;
  readonly key: KeyKind;
  readonly stamped: boolean;
}

async function theySign(at: TestRegistry, { name, mediaType, key, stamped }: Case): Promise<void> {
  const chain = chainOf(key);
  const image = await pushTarget(at);
  const { port } = authority.address() as AddressInfo;
  writeFileSync(join(folder, 'tsa.pem'), time.root.pem);
  writeFileSync(join(folder, 'key.pem'), chain.leaf.key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'chain.pem'), chain.all.map(({ pem }) => pem).join(''));
  const stamp = ['-tsa', `http://127.0.0.1:${port}`, '-tsa-root', 'tsa.pem'];
  const sign = ['-media-type', mediaType, '-key', 'key.pem', '-chain', 'chain.pem', '-expiry', '24h'];
  const failed = await notation(image, [...sign, ...(stamped ? stamp : [])]);
  if (failed !== null) throw new Error(`${name}: ${failed}`);
  await compare(`${name}, signed by Notation`, image, chain, await accepted(image, chain, stamped), stamped);
  const stranger = chainOf('p256');
  await compare(
    `${name}, held against a stranger`,
    image,
    stranger,
    await accepted(image, stranger, stamped),
    stamped,
  );
  await record(name, image, { chain, stamped, mediaType });
}

async function weSign(at: TestRegistry, mediaType: string, key: KeyKind): Promise<void> {
  const chain = chainOf(key);
  const image = await pushTarget(at);
  const stamp = (signature: Buffer): Buffer =>
    makeTimestamp(signature, { signer: time.leaf, certificates: time.all });
  const envelope = (mediaType === JWS ? signJws : signCose)({
    target: image.descriptor,
    chain: chain.all,
    stamp,
  });
  await attach(image, { envelope, chain: chain.all, mediaType });
  await compare(
    `${mediaType} by ${key}, signed here`,
    image,
    chain,
    await accepted(image, chain, true),
    true,
  );
}

function chainOf(key: KeyKind): TestChain {
  const extensions = [keyUsage([0]), extendedKeyUsage(['1.3.6.1.5.5.7.3.3'])];
  return makeChain({ root: LONG, intermediate: LONG, leaf: { ...LONG, key, extensions } });
}

async function accepted(image: SignedImage, chain: TestChain, stamped: boolean): Promise<string | null> {
  const stores = [notationStore('ca', chain.root), notationStore('tsa', time.root)];
  const trustStores = ['ca:acme', ...(stamped ? ['tsa:acme'] : [])];
  const judged = await verifyNotation(
    notationAuthority(stores, { trustStores }),
    image.target,
    verifyContext(),
  );
  const codes = judged.map(({ refusal }) => refusal?.code ?? null);
  return codes.length === 1 ? (codes[0] ?? null) : `${codes.length} signatures`;
}

/** Asks Notation for its verdict on the same, and says both. */
async function compare(
  what: string,
  image: SignedImage,
  chain: TestChain,
  ours: string | null,
  stamped: boolean,
): Promise<void> {
  const config = mkdtempSync(join(folder, 'config-'));
  const store = (type: string, pem: string): void => {
    mkdirSync(join(config, 'truststore/x509', type, 'acme'), { recursive: true });
    writeFileSync(join(config, 'truststore/x509', type, 'acme/root.pem'), pem);
  };
  store('ca', chain.root.pem);
  store('tsa', time.root.pem);
  const policy = {
    name: 'acme',
    registryScopes: ['*'],
    signatureVerification: { level: 'strict' },
    trustStores: ['ca:acme', ...(stamped ? ['tsa:acme'] : [])],
    trustedIdentities: [String.raw`x509.subject: C=US, ST=WA, O=Acme\, Inc.`],
  };
  writeFileSync(
    join(config, 'trustpolicy.json'),
    JSON.stringify({ version: '1.0', trustPolicies: [policy] }),
  );
  const theirs = await notation(image, ['-config', config]);
  const agree = (theirs === null) === (ours === null);
  if (!agree) wrong += 1;
  console.log(
    `${agree ? 'agree   ' : 'DISAGREE'} ${what}: here ${ours ?? 'accepted'}, Notation ${theirs ?? 'accepted'}`,
  );
}

/** Null: it did what it should; else why not. This process must go on meanwhile: it stamps the time. */
async function notation(
  { registry: { host }, repository, descriptor }: SignedImage,
  args: readonly string[],
): Promise<string | null> {
  try {
    const reference = `${host}/${repository}@${descriptor.digest}`;
    await promisify(execFile)('./notation', ['-reference', reference, ...args], { cwd: folder });
    return null;
  } catch (error) {
    const text = (error as { stderr?: string }).stderr ?? String(error);
    return text.trim().replace(/\s+/gu, ' ').slice(0, 160);
  }
}

async function record(
  name: string,
  { registry: { url }, repository, descriptor }: SignedImage,
  {
    chain,
    stamped,
    mediaType,
  }: { readonly chain: TestChain; readonly stamped: boolean; readonly mediaType: string },
): Promise<void> {
  const accept = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
  ].join(', ');
  const get = async (path: string): Promise<Buffer> => {
    const response = await fetch(`${url}/v2/${repository}/${path}`, { headers: { accept } });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  const list = JSON.parse(String(await get(`manifests/${descriptor.digest.replace(':', '-')}`))) as Index;
  const [entry] = list.manifests;
  if (entry === undefined) throw new Error('nothing was signed');
  const manifest = await get(`manifests/${entry.digest}`);
  const [layer] = (JSON.parse(String(manifest)) as Manifest).layers;
  if (layer === undefined) throw new Error('no envelope');
  const fixture = {
    madeBy: LIBRARY,
    at: new Date().toISOString(),
    mediaType,
    stamped,
    target: descriptor,
    root: chain.root.pem,
    tsaRoot: time.root.pem,
    manifest: manifest.toString('base64'),
    envelope: (await get(`blobs/${layer.digest}`)).toString('base64'),
  };
  writeFileSync(join(FIXTURES, `${name}.json`), `${JSON.stringify(fixture, null, 2)}\n`);
}

interface Index {
  readonly manifests: readonly { readonly digest: string }[];
}

interface Manifest {
  readonly layers: readonly { readonly digest: string }[];
}
