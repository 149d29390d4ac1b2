import type { ShellWord } from '../../../dockerfile/shell.ts';
import { NPM } from '../package-managers/language.ts';
import { installsOf } from '../package-managers/manager.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinNpm: LintRule = {
  id: 'DF-PKG-PIN-NPM',
  title: 'Packages of npm without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `npm install --global typescript@5.6.2`, or better `npm ci` with a lock file.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3016'],
  check,
};

/** The scope has an @ of its own. */
const VERSION = /^@?[^@]+@/u;
const REPOSITORY = /^(?:git(?:\+\w+)?:\/\/|github:|gitlab:|bitbucket:|gist:)/iu;
const ARCHIVE = /\.(?:tgz|tar\.gz|tar)$/iu;
const SCHEME = /^https?:\/\//iu;
const PATH = /^(?:\.{0,2}\/|~\/|\.{1,2}$|file:)/u;

function check(context: LintContext): Iterable<Hit> {
  return unpinnedHits(context, installsOf(context, NPM), { isPinned, example: 'name@version' });
}

/** A path and an archive are what they are; of a repository the revision counts. */
function isPinned({ value }: ShellWord): boolean {
  if (PATH.test(value) || ARCHIVE.test(value)) return true;
  if (REPOSITORY.test(value)) return value.includes('#');
  return !SCHEME.test(value) && (VERSION.test(value) || value.includes('#'));
}
