import { GateError, SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { readErrorText } from '../../util/http.ts';
import { redactUrl } from '../../util/url.ts';

/**
 * An answer that is not what was asked for, as an error: REGISTRY_DENIED, REGISTRY_NOT_FOUND,
 * REGISTRY_RATE_LIMITED or REGISTRY_ERROR. `hide` takes our secrets out of what the server says: it may echo them.
 */
export async function statusError(
  response: Response,
  what: string,
  hide: (text: string) => string,
): Promise<SourceError> {
  // Hidden before it is cut: half a secret is a secret too.
  const said = messageOf(hide(await readErrorText(response)));
  const text = `${what}: HTTP ${response.status} from ${redactUrl(response.url)}${said === '' ? '' : `: ${said}`}`;
  switch (response.status) {
    case 401:
    case 403:
      return new SourceError('REGISTRY_DENIED', text, { hint: DENIED_HINT });
    case 404:
      return new SourceError('REGISTRY_NOT_FOUND', text, {
        hint: 'Check the name, tag and digest, and that the image was pushed.',
      });
    case 429:
      return new SourceError('REGISTRY_RATE_LIMITED', text, {
        hint: 'The registry allows no more requests for now: log in (`docker login`) or try again later.',
      });
    default:
      return new SourceError('REGISTRY_ERROR', text, {
        hint: 'This is a fault of the registry: try again later.',
      });
  }
}

/** Faults of the network under the registry's own codes; anything else as it is. */
export function registryFault(error: unknown, what: string): unknown {
  if (!(error instanceof GateError)) return error;
  const options = { cause: error, ...(error.hint === null ? {} : { hint: error.hint }) };
  const text = `${what}: ${error.message}`;
  switch (error.code) {
    case 'NETWORK_UNREACHABLE':
      return new SourceError('REGISTRY_UNREACHABLE', text, {
        ...options,
        hint: 'Check the name of the registry, the network and the proxy.',
      });
    case 'NETWORK_TIMEOUT':
      return new SourceError('REGISTRY_TIMEOUT', text, { ...options, hint: 'Try again later.' });
    case 'NETWORK_TLS':
      return new SourceError('REGISTRY_TLS', text, options);
    case 'HTTP_INSECURE':
      return new SourceError('REGISTRY_INSECURE', text, {
        ...options,
        hint: 'Use HTTPS, or name the host in the insecure-registries setting.',
      });
    default:
      return error;
  }
}

export const DENIED_HINT =
  'Log in with `docker login` to an account that may read it. Some registries answer so for images that do not exist.';

const MAX_SAID = 300;

// Source: OCI distribution specification 1.1, "error codes".
function messageOf(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && 'errors' in value && Array.isArray(value.errors)) {
      const first: unknown = value.errors[0];
      if (typeof first === 'object' && first !== null) return plain(fields(first), MAX_SAID);
    }
  } catch {
    // Not JSON: what it says is shown as it is.
  }
  return plain(body, MAX_SAID);
}

function fields(error: object): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return [code, message].filter((text) => text !== '').join(': ');
}
