import type { TextRange } from '../model/finding.ts';
import type { SourceText } from './source-text.ts';

/**
 * One Dockerfile, read once: what is in it and where. Made by `parseDockerfile`, which never throws: what
 * could not be read is in `problems`.
 * Source: docs.docker.com/reference/dockerfile, and the behaviour of BuildKit's own parser.
 */
export interface Dockerfile {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Comment lines, also those inside a continued instruction; no directives. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** Index of the last stage of each name, lower case. */
  readonly stageNames: ReadonlyMap<string, number>;
  /** The ARG instructions before the first FROM. */
  readonly globalArgs: readonly Instruction[];
  readonly problems: readonly Problem[];
}

/** `# syntax=…`, `# escape=…`, `# check=…` at the top of the file. */
export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly range: TextRange;
}

export interface Comment {
  /** What follows the `#`, without white space at the ends. */
  readonly text: string;
  readonly range: TextRange;
}

export interface Instruction {
  /** Upper case, known or not. */
  readonly keyword: string;
  /** From the keyword to the end of the last word, or of the last heredoc's terminator. */
  readonly range: TextRange;
  readonly keywordRange: TextRange;
  readonly flags: readonly Flag[];
  /** What follows the flags: continuation lines joined, no heredoc bodies. */
  readonly argument: SourceText;
  /** The argument's words, or the strings of its JSON array. */
  readonly words: readonly Word[];
  /** The strings of the exec form; null when it is not a JSON array of strings (then it is the shell form). */
  readonly json: readonly string[] | null;
  readonly heredocs: readonly Heredoc[];
  /** As written in the file, heredocs included. */
  readonly raw: string;
  /** For ONBUILD: the instruction to run later. */
  readonly trigger: Instruction | null;
  /** Index of its stage; null before the first FROM. */
  readonly stage: number | null;
}

/** `--name=value`; a flag without a value has `null`. */
export interface Flag {
  /** Without dashes, as written. */
  readonly name: string;
  readonly value: string | null;
  readonly range: TextRange;
}

export interface Word {
  /** As written, quotes and all. */
  readonly text: string;
  /** Without quotes and escapes; variables are not resolved. */
  readonly value: string;
  readonly range: TextRange;
  /** `text` with its places. */
  readonly source: SourceText;
  /** Why its quotes or variables cannot be read; null when they can. */
  readonly error: string | null;
}

export interface Heredoc {
  readonly name: string;
  /** False when the name is quoted: variables in the body stay as they are. */
  readonly expand: boolean;
  /** `<<-`: leading tabs are removed. */
  readonly chomp: boolean;
  /** The lines between, with their line ends; leading tabs removed when `chomp`. */
  readonly body: SourceText;
  /** Of the body and the line that ends it. */
  readonly range: TextRange;
  /** Of the name that ends it; null when the file ends first. */
  readonly terminator: TextRange | null;
  /** Offset in the file of its end. */
  readonly end: number;
}

/** What a stage starts from. `text` is as written; variables in it are not resolved. */
export type StageBase =
  | { readonly kind: 'image'; readonly text: string }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'scratch' };

export interface Stage {
  readonly index: number;
  /** Lower case, as BuildKit compares it; null without `AS`. */
  readonly name: string | null;
  readonly from: Instruction;
  readonly base: StageBase;
  /** Without its FROM. */
  readonly instructions: readonly Instruction[];
}

/** Something in the file that could not be read, or that the builder would refuse. */
export interface Problem {
  /** Upper snake case. */
  readonly code: string;
  readonly message: string;
  readonly range: TextRange;
  /** True when what stands there was not examined: it is reported as an unknown too. */
  readonly unread: boolean;
}
