import { hasCacheMount } from '../cache-mount.ts';
import { callOf, installsOf } from '../package-managers/manager.ts';
import { ZYPPER } from '../package-managers/rpm.ts';
import { removes } from '../removal.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheZypper: LintRule = {
  id: 'DF-PKG-CACHE-ZYPPER',
  title: 'The cache of zypper stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The cache takes tens of megabytes and more, and cannot be removed by a later instruction.',
  fix: 'End the same RUN with `zypper clean --all`.',
  references: ['CIS 4.3'],
  aliases: ['DL3036', 'DS-0020'],
  check,
};

const CLEANS = ['clean', 'cc'];
const FOLDER = '/var/cache/zypp';

function* check(context: LintContext): Iterable<Hit> {
  for (const { instruction, verbWord, later } of installsOf(context, ZYPPER)) {
    const isCleaned = later.some(
      (command) => callOf(command, ZYPPER, CLEANS) !== null || removes(command, [FOLDER]),
    );
    if (isCleaned || hasCacheMount(instruction, FOLDER)) continue;
    const message = 'zypper keeps its cache in the layer. End the same RUN with `zypper clean --all`.';
    yield { kind: 'hit', instruction, range: verbWord.range, message };
  }
}
