import { checkSignatures, type SignaturesInput } from './checks/signatures/check.ts';
import { newVerifyContext } from './checks/signatures/context.ts';
import type { VerifyContext } from './checks/signatures/judged.ts';
import { pinImages, type Pin } from './dockerfile/pin.ts';
import { decide } from './policy/decide.ts';
import { applyExceptions } from './policy/exceptions.ts';
import type { Settings } from './settings/settings.ts';
import type { Logger } from './util/log.ts';

export type TrustInput = Omit<SignaturesInput, 'subject'>;

export interface TrustWorld {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
}

/** What the images of a Dockerfile are. */
export interface Bases {
  /** False when one of them fails the gate, or cannot be told: then its code must not run. */
  readonly isTrusted: boolean;
  readonly pins: readonly Pin[];
}

/** One for a run: what it resolved stays resolved. */
export function verifyContextOf(
  { insecureRegistries, cache, github }: Pick<Settings, 'insecureRegistries' | 'cache' | 'github'>,
  { log, signal, env, now }: TrustWorld,
): VerifyContext {
  const githubApiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
  const world = { log, signal, env, now: now(), insecureRegistries, cacheDir: cache, githubApiUrl };
  return newVerifyContext({ ...world, githubToken: github.token }, (text) => log.info(text));
}

/** Judges the images of the Dockerfile, before anything of them runs. */
export async function examineBases(
  input: TrustInput & {
    readonly settings: Pick<Settings, 'checks' | 'policy' | 'exceptions'>;
  },
): Promise<Bases> {
  const { settings, context, trust } = input;
  const { checks, policy, exceptions } = settings;
  if (!checks.includes('signatures') || trust === null) return { isTrusted: true, pins: [] };
  context.log.progress('Checking the images of the Dockerfile');
  const { findings, unknowns, pins } = await checkSignatures({ ...input, subject: null });
  if (unknowns.length > 0 && !policy.allowPartial.includes('signatures')) return { isTrusted: false, pins };
  // As the verdict sees them: what is accepted must be built and examined, not skipped and passed.
  const accepted = applyExceptions(findings, exceptions, context.now).findings;
  const judged = decide({ findings: accepted, steps: [], rules: policy, unknowns: [] }).findings;
  return { isTrusted: !judged.some(({ blocking }) => blocking), pins };
}

/** The Dockerfile with its images named by the digests that were judged; nothing when none was. */
export function pinned(
  { dockerfile, target, buildArgs }: TrustInput,
  pins: readonly Pin[],
): { readonly dockerfileText?: string } {
  if (dockerfile === null || pins.length === 0) return {};
  return { dockerfileText: pinImages(dockerfile, { target, buildArgs }, pins) };
}
