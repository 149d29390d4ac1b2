import type { ShellWord } from '../../dockerfile/shell.ts';

/** How a program reads its arguments. */
export interface OptionSyntax {
  /** Options that take a value, dashes included: `--repo`, and `-t` also inside a bunch. */
  readonly withValue: ReadonlySet<string>;
  /** True when `-ldflags` is one option and no bunch of letters, as for Go. */
  readonly singleDash?: boolean;
}

export interface Option {
  /** With its dashes; each letter of a bunch is an option of its own: `-qy` gives `-q` and `-y`. */
  readonly name: string;
  readonly value: string | null;
  readonly word: ShellWord;
}

/** The arguments of a command, told apart. */
export interface CommandLine {
  readonly options: readonly Option[];
  /** Words that are neither options nor their values. */
  readonly operands: readonly ShellWord[];
}

/** Tells options, their values and operands apart. All that follows `--` is an operand. */
export function readCommandLine(args: readonly ShellWord[], syntax: OptionSyntax): CommandLine {
  const options: Option[] = [];
  const operands: ShellWord[] = [];
  let waiting: { name: string; word: ShellWord } | null = null;
  for (const [index, word] of args.entries()) {
    if (waiting !== null) {
      options.push({ ...waiting, value: word.value });
      waiting = null;
      continue;
    }
    if (word.value === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (!word.value.startsWith('-') || word.value === '-') {
      operands.push(word);
      continue;
    }
    const read = readOption(word, syntax);
    options.push(...read.options);
    if (read.waiting !== null) waiting = { name: read.waiting, word };
  }
  if (waiting !== null) options.push({ ...waiting, value: null });
  return { options, operands };
}

/** True when one of these options is there, whatever its value. */
export function hasOption({ options }: CommandLine, names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

interface ReadOption {
  readonly options: readonly Option[];
  /** The option whose value is the next word. */
  readonly waiting: string | null;
}

function readOption(word: ShellWord, syntax: OptionSyntax): ReadOption {
  const { value } = word;
  if (!value.startsWith('--') && syntax.singleDash !== true) return readBunch(word, syntax);
  const equals = value.indexOf('=');
  if (equals >= 0) {
    const option = { name: value.slice(0, equals), value: value.slice(equals + 1), word };
    return { options: [option], waiting: null };
  }
  if (syntax.withValue.has(value)) return { options: [], waiting: value };
  return { options: [{ name: value, value: null, word }], waiting: null };
}

function readBunch(word: ShellWord, { withValue }: OptionSyntax): ReadOption {
  const letters = word.value.slice(1);
  const options: Option[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const name = `-${letters[at] ?? ''}`;
    const rest = letters.slice(at + 1);
    if (withValue.has(name) && rest === '') return { options, waiting: name };
    if (withValue.has(name) || rest.startsWith('=')) {
      options.push({ name, value: rest.replace(/^=/u, ''), word });
      break;
    }
    options.push({ name, value: null, word });
  }
  return { options, waiting: null };
}
