import type { ShellWord } from '../../../dockerfile/shell.ts';
import { hasOption } from '../command-line.ts';
import { GEM } from '../package-managers/language.ts';
import type { Call } from '../package-managers/manager.ts';
import { installsOf } from '../package-managers/manager.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinGem: LintRule = {
  id: 'DF-PKG-PIN-GEM',
  title: 'Packages of gem without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `gem install rake:13.2.1`, or better a `Gemfile.lock`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3028'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  const installs: Call[] = [];
  for (const call of installsOf(context, GEM)) {
    if (hasOption(call, ['-v', '--version', '-g', '--file', '-l', '--local'])) continue;
    installs.push({ ...call, packages: call.packages.filter((word) => isBefore(word, endOfOptions(call))) });
  }
  yield* unpinnedHits(context, installs, { isPinned, example: 'name:version' });
}

function isPinned({ value }: ShellWord): boolean {
  return value.includes(':') || value.endsWith('.gem');
}

/** What follows `--` is for the compiler of native extensions. */
function endOfOptions({ command }: Call): ShellWord | undefined {
  return command.args.find(({ value }) => value === '--');
}

function isBefore({ range }: ShellWord, end: ShellWord | undefined): boolean {
  if (end === undefined) return true;
  return range.line < end.range.line || (range.line === end.range.line && range.column < end.range.column);
}
