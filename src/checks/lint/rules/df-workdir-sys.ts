import { posix } from 'node:path';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfWorkdirSys: LintRule = {
  id: 'DF-WORKDIR-SYS',
  title: 'The working directory is a folder of the system',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'What is built or written there lands among the files of the system or the kernel, and hides or changes them.',
  fix: 'Use a folder of its own, such as `/app`.',
  references: ['CWE-668'],
  aliases: ['DS-0030'],
  check,
};

/** Not files but the kernel and its devices. */
const KERNEL = new Set(['/boot', '/dev', '/proc', '/sys']);
const SYSTEM = new Set(['/bin', '/etc', '/lib', '/lib64', '/run', '/sbin', '/var/run']);

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const word = instruction.words[0];
    if (instruction.keyword !== 'WORKDIR' || word === undefined) continue;
    const path = normalPath(resolve(word.text, instruction).text ?? '');
    if (!KERNEL.has(path) && !SYSTEM.has(path)) continue;
    const message = `WORKDIR "${plain(path, 100)}" is a folder of the system. Use one for the application only.`;
    const hit = { kind: 'hit', instruction, range: word.range, message } as const;
    yield KERNEL.has(path) ? hit : { ...hit, severity: 'medium' };
  }
}

function normalPath(path: string): string {
  const normal = posix.normalize(path.trim());
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
