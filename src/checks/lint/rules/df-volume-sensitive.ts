import { posix } from 'node:path';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfVolumeSensitive: LintRule = {
  id: 'DF-VOLUME-SENSITIVE',
  title: 'A system folder is declared a volume',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'A volume outlives the container and is shared: in a system folder it keeps what an attacker changed, and invites mounting the folder of the host.',
  fix: 'Declare a volume for the data only, such as `/var/lib/app`.',
  references: ['CIS 5.6', 'CIS 5.32', 'CWE-668'],
  aliases: ['DKL-DI-0002'],
  check,
};

const SENSITIVE = new Set([
  '/',
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib64',
  '/proc',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var/run',
  '/run/docker.sock',
  '/var/run/docker.sock',
]);

function* check({ instructions, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    const { keyword, words, json } = instruction;
    if (keyword !== 'VOLUME') continue;
    for (const { text, value, range } of words) {
      const path = resolve(json === null ? text : value, instruction).text ?? value;
      if (!SENSITIVE.has(normal(path))) continue;
      const message = `VOLUME "${plain(path, 100)}" is a folder of the system. Declare one for the data only.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

function normal(path: string): string {
  const plainPath = posix.normalize(path.trim());
  return plainPath.length > 1 ? plainPath.replace(/\/$/u, '') : plainPath;
}
