import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer } from '../../cataloguer.ts';

const FILE = /\.dist-info\/(?:WHEEL|INSTALLER)$/u;

/**
 * Installed distributions whose `METADATA` was deleted: nothing says what they are, and that is told.
 * Source: packaging.python.org, "Recording installed projects", "The .dist-info directory".
 */
export const NAMELESS: Cataloguer = {
  id: 'python-nameless',
  ecosystem: 'pypi',
  sees: 'That a `*.dist-info` folder has no `METADATA`: the distribution is then not known, which is told.',
  doesNotSee: 'Which distribution it is.',
  names: { bases: ['WHEEL', 'INSTALLER'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: () => ({ ...NOTHING_READ, unknowns: ['its folder has no METADATA: the distribution is not known'] }),
  wellKnown: [],
  behindLinks: [],
  linkedFolders: null,
  supersededBelow: (path) => path.slice(0, path.lastIndexOf('/') + 1),
};
