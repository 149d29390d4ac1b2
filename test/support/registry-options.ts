import { parseReference } from '../../src/model/reference.ts';
import type { Reference } from '../../src/model/reference.ts';
import { SILENT } from '../../src/util/log.ts';
import { workFolder } from './work-folder.ts';

export interface RegistryTestOptions {
  readonly reference: Reference;
  readonly log: typeof SILENT;
  readonly signal: AbortSignal;
  readonly insecureRegistries: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  delay(): Promise<void>;
}

/** What the registry client asks for, with waits that take no time and `auths` as Docker's configuration. */
export function registryOptions(
  text: string,
  auths: Readonly<Record<string, object>> = {},
): RegistryTestOptions {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`not a reference: ${text}`);
  return {
    reference,
    log: SILENT,
    signal: new AbortController().signal,
    insecureRegistries: [],
    env: { DOCKER_CONFIG: workFolder({ 'config.json': JSON.stringify({ auths }) }) },
    delay: () => Promise.resolve(),
  };
}

/** An entry of `auths`. */
export function basicEntry(username: string, password: string): { readonly auth: string } {
  return { auth: Buffer.from(`${username}:${password}`).toString('base64') };
}
