import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import type { TextRange } from '../../../model/finding.ts';
import { plain } from '../../../util/escape.ts';
import { operands } from '../command-options.ts';
import { fetchOf, isLoopback } from '../fetches.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';

export const dfDlHttp: LintRule = {
  id: 'DF-DL-HTTP',
  title: 'A download without encryption',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'Anyone on the way can put their own bytes in place of what is downloaded.',
  fix: 'Write `https://`. Where the server has none, check a sum or a signature that came by another way.',
  references: ['CIS 4.11', 'CWE-319'],
  aliases: [],
  check,
};

const PLAIN = /^(?:http|ftp|git):\/\//iu;
const INDEXES = new Set([
  '-i',
  '--index-url',
  '--extra-index-url',
  '--index',
  '--registry',
  '--source',
  '-s',
]);
const INDEX_USERS = /^(?:pip[\d.]*|npm|yarn|pnpm|gem|uv)$/u;
const SUMS = /^(?:sha\d+|b2|b3|shasum)(?:sum)?$/u;

function* check(context: LintContext): Iterable<Hit> {
  const checked = new Set<Instruction>();
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== null && SUMS.test(command.name)) checked.add(instruction);
  }
  for (const { command, instruction } of runCommands(context)) {
    if (checked.has(instruction)) continue;
    for (const { value, range } of addresses(command)) {
      if (isPlain(value)) yield hit(instruction, range, value);
    }
  }
  for (const instruction of context.instructions) {
    if (instruction.keyword !== 'ADD' || instruction.flags.some(({ name }) => name === 'checksum')) continue;
    for (const { value, text, range } of instruction.words.slice(0, -1)) {
      const source = instruction.json === null ? (context.resolve(text, instruction).text ?? value) : value;
      if (isPlain(source)) yield hit(instruction, range, source);
    }
  }
}

function hit(instruction: Instruction, range: TextRange, url: string): Hit {
  const message = `"${plain(url, 200)}" comes without encryption: anyone on the way can change it. Write https.`;
  return { kind: 'hit', instruction, range, message };
}

function isPlain(url: string): boolean {
  return PLAIN.test(url) && !isLoopback(url);
}

/** The words that name what is downloaded. */
function addresses(command: ShellCommand): readonly ShellWord[] {
  const { name, args } = command;
  if (name === null) return [];
  if (name === 'git')
    return ['clone', 'submodule', 'remote', 'fetch', 'pull'].includes(args[0]?.value ?? '')
      ? operands(command)
      : [];
  if (INDEX_USERS.test(name)) return indexes(args);
  return fetchOf(command)?.urls ?? [];
}

/** `--index-url http://…`, and packages given by address. */
function indexes(args: readonly ShellWord[]): ShellWord[] {
  const found: ShellWord[] = [];
  for (const [index, word] of args.entries()) {
    const equals = word.value.indexOf('=');
    const isOption = word.value.startsWith('-');
    if (isOption && equals > 0 && INDEXES.has(word.value.slice(0, equals)))
      found.push({ ...word, value: word.value.slice(equals + 1) });
    const before = args[index - 1]?.value ?? '';
    if (!isOption && (INDEXES.has(before) || !before.startsWith('-'))) found.push(word);
  }
  return found;
}
