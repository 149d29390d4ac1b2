import type { ShellWord } from '../../../dockerfile/shell.ts';
import { hasOption } from '../command-line.ts';
import { pipInstalls } from '../package-managers/pip.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinPip: LintRule = {
  id: 'DF-PKG-PIN-PIP',
  title: 'Packages of pip without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `pip install requests==2.32.3`, or better a lock file: `pip install --require-hashes -r requirements.txt`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3013'],
  check,
};

const FROM_FILE = ['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '--group'];
const VERSION = /[=!<>~]=|[<>]/u;
const REPOSITORY = /^(?:git|hg|svn|bzr)\+/iu;
const ARCHIVE = /\.(?:whl|tar\.gz|tgz|zip|tar\.bz2)$/iu;

function check(context: LintContext): Iterable<Hit> {
  const installs = [...pipInstalls(context, { pipx: true })].filter((call) => !hasOption(call, FROM_FILE));
  return unpinnedHits(context, installs, { isPinned, example: 'name==version' });
}

/** A path and an archive are what they are; of a repository the revision counts. */
function isPinned({ value }: ShellWord): boolean {
  if (REPOSITORY.test(value)) return /@[^/]*$/u.test(value.slice(value.lastIndexOf('/')));
  return VERSION.test(value) || value.includes('/') || ARCHIVE.test(value) || /^\.(?:\[|$)/u.test(value);
}
