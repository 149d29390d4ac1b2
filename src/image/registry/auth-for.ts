import { RegistryAuth } from './auth.ts';
import { findCredential } from './credentials.ts';
import type { RegistryOptions } from './options.ts';

/** Logs in at the repository of a reference, with the credentials of the environment; `actions` is `pull` when left out. */
export function authFor(endpoint: URL, options: RegistryOptions, actions?: 'pull,push'): RegistryAuth {
  const { reference, env, signal, insecureRegistries, delay } = options;
  return new RegistryAuth({
    endpoint,
    repository: reference.repository,
    insecureHosts: insecureRegistries,
    signal,
    delay,
    ...(actions === undefined ? {} : { actions }),
    credential: () => findCredential(reference.registry, env, signal),
  });
}
