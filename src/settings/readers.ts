import { parseReference } from '../model/reference.ts';
import type { Platform } from '../model/source.ts';
import { parsePlatform } from '../model/source.ts';
import { BadValue, quote, text } from './kinds.ts';

const ARG_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/u;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/u;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SECRET_FIELDS = new Set(['id', 'src', 'source', 'env', 'type']);

export function readImage(value: string): string {
  if (parseReference(value) !== null) return value;
  throw new BadValue(
    `${quote(value)} is not an image reference`,
    'Write it as name[:tag] or registry/name[:tag][@sha256:…], the name in lower case.',
  );
}

export function readTag(value: string): string {
  const reference = parseReference(value);
  if (reference !== null && reference.digest === null) return value;
  throw new BadValue(`${quote(value)} is not a tag for an image`, 'Write it as [registry/]name[:tag].');
}

export function readPlatform(value: string): Platform {
  if (value === 'all') throw notAvailable('"all": examining all platforms in one run');
  const platform = parsePlatform(value);
  if (platform !== null) return platform;
  throw new BadValue(
    `${quote(value)} is not a platform`,
    'Write it as os/architecture[/variant]: linux/arm64.',
  );
}

/** Only a folder: what is in a remote context cannot be linted before it is built. */
export function readContext(value: string): string {
  if (value === '-' || /^[a-z][a-z0-9+.-]*:\/\/|^git@/iu.test(value)) {
    throw notAvailable(`${quote(value)}: building from anything but a folder`);
  }
  return text(value);
}

/** The value may be a secret, so no message shows it. */
export function readBuildArg(value: string): string {
  const equals = value.indexOf('=');
  const name = equals < 0 ? value : value.slice(0, equals);
  if (ARG_NAME.test(name)) return value;
  throw new BadValue(
    equals < 0 ? 'an item is not NAME or NAME=value' : `${quote(name)} is not the name of a build argument`,
    'Write NAME=value, or NAME to take the value from the environment.',
  );
}

/**
 * As `docker build --secret`. Users of other actions write `ID=the secret itself` here: no message shows any
 * part of what was given.
 */
export function readSecret(value: string): string {
  const fields = value.split(',').map((field) => field.trim().split('='));
  const names = fields.map(([name]) => name ?? '');
  const known = fields.every(
    ([name, given]) => SECRET_FIELDS.has(name ?? '') && given !== undefined && given !== '',
  );
  const origins = names.filter((name) => name === 'src' || name === 'source' || name === 'env').length;
  if (known && names.includes('id') && origins === 1 && new Set(names).size === names.length) return value;
  throw new BadValue(
    'an item is not id=…,src=… or id=…,env=… (it is not shown, as it may hold the secret)',
    'Put the secret into a file or an environment variable, and name that.',
  );
}

/** No message shows a token. */
export function readToken(value: string): string {
  if (/^[!-~]+$/u.test(value)) return value;
  throw new BadValue(
    'the token has characters that no token has (it is not shown)',
    'Check the secret it comes from.',
  );
}

export function readLabel(value: string): string {
  if (value.indexOf('=') > 0) return value;
  throw new BadValue(`${quote(value)} is not key=value`, 'Write labels as key=value.');
}

export function readRegistryHost(value: string): string {
  if (HOST.test(value)) return value;
  throw new BadValue(
    `${quote(value)} is not a host`,
    'Write host or host:port, without http:// and without a path.',
  );
}

/** A folder of OSV exports, or the word `osv`. */
export function readAdvisorySource(value: string): string {
  if (value.startsWith('oci://') && parseReference(value.slice('oci://'.length)) === null) {
    throw new BadValue(
      `${quote(value)} is not a place in a registry`,
      'Write it as oci://registry/repository:tag.',
    );
  }
  return text(value);
}

/** `https`, or `http` for this machine: whoever can change the answer decides what is found. */
export function readServiceUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw new BadValue(`${quote(value)} is not a web address`, 'Write it as https://host[/path].');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new BadValue(
      'the address has a user, password, query or fragment',
      'Write it as https://host[/path].',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    throw new BadValue(`${quote(value)} is not encrypted`, 'Use https; http is only for this machine.');
  }
  return url.href.replace(/\/+$/u, '');
}

export function notAvailable(what: string): BadValue {
  return new BadValue(`${what} is not available in this version`, null, 'NOT_AVAILABLE');
}
