import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';
import { z } from 'zod';
import { EngineError, InputError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { scrubEnv } from '../../util/scrub-env.ts';
import type { Credential } from './credential.ts';

/**
 * Asks `docker-credential-<name>` for one server; null when it has nothing for it.
 * Throws `InputError` CREDENTIAL_HELPER_NAME, `EngineError` CREDENTIAL_HELPER_FAILED.
 * Source: github.com/docker/docker-credential-helpers, the protocol in its README.
 */
export async function askHelper(
  name: string,
  server: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<Credential | null> {
  if (!HELPER_NAME.test(name)) {
    throw new InputError(
      'CREDENTIAL_HELPER_NAME',
      `"${plain(name, 100)}" is no name of a credential helper`,
      {
        hint: "Correct credHelpers or credsStore in Docker's config.json.",
      },
    );
  }
  const program = `docker-credential-${name}`;
  const { error, stdout } = await run(program, server, options);
  options.signal.throwIfAborted();
  if (error !== null) {
    // The helper says this on standard output, and ends with 1.
    if (stdout.trim() === NOT_FOUND) return null;
    throw failed(program, server, reasonOf(error));
  }
  const answer = parseAnswer(stdout);
  if (answer === null) throw failed(program, server, 'its answer is not what the protocol asks for');
  const { Username: username, Secret: secret } = answer;
  if (username === '' && secret === '') return null;
  if (username === '<token>') return { kind: 'identity', token: secret };
  return { kind: 'basic', username, password: secret };
}

/**
 * The environment of a helper: what any program needs, and the cloud variables only where the helper is
 * that cloud's own. Never a GitHub or OIDC token.
 */
export function helperEnv(name: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clouds = CLOUDS.filter(({ helpers }) => helpers.some((part) => name.includes(part)));
  const prefixes = clouds.flatMap(({ prefixes }) => prefixes);
  const own = Object.keys(env).filter((key) => prefixes.some((prefix) => key.startsWith(prefix)));
  return scrubEnv(env, [...STORES, ...own]);
}

const HELPER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u;
const NOT_FOUND = 'credentials not found in native keychain';
// What `docker-credential-pass` and `-secretservice` need to find their stores.
const STORES: readonly string[] = ['GNUPGHOME', 'PASSWORD_STORE_DIR', 'DISPLAY', 'WAYLAND_DISPLAY'];
const CLOUDS = [
  { helpers: ['ecr'], prefixes: ['AWS_'] },
  { helpers: ['gcr', 'gcloud'], prefixes: ['GOOGLE_', 'CLOUDSDK_'] },
  { helpers: ['acr'], prefixes: ['AZURE_', 'ACR_'] },
] as const;
const ANSWER = z.object({ Username: z.string(), Secret: z.string() });

interface RunResult {
  readonly error: ExecFileException | null;
  readonly stdout: string;
}

function run(
  program: string,
  server: string,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<RunResult> {
  const settings = {
    env: helperEnv(program, env),
    signal,
    timeout: LIMITS.credentialHelperMs.value,
    killSignal: 'SIGKILL',
    maxBuffer: LIMITS.credentialHelperBytes.value,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, ['get'], settings, (error, stdout) => resolve({ error, stdout }));
    // A helper that ends without reading closes the pipe; its exit says the rest.
    child.stdin?.on('error', () => {});
    child.stdin?.end(server);
  });
}

function parseAnswer(stdout: string): z.infer<typeof ANSWER> | null {
  try {
    return ANSWER.parse(JSON.parse(stdout));
  } catch {
    return null;
  }
}

function reasonOf(error: ExecFileException): string {
  if (error.code === 'ENOENT') return 'it is not on PATH';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it wrote too much';
  if (error.killed === true) return `it took more than ${LIMITS.credentialHelperMs.value / 1000} s`;
  return typeof error.code === 'number' ? `it ended with exit code ${error.code}` : 'it could not be run';
}

// Neither output nor cause goes along: both may hold the secret.
function failed(program: string, server: string, reason: string): EngineError {
  return new EngineError(
    'CREDENTIAL_HELPER_FAILED',
    `${program} did not give credentials for ${plain(server, 200)}: ${reason}`,
    { hint: "Install or repair it, or remove it from credHelpers and credsStore in Docker's config.json." },
  );
}
