import type { ShellWord } from '../../../dockerfile/shell.ts';
import { GO } from '../package-managers/language.ts';
import type { Call } from '../package-managers/manager.ts';
import { installsOf } from '../package-managers/manager.ts';
import { unpinnedHits } from '../package-managers/pins.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPkgPinGo: LintRule = {
  id: 'DF-PKG-PIN-GO',
  title: 'Packages of Go without a version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The same Dockerfile builds another image tomorrow: what was scanned and tested is not what is built next.',
  fix: 'Name the version: `go install example.com/tool@v1.2.3`.',
  references: ['CIS 4.11', 'CWE-829'],
  aliases: ['DL3062'],
  check,
};

const STANDARD = new Set(['std', 'cmd', 'all', 'tool']);
const MOVES = /@(?:latest|none)$/u;

function* check(context: LintContext): Iterable<Hit> {
  const installs: Call[] = [];
  for (const call of installsOf(context, GO)) {
    // What follows the program is for the program.
    installs.push(call.verb === 'run' ? { ...call, packages: call.packages.slice(0, 1) } : call);
  }
  yield* unpinnedHits(context, installs, { isPinned, example: 'path@version' });
}

/** Files, folders and the standard library are on the spot. */
function isPinned({ value }: ShellWord): boolean {
  if (value.startsWith('.') || value.startsWith('/') || value.endsWith('.go')) return true;
  return STANDARD.has(value) || (value.includes('@') && !MOVES.test(value));
}
