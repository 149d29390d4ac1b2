import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';

export interface OptionNames {
  /** `--insecure`, also found as `--insecure=…`. */
  readonly long?: readonly string[];
  /** One letter, also found in a bunch: the `k` of `-fsSLk`. */
  readonly short?: string;
  /** Letters that take a value: what follows them in a bunch is not an option. */
  readonly shortWithValue?: string;
}

/**
 * The word that holds one of these options; null when none does. Words after `--`, and words that are the
 * value of a one-letter option, are no options.
 */
export function findOption(
  command: ShellCommand,
  { long = [], short, shortWithValue = '' }: OptionNames,
): ShellWord | null {
  let isValue = false;
  for (const word of command.args) {
    const { value } = word;
    if (isValue) {
      isValue = false;
      continue;
    }
    if (value === '--') return null;
    if (value.startsWith('--')) {
      const equals = value.indexOf('=');
      if (long.includes(equals < 0 ? value : value.slice(0, equals))) return word;
    } else if (value.startsWith('-')) {
      const letters = optionLetters(value.slice(1), shortWithValue);
      if (short !== undefined && letters.includes(short)) return word;
      isValue = letters.length === value.length - 1 && shortWithValue.includes(letters.at(-1) ?? ' ');
    }
  }
  return null;
}

/** The value of `--name value` or `--name=value`, with the words it takes; null when it is not there. */
export function optionValue(
  command: ShellCommand,
  names: readonly string[],
): { value: string; word: ShellWord } | null {
  for (const [index, word] of command.args.entries()) {
    const equals = word.value.indexOf('=');
    if (names.includes(word.value)) return { value: command.args[index + 1]?.value ?? '', word };
    if (equals > 0 && names.includes(word.value.slice(0, equals)))
      return { value: word.value.slice(equals + 1), word };
  }
  return null;
}

/** The words that are no options. */
export function operands(command: ShellCommand): ShellWord[] {
  return command.args.filter(({ value }) => !value.startsWith('-') || value === '-');
}

/** The letters of a bunch that are options: after one that takes a value comes the value. */
function optionLetters(bunch: string, withValue: string): string {
  for (let at = 0; at < bunch.length; at += 1) {
    if (withValue.includes(bunch[at] ?? ' ')) return bunch.slice(0, at + 1);
  }
  return bunch;
}
