import type { Option } from '../command-line.ts';
import { hasOption } from '../command-line.ts';
import { APT } from '../package-managers/apt.ts';
import { insertOption } from '../package-managers/insert-option.ts';
import { installsOf } from '../package-managers/manager.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgRecommends: LintRule = {
  id: 'DF-PKG-RECOMMENDS',
  title: 'apt installs more than was asked for',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Recommended packages make the image larger and give an attacker more to work with, and nobody chose them.',
  fix: 'Add `--no-install-recommends`, and name what is needed of the rest.',
  references: ['CIS 4.3'],
  aliases: ['DL3015', 'DS-0029'],
  check,
};

const SETTING = /^APT::Install-Recommends=["']?(?:false|no|0|off|without|disable)["']?;?$/iu;

function* check(context: LintContext): Iterable<Hit> {
  for (const call of installsOf(context, APT)) {
    const isOff = hasOption(call, ['--no-install-recommends', '--without-recommends']);
    if (isOff || call.options.some(isSetting)) continue;
    const message = 'The packages that these recommend are installed as well. Add `--no-install-recommends`.';
    const fix = call.command.name === 'aptitude' ? {} : insertOption(call, '--no-install-recommends');
    yield { kind: 'hit', instruction: call.instruction, range: call.verbWord.range, message, ...fix };
  }
}

function isSetting({ name, value }: Option): boolean {
  return (name === '-o' || name === '--option') && value !== null && SETTING.test(value);
}
