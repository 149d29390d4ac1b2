/** One run of `bench/signatures.ts`. */
import type { TrustTarget } from '../src/checks/signatures/judged.ts';
import type { KeylessAuthority } from '../src/model/trust.ts';
import { newVerifyContext } from '../src/checks/signatures/context.ts';
import { SILENT } from '../src/util/log.ts';

const { target, authority } = JSON.parse(process.env['BENCH_SCENE'] ?? '') as Scene;
const { signal } = new AbortController();
const world = { log: SILENT, signal, now: new Date(), env: {}, insecureRegistries: [], cacheDir: null };
const context = newVerifyContext(
  { ...world, githubToken: null, githubApiUrl: 'https://api.github.com' },
  () => {},
);
const started = performance.now();
const { verifyKeyless } = await import('../src/checks/signatures/sigstore/verify-keyless.ts');
const loaded = performance.now();
const [judged] = await verifyKeyless(authority, target, context);
const done = performance.now();
if (judged?.refusal !== null) throw new Error(`refused: ${judged?.refusal?.message ?? 'nothing was found'}`);
console.log(`load ${Math.round(loaded - started)} ms, verify ${Math.round(done - loaded)} ms`);

interface Scene {
  readonly target: TrustTarget;
  readonly authority: KeylessAuthority;
}
