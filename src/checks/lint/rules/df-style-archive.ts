import { posix } from 'node:path';
import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';

export const dfStyleArchive: LintRule = {
  id: 'DF-STYLE-ARCHIVE',
  title: 'An archive is copied and then extracted',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The archive stays in the layer of COPY, next to what was taken out of it.',
  fix: 'Write `ADD archive.tar.gz /folder/`: it extracts and keeps no archive. Or mount it: `RUN --mount=type=bind,source=…`.',
  references: [],
  aliases: ['DL3010'],
  check,
};

const ARCHIVE =
  /\.(?:tar|tar\.(?:gz|bz2|xz|lzma|lz|zst|Z)|tgz|tbz|tbz2|tb2|txz|tlz|tpz|tZ|gz|bz2|xz|lz|lzma|Z)$/u;
const EXTRACTORS = new Set(['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'uncompress', 'zcat', 'zgz']);

function* check(context: LintContext): Iterable<Hit> {
  const copied = new Map<string, ReturnType<typeof archivesOf>>();
  for (const instruction of context.dockerfile.instructions) {
    for (const archive of archivesOf(instruction)) {
      const key = `${instruction.stage ?? ''} ${archive.name}`;
      copied.set(key, [...(copied.get(key) ?? []), archive]);
    }
  }
  if (copied.size === 0) return;
  for (const { command, instruction } of runCommands(context)) {
    for (const word of extracted(command)) {
      const name = posix.basename(word.value);
      const archive = copied
        .get(`${instruction.stage ?? ''} ${name}`)
        ?.find((item) => isAfter(instruction, item.instruction));
      if (archive === undefined) continue;
      const message = `"${plain(name, 80)}" is copied and extracted later, so it stays in the image. Write ADD.`;
      yield { kind: 'hit', instruction: archive.instruction, range: archive.range, message };
      copied.delete(`${instruction.stage ?? ''} ${name}`);
    }
  }
}

/** The archives that COPY takes from the context, by the name they get; ADD takes none from another stage. */
function archivesOf(instruction: Instruction): {
  readonly name: string;
  readonly range: Instruction['range'];
  readonly instruction: Instruction;
}[] {
  const { keyword, flags, words } = instruction;
  if (keyword !== 'COPY' || flags.some(({ name }) => name === 'from')) return [];
  const target = words.at(-1);
  const sources = words.slice(0, -1).filter(({ value }) => ARCHIVE.test(value));
  const found = sources.map(({ value, range }) => ({ name: posix.basename(value), range, instruction }));
  const [only] = sources;
  if (target !== undefined && only !== undefined && sources.length === 1 && ARCHIVE.test(target.value))
    found.push({ name: posix.basename(target.value), range: only.range, instruction });
  return found;
}

function extracted(command: ShellCommand): readonly ShellWord[] {
  const { name, args } = command;
  if (name === null) return [];
  if (EXTRACTORS.has(name)) return args;
  if ((name === 'tar' || name === 'bsdtar') && takesOut(args)) return args.map(withoutFileOption);
  const isDecompressor = name === 'gzip' || name === 'xz' || name === 'bzip2';
  return isDecompressor && args.some(({ value }) => /^-[a-z]*d|^--decompress$/u.test(value)) ? args : [];
}

/** `tar -xzf`, `tar xzf`, `tar --extract`. */
function takesOut(args: readonly ShellWord[]): boolean {
  return args.some(({ value }, index) => {
    if (value === '--extract' || value === '--get') return true;
    return /^-[A-Za-z]*x/u.test(value) || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/u.test(value));
  });
}

function withoutFileOption(word: ShellWord): ShellWord {
  return { ...word, value: word.value.replace(/^--file=/u, '') };
}

function isAfter({ range }: Instruction, other: Instruction): boolean {
  return range.line > other.range.line;
}
