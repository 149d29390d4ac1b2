import { LIMITS } from '../../../util/limits.ts';
import { listZip, readZipMember } from '../../../util/zip-buffer.ts';
import { NOTHING_READ, type Cataloguer, type Reading } from '../../cataloguer.ts';
import { PYTHON } from './python.ts';

const FILE = /(?:^|\/)[^/]+\.egg$/u;
const METADATA = 'EGG-INFO/PKG-INFO';

/** Distributions that run from a zip archive. Source: setuptools, "The Internal Structure of Python Eggs". */
export const EGG: Cataloguer = {
  id: 'python-egg',
  ecosystem: 'pypi',
  sees: 'Distributions in a zipped `.egg`, anywhere.',
  doesNotSee: 'Wheels (`.whl`) kept as files: they are not installed until they are unpacked.',
  names: { suffixes: ['.egg'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readEgg,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: null,
};

function readEgg(content: Buffer, path: string): Reading {
  const members = listZip(content, LIMITS.javaEntries.value);
  if (typeof members === 'string') return unknown(members);
  const [member, ...more] = members.filter(({ name }) => name === METADATA);
  if (member === undefined) return unknown(`it has no ${METADATA}`);
  if (more.length > 0) return unknown(`${METADATA} is listed twice`);
  const metadata = readZipMember(content, member, LIMITS.packageFileBytes.value);
  return typeof metadata === 'string' ? unknown(`${METADATA}: ${metadata}`) : PYTHON.read(metadata, path);
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
