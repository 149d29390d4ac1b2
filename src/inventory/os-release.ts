import type { OsRelease } from '../model/component.ts';

const LINE = /^([A-Z][A-Z0-9_]*)=(.*)$/u;
const ID = /^[a-z0-9._-]{1,64}$/u;
const VERSION = /^[a-zA-Z0-9._~+-]{1,64}$/u;

/**
 * Reads os-release; a text says why it cannot be used. Source: os-release(5): shell-like assignments, the
 * last of equal names wins; `ID` is `linux` when it is not there.
 */
export function parseOsRelease(content: Uint8Array): OsRelease | string {
  const values = new Map<string, string>();
  for (const line of Buffer.from(content).toString('utf8').split('\n')) {
    const match = LINE.exec(line.trim());
    if (match?.[1] !== undefined) values.set(match[1], unquote(match[2] ?? ''));
  }
  if (values.size === 0) return 'it holds no assignment';
  const id = values.get('ID')?.toLowerCase() ?? 'linux';
  if (!ID.test(id)) return 'its ID is not a distribution name';
  const version = given(values.get('VERSION_ID'));
  if (version !== null && !VERSION.test(version)) return 'its VERSION_ID is not a version';
  return {
    id,
    version,
    prettyName: given(values.get('PRETTY_NAME')),
    idLike: (values.get('ID_LIKE') ?? '').split(/\s+/u).filter((like) => like !== ''),
    codename: given(values.get('VERSION_CODENAME')),
    cpe: given(values.get('CPE_NAME')),
  };
}

/** Quotes are the shell's: in double quotes a backslash keeps `"`, `$`, `` ` `` and itself from being special. */
function unquote(text: string): string {
  const quote = text[0];
  if (text.length >= 2 && quote === "'" && text.endsWith("'")) return text.slice(1, -1);
  if (text.length >= 2 && quote === '"' && text.endsWith('"'))
    return text.slice(1, -1).replace(/\\(["$`\\])/gu, '$1');
  return text;
}

function given(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
