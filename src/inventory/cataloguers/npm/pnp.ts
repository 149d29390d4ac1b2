import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Package, type Reading } from '../../cataloguer.ts';
import { member, parseJsonObject, shown } from '../json.ts';
import { quoted, statedVersion } from '../text.ts';

const FILE = /(?:^|\/)\.pnp\.(?:c?js|data\.json)$/u;
const START = /RAW_RUNTIME_STATE =\s{0,4}'/u;
const END = "';";
const ESCAPE = /\\([\s\S])/gu;
/** `npm:1.0.0`, and the same with the peers that it got: `virtual:0123#npm:1.0.0`. */
const FROM_REGISTRY = /^(?:virtual:[0-9a-f]+#)?npm:([^:]+)/u;
/** What was patched is still the package: `patch:a@npm%3A1.0.0#…::version=1.0.0&hash=…`. */
const PATCHED = /^(?:virtual:[0-9a-f]+#)?patch:.*::version=([^&]+)/u;
const ELSEWHERE = /^(?:virtual:[0-9a-f]+#)?(?:workspace|file|link|portal|exec|git|https?|[^:]*\.git)\b/u;

/** Packages that Yarn left in their archives, by the map with which Node finds them. Source: yarnpkg.com, "PnP Specification". */
export const PNP: Cataloguer = {
  id: 'pnp',
  ecosystem: 'npm',
  sees: "Packages in the map of Yarn Plug'n'Play (`.pnp.cjs`, `.pnp.data.json`).",
  doesNotSee: 'Packages taken from Git, a folder or an address.',
  names: { bases: ['.pnp.cjs', '.pnp.js', '.pnp.data.json'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readPnp,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: null,
};

function readPnp(content: Buffer, path: string): Reading {
  const text = content.toString('utf8');
  const state = path.endsWith('.json') ? text : literalIn(text);
  // The data may also lie in a file of its own, which is read by itself.
  if (state === null)
    return text.includes('.pnp.data.json') ? NOTHING_READ : unknown('it has no map of packages');
  const json = parseJsonObject(state);
  if (typeof json === 'string') return unknown(json);
  const registry = member(json, 'packageRegistryData');
  return Array.isArray(registry) ? readRegistry(registry) : unknown('it has no map of packages');
}

/** The text of the map, which stands in the program as one literal; null when there is none. */
function literalIn(text: string): string | null {
  const match = START.exec(text);
  if (match === null) return null;
  const start = match.index + match[0].length;
  const end = text.indexOf(END, start);
  return end < 0 ? null : text.slice(start, end).replace(ESCAPE, '$1');
}

/** A list of `[name, [[reference, …], …]]`; the project itself has no name. */
function readRegistry(registry: readonly unknown[]): Reading {
  const packages = new Map<string, Package>();
  const unknowns: string[] = [];
  for (const entry of registry) {
    const [name, references] = asList(entry);
    if (name === null) continue;
    if (typeof name !== 'string' || !Array.isArray(references)) {
      unknowns.push(`an entry cannot be read: ${shown(name)}`);
      continue;
    }
    for (const each of references) {
      const [reference] = asList(each);
      const one = typeof reference === 'string' ? packageOf(name, reference) : unusable(name, reference);
      if (typeof one === 'string') unknowns.push(one);
      else if (one !== null) packages.set(`${name}@${one.version}`, one);
    }
  }
  return { packages: [...packages.values()], owned: [], unknowns };
}

function packageOf(name: string, reference: string): Package | string | null {
  const version = statedVersion((FROM_REGISTRY.exec(reference) ?? PATCHED.exec(reference))?.[1]);
  if (version !== null)
    return { type: 'npm', name, version, architecture: null, source: null, licence: null };
  return ELSEWHERE.test(reference) ? null : unusable(name, reference);
}

function unusable(name: string, reference: unknown): string {
  return `package ${quoted(name)} has no usable version: ${shown(reference)}`;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
