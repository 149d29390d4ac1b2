import { hasCacheMount } from '../cache-mount.ts';
import { hasOption } from '../command-line.ts';
import { APK } from '../package-managers/apk.ts';
import { insertOption } from '../package-managers/insert-option.ts';
import { installsOf } from '../package-managers/manager.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgCacheApk: LintRule = {
  id: 'DF-PKG-CACHE-APK',
  title: 'The index of apk stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The index takes space, is stale at once, and is easily forgotten.',
  fix: 'Add `--no-cache`: it fetches the index and keeps none. `apk update` is not needed then.',
  references: ['CIS 4.3'],
  aliases: ['DL3019', 'DS-0025', 'DKL-DI-0004'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const call of installsOf(context, APK)) {
    if (hasOption(call, ['--no-cache']) || hasCacheMount(call.instruction, '/var/cache/apk')) continue;
    const message = 'apk keeps its index in the layer. Add `--no-cache`.';
    const fix = insertOption(call, '--no-cache');
    yield { kind: 'hit', instruction: call.instruction, range: call.verbWord.range, message, ...fix };
  }
}
