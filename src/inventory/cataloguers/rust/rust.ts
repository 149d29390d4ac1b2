import { inflateSync } from 'node:zlib';
import { errorText } from '../../../model/errors.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Package, Program, ProgramCataloguer, Reading } from '../../cataloguer.ts';
import { readLayout } from '../../program/facts.ts';
import { bytesAt } from '../../program/layout.ts';
import { slicesOf } from '../../program/mach-o.ts';
import { quoted, statedVersion } from '../text.ts';

const SECTION = '.dep-v0';
const NAME = /^[A-Za-z0-9_][\w-]{0,127}$/u;
const REGISTRY = 'crates.io';

/** Crates in programs built with `cargo auditable`. Source: the cargo-auditable project, PARSING.md and its JSON schema. */
export const RUST: ProgramCataloguer = {
  id: 'rust',
  ecosystem: 'cargo',
  sees: 'Crates of programs built with `cargo auditable`, from the section `.dep-v0` of ELF, Mach-O and PE files.',
  doesNotSee:
    'Rust programs built without it (told as programs that belong to no package), and crates that only ran during the build.',
  readProgram(program) {
    for (const slice of slicesOf(program)) {
      const reading = readSlice(slice);
      if (reading !== null) return reading;
    }
    return null;
  },
};

function readSlice(program: Program): Reading | null {
  const layout = readLayout(program);
  if (typeof layout === 'string') return null;
  const section = layout.sections.find(({ name }) => name === SECTION);
  if (section === undefined) return null;
  const bytes = bytesAt(program, section.offset, section.size);
  if (bytes === null) return unknown('its list of crates lies outside of it');
  try {
    const text = inflateSync(bytes, { maxOutputLength: LIMITS.packageFileBytes.value }).toString('utf8');
    return readList(JSON.parse(text));
  } catch (error) {
    return unknown(`its list of crates cannot be read: ${errorText(error)}`);
  }
}

function readList(list: unknown): Reading {
  const entries = member(list, 'packages');
  if (!Array.isArray(entries)) return unknown('its list of crates has no packages');
  const packages: Package[] = [];
  const unknowns: string[] = [];
  let elsewhere = 0;
  for (const entry of entries as readonly unknown[]) {
    const [name, version, source] = ['name', 'version', 'source'].map((key) => member(entry, key));
    if (member(entry, 'kind') === 'build' || member(entry, 'root') === true) continue;
    const stated = typeof version === 'string' ? statedVersion(version) : null;
    if (typeof name !== 'string' || !NAME.test(name) || stated === null) {
      unknowns.push(`a crate has no usable name and version: ${quoted(String(name))}`);
    } else if (source === REGISTRY) {
      packages.push({
        type: 'cargo',
        name,
        version: stated,
        architecture: null,
        source: null,
        licence: null,
      });
    } else if (source !== 'local') elsewhere++;
  }
  if (elsewhere > 0)
    unknowns.push(`${elsewhere} crates come from elsewhere than crates.io: advisories do not speak of them`);
  return { packages, owned: [], unknowns };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

function unknown(reason: string): Reading {
  return { packages: [], owned: [], unknowns: [reason] };
}
