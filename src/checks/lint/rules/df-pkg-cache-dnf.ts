import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { hasCacheMount } from '../cache-mount.ts';
import { callOf, callsOf } from '../package-managers/manager.ts';
import { DNF } from '../package-managers/rpm.ts';
import { removes } from '../removal.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheDnf: LintRule = {
  id: 'DF-PKG-CACHE-DNF',
  title: 'The cache of dnf stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The cache takes a hundred megabytes and more, and cannot be removed by a later instruction.',
  fix: 'End the same RUN with `dnf clean all` (`microdnf clean all`).',
  references: ['CIS 4.3'],
  aliases: ['DL3040', 'DS-0019', 'DS-0027'],
  check,
};

const FILLS = ['install', 'group install', 'module install', 'upgrade', 'upgrade-minimal', 'reinstall'];
const FOLDERS = ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'];

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction, verbWord, later } of callsOf(context, DNF, FILLS)) {
    if (hasCacheMount(instruction, '/var/cache/libdnf5') || later.some((next) => cleans(next, command.name)))
      continue;
    const program = command.name ?? 'dnf';
    const message = `${program} keeps its cache in the layer. End the same RUN with \`${program} clean all\`.`;
    yield { kind: 'hit', instruction, range: verbWord.range, message };
  }
}

/** microdnf and dnf keep their caches apart. */
function cleans(command: ShellCommand, program: string | null): boolean {
  if (removes(command, FOLDERS)) return true;
  if ((command.name === 'microdnf') !== (program === 'microdnf')) return false;
  return callOf(command, DNF, ['clean']) !== null;
}
