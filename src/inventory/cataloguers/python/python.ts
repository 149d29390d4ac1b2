import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Reading } from '../../cataloguer.ts';
import { readStanzas } from '../stanzas.ts';
import { quoted, statedVersion, statedWords } from '../text.ts';

const METADATA = /\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|EGG-INFO\/PKG-INFO$|\/[^/]+\.egg-info$/u;
const FIELDS = new Set(['metadata-version', 'name', 'version', 'license', 'license-expression']);
/** Source: packaging.python.org, "Names and normalization". */
const NAME = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9])$/u;
const NAME_MAX = 256;
const NO_LICENCE = /^(?:unknown|none|)$/iu;

/**
 * Installed Python distributions. Names are normalised as the index compares them.
 * Source: packaging.python.org, "Core metadata specifications" and "Recording installed projects".
 */
export const PYTHON: Cataloguer = {
  id: 'python',
  ecosystem: 'pypi',
  sees: 'Distributions with `*.dist-info/METADATA`, `*.egg-info/PKG-INFO` or a single-file `*.egg-info`, anywhere.',
  doesNotSee:
    'Distributions that lost their `METADATA`, modules copied by hand, such as those that pip carries inside (`pip/_vendor`), programs frozen into one file, and lock files (uv, Poetry, Pipenv), which say nothing of what is installed.',
  names: { bases: ['METADATA', 'PKG-INFO'], suffixes: ['.egg-info'] },
  wants: (path) => METADATA.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readMetadata,
  wellKnown: [],
  behindLinks: ['', '/METADATA', '/PKG-INFO'],
  linkedFolders: null,
};

/** PEP 503: runs of `-`, `_` and `.` are one `-`, and case does not count. */
export function normalName(name: string): string {
  return name.replace(/[-_.]+/gu, '-').toLowerCase();
}

function readMetadata(content: Buffer): Reading {
  const { stanzas } = readStanzas(headersOf(content), FIELDS);
  const headers = stanzas[0];
  const name = headers?.get('name');
  if (name === undefined || name.length > NAME_MAX || !NAME.test(name)) {
    return unknown(`the distribution has no usable name: ${quoted(name)}`);
  }
  const version = statedVersion(headers?.get('version'));
  if (version === null) {
    return unknown(`distribution ${name} has no usable version: ${quoted(headers?.get('version'))}`);
  }
  const licence = headers?.get('license-expression') ?? headers?.get('license') ?? '';
  return {
    ...NOTHING_READ,
    packages: [
      {
        type: 'pypi',
        name: normalName(name),
        version,
        architecture: null,
        source: null,
        licence: NO_LICENCE.test(licence) ? null : statedWords(licence),
      },
    ],
  };
}

/** The description after the first empty line is the larger part, and is never decoded. */
function headersOf(content: Buffer): string {
  const unix = content.indexOf('\n\n');
  const windows = content.indexOf('\r\n\r\n');
  const ends = [unix, windows].filter((end) => end >= 0);
  return content.toString('utf8', 0, ends.length === 0 ? content.length : Math.min(...ends));
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
