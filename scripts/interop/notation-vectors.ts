/**
 * Judges the vectors that come with the libraries of Notation: `node scripts/interop/notation-vectors.ts`. They are
 * taken from the Go module proxy and not kept. Exits with 1 when one is judged wrong.
 */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { RefusedError } from '../../src/checks/signatures/code.ts';
import { readCose } from '../../src/checks/signatures/notation/envelope/cose.ts';
import type { Envelope } from '../../src/checks/signatures/notation/envelope/envelope.ts';
import { readJws } from '../../src/checks/signatures/notation/envelope/jws.ts';
import { judge } from '../../src/checks/signatures/notation/judge.ts';
import { actionsOf } from '../../src/checks/signatures/notation/policy.ts';
import { verifyTimestamp } from '../../src/checks/signatures/notation/timestamp/verify.ts';
import { readTrust } from '../../src/checks/signatures/notation/trust.ts';
import { parseCertificate } from '../../src/checks/signatures/notation/x509/certificate.ts';
import type { NotationPolicy, NotationStore } from '../../src/model/trust.ts';

const MODULES = {
  notation: 'github.com/notaryproject/notation-go@v1.3.2',
  core: 'github.com/notaryproject/notation-core-go@v1.3.0',
  time: 'github.com/notaryproject/tspclient-go@v1.0.0',
} as const;
/** Of the image that the vectors are about: whatever they say themselves. */
const PAYLOAD = z.object({
  targetArtifact: z.object({ mediaType: z.string(), digest: z.string(), size: z.number() }),
});
/** Everything else held, and nobody was there to tell of revocation; null where there is a network. */
const LAST = ['NOTATION_REVOCATION_UNKNOWN', null] as const;

interface Vector {
  /** Of the file, at its end. */
  readonly name: RegExp;
  readonly expected: readonly (string | null)[];
  readonly now?: Date;
}

const ENVELOPES: readonly Vector[] = [
  { name: /(?:ca|sa)_valid_sig_env\.json$/u, expected: [null] },
  { name: /(?:ca|sa)_expired_sig_env\.json$/u, expected: ['NOTATION_EXPIRED'] },
  { name: /(?:ca|sa)_invalid_sig_env\.json$/u, expected: ['NOTATION_ENVELOPE'] },
  { name: /plugin(?:ver)?_sig_env.*\.json$/u, expected: ['NOTATION_PLUGIN'] },
  { name: /sig_env_with_metadata\.json$/u, expected: [null], now: new Date('2023-01-11T12:00:00Z') },
  { name: /(?:jws|cose)_signature\.sig$/u, expected: [null] },
  { name: /WithTimestamp\.sig$/iu, expected: LAST },
  { name: /withoutTimestamp\.sig$/u, expected: ['NOTATION_TIMESTAMP_MISSING'] },
  { name: /timestamp(?:After|Before)Not(?:After|Before)\.sig$/u, expected: ['NOTATION_TIMESTAMP_OUTSIDE'] },
];

