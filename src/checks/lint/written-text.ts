import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { rangeIn } from '../../dockerfile/source-text.ts';
import type { TextRange } from '../../model/finding.ts';
import type { LintContext } from './rule.ts';

/** A place where configuration text is written: a word of a command (`echo …`), or a line of a heredoc. */
export interface WrittenText {
  readonly text: string;
  readonly range: TextRange;
  readonly instruction: Instruction;
}

/** Words of commands, and lines of heredocs that are no script that was parsed. */
export function* writtenTexts(context: LintContext): Iterable<WrittenText> {
  for (const { command, instruction } of context.commands) {
    // A wrapped command has the words of its wrapper.
    if (command.wrapper !== null) continue;
    for (const { value, range } of command.words) yield { text: value, range, instruction };
  }
  for (const instruction of context.instructions) {
    if (instruction.keyword === 'ONBUILD') continue;
    for (const { body } of instruction.heredocs) {
      let start = 0;
      for (const line of body.text.split('\n')) {
        yield { text: line, range: rangeIn(body, start, start + line.length), instruction };
        start += line.length + 1;
      }
    }
  }
}
