import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfAptKey: LintRule = {
  id: 'DF-APT-KEY',
  title: 'apt-key is used',
  severity: 'low',
  category: 'lint',
  profile: 'security',
  why: 'A key added with apt-key is trusted for every repository: whoever has it can replace any package of the distribution. apt-key is gone from Debian 13 and Ubuntu 24.10.',
  fix: 'Save the key under `/etc/apt/keyrings/` and name it in the source: `deb [signed-by=/etc/apt/keyrings/x.gpg] …`.',
  references: ['CIS 4.11', 'CWE-347'],
  aliases: [],
  check,
};

/** Sub-commands that trust nothing new. */
const HARMLESS = new Set(['del', 'list', 'finger', 'export', 'exportall', 'net-update']);

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'apt-key' || command.args.some(({ value }) => HARMLESS.has(value))) continue;
    const message = 'apt-key trusts a key for every repository. Name the key with signed-by in the source.';
    yield { kind: 'hit', instruction, range: nameRange(command), message };
  }
}