let right = 0;
let all = 0;
const folder = mkdtempSync(join(tmpdir(), 'image-gate-vectors-'));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${right} of ${all} judged right`);
process.exitCode = right === all ? 0 : 1;

async function run(): Promise<void> {
  const at = { notation: fetchModule('notation'), core: fetchModule('core'), time: fetchModule('time') };
  const folders = ['internal/mock/testdata', 'internal/testdata', 'verifier/testdata/timestamp/sigEnv'];
  const tsa = join(at.notation, 'verifier/testdata/truststore/x509/tsa/test-timestamp/globalsignRoot.cer');
  for (const path of folders.flatMap((one) => filesIn(join(at.notation, one)))) {
    const vector = ENVELOPES.find(({ name }) => name.test(path));
    if (vector !== undefined) say(path, await judgeEnvelope(path, vector, pem(tsa)), vector.expected);
  }
  conformance(join(at.core, 'signature/jws/testdata/conformance.json'));
  const root = parseCertificate(derOf(join(at.time, 'testdata/GlobalSignRootCA.crt')));
  const tokens = [
    ...filesIn(join(at.time, 'testdata')),
    ...filesIn(join(at.time, 'internal/cms/testdata')),
    ...filesIn(join(at.notation, 'verifier/testdata/timestamp/countersignature')),
    ...filesIn(join(at.core, 'internal/timestamp/testdata')),
  ];
  for (const path of tokens.filter((name) => name.endsWith('.p7s'))) {
    const stamp = (): unknown =>
      verifyTimestamp(readFileSync(path), Buffer.from('notation'), { roots: [root], now: new Date() });
    const isGood = path.endsWith('/TimeStampToken.p7s');
    const code = await codeOf(stamp);
    say(path, code, isGood ? [null] : ['NOTATION_TIMESTAMP', 'NOTATION_TIMESTAMP_OTHER']);
  }
}

/** The folder of a module, as Go keeps it. */
function fetchModule(name: keyof typeof MODULES): string {
  const env = { ...process.env, GOFLAGS: '-mod=mod' };
  const text = execFileSync('go', ['mod', 'download', '-json', MODULES[name]], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return z.object({ Dir: z.string() }).parse(JSON.parse(text)).Dir;
}

function filesIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, entry.name));
}

async function judgeEnvelope(
  path: string,
  { now = new Date() }: Vector,
  tsaPem: string,
): Promise<string | null> {
  const bytes = readFileSync(path);
  const read = bytes[0] === 0xd2 ? readCose : readJws;
  const { target, root } = claims(() => read(bytes));
  const store = (type: NotationStore['type'], text: string): NotationStore => {
    const certificates = text === '' ? [] : [{ name: 'root', pem: text }];
    return { type, name: 'vectors', certificates };
  };
  const stores = [store('ca', root), store('signingAuthority', root), store('tsa', tsaPem)];
  const isStamped = path.includes('sigEnv');
  const policy: NotationPolicy = {
    name: 'vectors',
    registryScopes: ['*'],
    level: 'strict',
    override: {},
    verifyTimestamp: 'always',
    trustStores: [
      ...(root === '' ? [] : ['ca:vectors', 'signingAuthority:vectors']),
      ...(isStamped ? ['tsa:vectors'] : []),
    ],
    trustedIdentities: ['*'],
  };
  return codeOf(() =>
    judge(
      { bytes, read, target, sound: () => {} },
      {
        policy,
        trust: readTrust({ kind: 'notation', name: 'vectors', policies: [policy], stores }, policy),
        actions: actionsOf(policy),
        now,
        ask: () => Promise.reject(new Error('not asked')),
      },
    ),
  );
}

/** What an envelope says of itself; nothing when it cannot be read. */
function claims(read: () => Envelope) {
  try {
    const { payload, chain } = read();
    const { targetArtifact: target } = PAYLOAD.parse(JSON.parse(payload.toString()));
    return {
      target,
      root: chain
        .slice(-1)
        .map((der) => new X509Certificate(der).toString())
        .join(''),
    };
  } catch {
    return { target: { mediaType: '', digest: '', size: 0 }, root: '' };
  }
}

/** Its envelope has a critical attribute of its own: taken apart by a library, and never accepted. */
function conformance(path: string): void {
  const text = readFileSync(path, 'utf8').replace('"header": {', '"header": { "x5c": ["AAAA"],');
  let code: string | null = null;
  try {
    readJws(Buffer.from(text));
  } catch (error) {
    code = error instanceof RefusedError ? error.refusal.code : String(error);
  }
  say(path, code, ['NOTATION_CRITICAL']);
}

async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof RefusedError ? error.refusal.code : String(error);
  }
}

function say(path: string, code: string | null, expected: readonly (string | null)[]): void {
  all += 1;
  if (expected.includes(code)) right += 1;
  else console.log(`wrong: ${path}: ${code ?? 'accepted'}, not ${expected.join(' or ')}`);
}

function derOf(path: string): Buffer {
  return Buffer.from(new X509Certificate(readFileSync(path)).raw);
}

function pem(path: string): string {
  return new X509Certificate(readFileSync(path)).toString();
}
