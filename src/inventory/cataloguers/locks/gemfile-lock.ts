import { lockCataloguer, unreadLock, type Lock, type LockedPackage } from './lock.ts';

const LINE = /\r?\n/u;
const HEADING = /^[A-Z][A-Z ]*$/u;
/** Four spaces before a gem; what it needs stands behind six. */
const GEM = /^ {4}([A-Za-z0-9_.-]+) \(([^()\s]+)\)$/u;
const DEEPER = /^ {5,}\S/u;
const PLATFORM =
  /-(?:x86|x64|x86_64|aarch64|arm64|arm|universal|java|jruby|mswin|mingw|ppc64|s390x|riscv64|i\d86)\b.*$/u;
const SECTION = 'GEM';

/** Source: bundler.io, "Gemfile.lock". Gems from Git and from a path stand in sections of their own. */
export const GEMFILE_LOCK = lockCataloguer({
  id: 'gemfile-lock',
  ecosystem: 'gem',
  sees: 'Gems of a registry in `Gemfile.lock`, those for development and for other platforms too',
  doesNotSee: 'Gems from Git and from a path.',
  names: { bases: ['Gemfile.lock', 'gems.locked'] },
  path: /(?:^|\/)(?:Gemfile\.lock|gems\.locked)$/u,
  folder: null,
  read: readGemfileLock,
});

export function readGemfileLock(text: string): Lock {
  const packages: LockedPackage[] = [];
  const unknowns: string[] = [];
  let section = '';
  for (const line of text.split(LINE)) {
    if (HEADING.test(line)) section = line;
    else if (section === SECTION && line.startsWith('    ') && !DEEPER.test(line)) {
      const [, name, version] = GEM.exec(line) ?? [];
      if (name === undefined || version === undefined)
        unknowns.push(`the line ${JSON.stringify(line.trim().slice(0, 80))} cannot be read`);
      else packages.push({ name, version: version.replace(PLATFORM, '') });
    }
  }
  return section === '' ? unreadLock('it is no lock file of Bundler') : { packages, unknowns };
}
