import type { Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { stageChain } from '../../dockerfile/stages.ts';
import { parseReference } from '../../model/reference.ts';
import { officialImage } from './official-image.ts';
import type { Fix, LintContext } from './rule.ts';

/** Nothing that a shell would do something with but take quotes away. */
const NO_SHELL = /^[\w@%+=:,./ \t"'-]+$/u;
/** Not programs, or not always. */
// prettier-ignore
const BUILTINS = new Set([
  '.', ':', 'alias', 'bg', 'break', 'cd', 'command', 'continue', 'eval', 'exec', 'exit', 'export', 'false', 'fg',
  'getopts', 'hash', 'if', 'jobs', 'local', 'read', 'readonly', 'return', 'set', 'shift', 'source', 'test', 'time',
  'times', 'trap', 'true', 'type', 'ulimit', 'umask', 'unalias', 'unset', 'wait', 'while', 'for', 'case', 'until',
]);
/** Official images without an ENTRYPOINT of their own, which would get the shell as its argument. */
// prettier-ignore
const NO_ENTRYPOINT = new Set([
  'almalinux', 'alpine', 'amazonlinux', 'buildpack-deps', 'busybox', 'debian', 'fedora', 'golang', 'perl', 'python',
  'rockylinux', 'ruby', 'rust', 'ubuntu',
]);

/** Writes a shell form as a JSON array; null where the shell, or what is around it, makes a difference. */
export function execForm(context: LintContext, instruction: Instruction): Fix | null {
  const { dockerfile, scripts, bases } = context;
  const script = scripts.get(instruction);
  const stage = instruction.stage === null ? undefined : dockerfile.stages[instruction.stage];
  if (script?.kind !== 'shell' || stage === undefined || script.problems.length > 0) return null;
  const [command, ...more] = script.commands;
  if (command === undefined || more.length > 0 || command.assignments.length > 0) return null;
  if (command.name === null || BUILTINS.has(command.name)) return null;
  if (!command.words.every(({ text }) => NO_SHELL.test(text)) || !NO_SHELL.test(instruction.argument.text))
    return null;
  const chain = stageChain(dockerfile, stage, bases);
  if (has(chain, 'SHELL') || !isAlone(context, instruction, chain)) return null;
  const [first, last] = [command.words[0]?.range, command.words.at(-1)?.range];
  if (first === undefined || last === undefined || first.line !== last.endLine) return null;
  const range = { ...first, endLine: last.endLine, endColumn: last.endColumn };
  const text = `[${command.words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
  return { description: 'Write it as a JSON array', edits: [{ range, text }] };
}

/** CMD and ENTRYPOINT are put together: the form of one decides what becomes of the other. */
function isAlone(context: LintContext, { keyword }: Instruction, chain: readonly Stage[]): boolean {
  if (keyword === 'HEALTHCHECK') return true;
  if (keyword === 'ENTRYPOINT') return !has(chain, 'CMD');
  const from = chain.at(-1)?.from;
  const name = from === undefined ? null : context.resolve(from.words[0]?.text ?? '', from).text;
  const reference = name === null ? null : parseReference(name);
  const image = reference === null ? null : officialImage(reference);
  return image !== null && NO_ENTRYPOINT.has(image) && !has(chain, 'ENTRYPOINT');
}

function has(chain: readonly Stage[], keyword: string): boolean {
  return chain.some(({ instructions }) => instructions.some((item) => item.keyword === keyword));
}
