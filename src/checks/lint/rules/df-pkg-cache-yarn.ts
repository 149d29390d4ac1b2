import { hasCacheMount } from '../cache-mount.ts';
import { isKept } from '../kept-stages.ts';
import { YARN } from '../package-managers/language.ts';
import { callOf, installsOf } from '../package-managers/manager.ts';
import { removes } from '../removal.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheYarn: LintRule = {
  id: 'DF-PKG-CACHE-YARN',
  title: 'The cache of yarn stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The cache holds every package a second time, and cannot be removed by a later instruction.',
  fix: 'End the same RUN with `yarn cache clean`, or mount the cache: `RUN --mount=type=cache,target=/usr/local/share/.cache/yarn`.',
  references: ['CIS 4.3'],
  aliases: ['DL3060'],
  check,
};

const FOLDERS = ['/usr/local/share/.cache', '/root/.cache/yarn', '~/.cache'];

function* check(context: LintContext): Iterable<Hit> {
  for (const { instruction, verbWord, later } of installsOf(context, YARN)) {
    const isCleaned = later.some(
      (command) => callOf(command, YARN, ['cache clean']) !== null || removes(command, FOLDERS),
    );
    if (isCleaned || !isKept(context, instruction) || hasCacheMount(instruction, '.cache/yarn')) continue;
    const message = 'yarn keeps its cache in the layer. End the same RUN with `yarn cache clean`.';
    yield { kind: 'hit', instruction, range: verbWord.range, message };
  }
}
