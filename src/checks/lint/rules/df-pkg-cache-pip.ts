import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { hasCacheMount } from '../cache-mount.ts';
import { hasOption } from '../command-line.ts';
import { insertOption } from '../package-managers/insert-option.ts';
import { pipInstalls } from '../package-managers/pip.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import type { SettingMade } from '../settings-made.ts';
import { settingsMade } from '../settings-made.ts';

export const dfPkgCachePip: LintRule = {
  id: 'DF-PKG-CACHE-PIP',
  title: 'The cache of pip stays in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The cache holds every package a second time.',
  fix: 'Add `--no-cache-dir`, set `ENV PIP_NO_CACHE_DIR=1`, or mount the cache: `RUN --mount=type=cache,target=/root/.cache/pip`.',
  references: ['CIS 4.3'],
  aliases: ['DL3042'],
  check,
};

const NAME = 'PIP_NO_CACHE_DIR';
const ON = /^(?:1|true|on|yes|y|t)$/iu;

function* check(context: LintContext): Iterable<Hit> {
  const calls = [...pipInstalls(context, { pipx: false })];
  if (calls.length === 0) return;
  const settings = [...settingsMade(context)].filter(({ name }) => name === NAME);
  for (const call of calls) {
    const { instruction, verbWord, command } = call;
    if (hasOption(call, ['--no-cache-dir']) || hasCacheMount(instruction, '.cache/pip')) continue;
    if (ON.test(context.resolve(`\${${NAME}}`, instruction).text ?? '')) continue;
    if (settings.some((setting) => ON.test(setting.value ?? '') && isFor(setting, instruction))) continue;
    const message = `${command.name ?? 'pip'} keeps its cache in the layer. Add \`--no-cache-dir\`.`;
    yield {
      kind: 'hit',
      instruction,
      range: verbWord.range,
      message,
      ...insertOption(call, '--no-cache-dir'),
    };
  }
}

/** `export` in the same script; and without a FROM, where variables have no stage, an ENV before. */
function isFor({ by, instruction: setter }: SettingMade, instruction: Instruction): boolean {
  if (by === 'shell') return setter === instruction;
  return instruction.stage === null && setter.stage === null && setter.range.line < instruction.range.line;
}
