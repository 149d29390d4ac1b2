import { plain } from '../../../util/escape.ts';
import { APK } from '../package-managers/apk.ts';
import { APT } from '../package-managers/apt.ts';
import type { PackageManager } from '../package-managers/manager.ts';
import { callsOf } from '../package-managers/manager.ts';
import { DNF, YUM, ZYPPER } from '../package-managers/rpm.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfUpgrade: LintRule = {
  id: 'DF-UPGRADE',
  title: 'All packages are upgraded',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'What the build gives then depends on its day, and a new release of the base image brings the same fixes. Where the base image is late with security fixes, an upgrade is right.',
  fix: 'Take a newer base image and pin it; upgrade single packages that need it.',
  references: ['CIS 4.4'],
  aliases: ['DL3035', 'DS-0024', 'DKL-DI-0003'],
  check,
};

const UPGRADES: readonly (readonly [PackageManager, readonly string[]])[] = [
  [APT, ['upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade']],
  [APK, ['upgrade']],
  [YUM, ['update', 'upgrade', 'distro-sync', 'distribution-synchronization']],
  [DNF, ['update', 'upgrade', 'distro-sync', 'dup']],
  [ZYPPER, ['update', 'up', 'dist-upgrade', 'dup']],
];

function* check(context: LintContext): Iterable<Hit> {
  for (const [manager, verbs] of UPGRADES) {
    for (const { command, instruction, verb, verbWord, packages } of callsOf(context, manager, verbs)) {
      // With names it upgrades just these.
      if (packages.length > 0) continue;
      const message = `\`${plain(command.name ?? '', 20)} ${verb}\` upgrades every package. Take a newer base image instead.`;
      yield { kind: 'hit', instruction, range: verbWord.range, message };
    }
  }
}
