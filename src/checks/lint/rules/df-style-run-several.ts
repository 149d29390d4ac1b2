import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { Script } from '../../../dockerfile/script.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleRunSeveral: LintRule = {
  id: 'DF-STYLE-RUN-SEVERAL',
  title: 'Several RUN in a row',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Each RUN makes a layer of its own, and what one leaves behind the next cannot remove.',
  fix: 'Join them with `&&`, or use a heredoc.',
  references: [],
  aliases: ['DL3059'],
  check,
};

/** Only RUNs of one command: joining long ones costs more in caching than it gains. */
function* check({ dockerfile, scripts }: LintContext): Iterable<Hit> {
  let before: Instruction | null = null;
  for (const instruction of dockerfile.instructions) {
    const isShort = instruction.keyword === 'RUN' && commandCount(scripts.get(instruction)) <= 1;
    if (isShort && before !== null && flagsOf(before) === flagsOf(instruction)) {
      const message = 'This RUN and the one before it could be one. Join them.';
      yield { kind: 'hit', instruction, range: instruction.keywordRange, message };
    }
    before = isShort ? instruction : null;
  }
}

/** Scripts in other languages count as one command. */
function commandCount(script: Script | undefined): number {
  if (script?.kind !== 'shell') return 1;
  const all = script.commands.filter(({ wrapper }) => wrapper === null);
  const inside = new Set(
    all.flatMap(({ words, substitutions }) => (words.length === 1 ? substitutions : [])),
  );
  return all.filter((command) => !inside.has(command)).length;
}

function flagsOf({ flags }: Instruction): string {
  return flags.map(({ name, value }) => `${name}=${value ?? ''}`).join(' ');
}
