import { hasOption, readCommandLine } from '../command-line.ts';
import { WGET } from '../fetches.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfStyleWgetProgress: LintRule = {
  id: 'DF-STYLE-WGET-PROGRESS',
  title: 'wget draws its progress into the log',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'A bar that is drawn again and again makes the log of a build long and hard to read.',
  fix: 'Add `--progress=dot:giga`, or `-q` for silence.',
  references: [],
  aliases: ['DL3047'],
  check,
};

const NO_BAR = [
  '-q',
  '--quiet',
  '--no-verbose',
  '--progress',
  '-o',
  '--output-file',
  '-a',
  '--append-output',
  '-V',
  '--version',
  '-h',
  '--help',
];

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'wget') continue;
    const line = readCommandLine(command.args, WGET);
    const isShort = line.options.some(({ name, value }) => name === '-n' && value?.includes('v') === true);
    if (hasOption(line, NO_BAR) || isShort) continue;
    const message = 'wget draws its progress into the log of the build. Add `--progress=dot:giga` or `-q`.';
    yield { kind: 'hit', instruction, range: nameRange(command), message };
  }
}
