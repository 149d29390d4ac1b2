import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Reading } from '../../cataloguer.ts';
import { member, parseJsonObject, shown, textMember } from '../json.ts';
import { statedVersion, statedWords } from '../text.ts';

const FILE = /(?:^|\/)conda-meta\/[^/]+\.json$/u;
const NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,255}$/u;

/** Packages of conda environments. Source: docs.conda.io, "conda package specification", "conda-meta". */
export const CONDA: Cataloguer = {
  id: 'conda',
  ecosystem: 'conda',
  sees: 'Packages in the environments of conda, mamba and pixi (`conda-meta`). Python packages among them are also seen as such, by their own metadata.',
  doesNotSee: 'Packages that lie unpacked in the cache (`pkgs`), which no environment uses.',
  names: { folders: ['conda-meta'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readEntry,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: /(?:^|\/)conda-meta$/u,
};

function readEntry(content: Buffer): Reading {
  const json = parseJsonObject(content.toString('utf8'));
  if (typeof json === 'string') return unknown(json);
  const name = textMember(json, 'name');
  if (name === undefined || !NAME.test(name)) {
    return unknown(`the package has no usable name: ${shown(member(json, 'name'))}`);
  }
  const version = statedVersion(textMember(json, 'version'));
  if (version === null) {
    return unknown(`package ${name} has no usable version: ${shown(member(json, 'version'))}`);
  }
  const build = statedVersion(textMember(json, 'build') ?? textMember(json, 'build_string'));
  const licence = statedWords(textMember(json, 'license'));
  const one = { type: 'conda', name, version, architecture: null, source: null, licence } as const;
  return { ...NOTHING_READ, packages: [build === null ? one : { ...one, qualifiers: { build } }] };
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
