import { callOf, callsOf } from '../package-managers/manager.ts';
import { YUM } from '../package-managers/rpm.ts';
import { removes } from '../removal.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheYum: LintRule = {
  id: 'DF-PKG-CACHE-YUM',
  title: 'The cache of yum stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The cache takes a hundred megabytes and more, and cannot be removed by a later instruction.',
  fix: 'End the same RUN with `yum clean all`.',
  references: ['CIS 4.3'],
  aliases: ['DL3032', 'DS-0015'],
  check,
};

const FILLS = ['install', 'group install', 'module install'];
const FOLDERS = ['/var/cache/yum', '/var/cache/dnf'];

function* check(context: LintContext): Iterable<Hit> {
  for (const { instruction, verbWord, later } of callsOf(context, YUM, FILLS)) {
    const isCleaned = later.some(
      (command) => callOf(command, YUM, ['clean']) !== null || removes(command, FOLDERS),
    );
    if (isCleaned) continue;
    const message = 'yum keeps its cache in the layer. End the same RUN with `yum clean all`.';
    yield { kind: 'hit', instruction, range: verbWord.range, message };
  }
}
