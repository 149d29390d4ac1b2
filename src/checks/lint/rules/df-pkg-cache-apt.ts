import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { hasCacheMount } from '../cache-mount.ts';
import { isKept } from '../kept-stages.ts';
import { APT } from '../package-managers/apt.ts';
import { callsOf } from '../package-managers/manager.ts';
import { removes } from '../removal.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheApt: LintRule = {
  id: 'DF-PKG-CACHE-APT',
  title: 'The package lists of apt stay in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The lists take tens of megabytes, are stale at once, and cannot be removed by a later instruction.',
  fix: 'End the same RUN with `rm -rf /var/lib/apt/lists/*`, or mount `/var/lib/apt` and `/var/cache/apt` as caches.',
  references: ['CIS 4.3'],
  aliases: ['DL3009', 'DKL-DI-0005'],
  check,
};

const LISTS = ['/var/lib/apt/lists', '/var/lib/apt'];

function* check(context: LintContext): Iterable<Hit> {
  for (const { instruction, verbWord, later } of callsOf(context, APT, ['update'])) {
    if (!isKept(context, instruction) || isMounted(instruction) || later.some(cleans)) continue;
    const message =
      'The package lists stay in the layer. Remove them in the same RUN: `rm -rf /var/lib/apt/lists/*`.';
    yield { kind: 'hit', instruction, range: verbWord.range, message };
  }
}

function cleans(command: ShellCommand): boolean {
  return removes(command, LISTS);
}

/** With `/var/lib/apt` alone the caches made of the lists stay in `/var/cache/apt`. */
function isMounted(instruction: Instruction): boolean {
  if (hasCacheMount(instruction, '/var/lib/apt/lists')) return true;
  return hasCacheMount(instruction, '/var/lib/apt') && hasCacheMount(instruction, '/var/cache/apt');
}
