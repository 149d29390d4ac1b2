/**
 * Judges the public conformance vectors of Sigstore: `node scripts/interop/sigstore-conformance.ts FOLDER`, where FOLDER
 * is `test/assets/bundle-verify` of github.com/sigstore/sigstore-conformance. Exits with 1 when one is judged wrong.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newVerifyContext } from '../../src/checks/signatures/context.ts';
import { RefusedError } from '../../src/checks/signatures/code.ts';
import { readBundle } from '../../src/checks/signatures/sigstore/bundle.ts';
import { matchIdentity } from '../../src/checks/signatures/sigstore/identity/match.ts';
import { meaningOf } from '../../src/checks/signatures/sigstore/judge.ts';
import { readPublicKey } from '../../src/checks/signatures/sigstore/public-key.ts';
import { loadTrustedRoot } from '../../src/checks/signatures/sigstore/trusted-root/load.ts';
import { verifyCertified, verifyKeyed } from '../../src/checks/signatures/sigstore/verify-material.ts';
import { GateError } from '../../src/model/errors.ts';
import type { TrustedRootChoice } from '../../src/model/trust.ts';
import { SILENT } from '../../src/util/log.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('give the folder with the vectors');

const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';
const context = newVerifyContext(
  {
    log: SILENT,
    signal: new AbortController().signal,
    now: new Date(),
    env: {},
    insecureRegistries: [],
    cacheDir: null,
    githubToken: null,
    githubApiUrl: 'https://api.github.com',
  },
  (text) => console.log(text),
);

let right = 0;
let wrong = 0;
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const { name } = entry;
  const refusal = await judge(join(folder, name));
  const isRight = (refusal !== null) === name.endsWith('_fail');
  if (isRight) right++;
  else wrong++;
  console.log(`${isRight ? 'right' : 'WRONG'}  ${name}  ${refusal ?? 'accepted'}`);
}
console.log(`${right} of ${right + wrong} judged right`);
process.exitCode = wrong === 0 && right > 0 ? 0 : 1;

/** Null: accepted. */
async function judge(dir: string): Promise<string | null> {
  const read = (file: string): string | null =>
    existsSync(join(dir, file)) ? readFileSync(join(dir, file), 'utf8').trim() : null;
  const artifactFile = existsSync(join(dir, 'artifact')) ? join(dir, 'artifact') : join(dir, '../../a.txt');
  const artifact = readFileSync(artifactFile);
  const rootText = read('trusted_root.json');
  const choice: TrustedRootChoice =
    rootText === null ? { kind: 'embedded' } : { kind: 'file', name: 'trusted_root.json', text: rootText };
  const digest = `sha256:${createHash('sha256').update(artifact).digest('hex')}`;
  const reference = { registry: 'example.com', repository: 'a', tag: null, digest: null };
  const target = { reference, descriptors: [{ mediaType: 'text/plain', digest, size: artifact.length }] };
  try {
    const root = await loadTrustedRoot(choice, context);
    const material = readBundle(readFileSync(join(dir, 'bundle.sigstore.json'), 'utf8'), artifact);
    meaningOf(material, target);
    const key = read('key.pub');
    if (key !== null) {
      verifyKeyed(material, { keys: [readPublicKey({ name: 'key.pub', pem: key })], logs: 0 }, root);
      return null;
    }
    const { claims } = verifyCertified(material, { logs: 1, certificateLogs: 1 }, root);
    const refusal = matchIdentity(claims, [
      {
        issuer: { kind: 'exact', text: read('issuer') ?? ISSUER },
        subject: { kind: 'exact', text: read('identity') ?? IDENTITY },
        github: null,
      },
    ]);
    return refusal?.code ?? null;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.code;
    if (error instanceof GateError) return error.code;
    throw error;
  }
}
