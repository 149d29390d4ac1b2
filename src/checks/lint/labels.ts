import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../dockerfile/pairs.ts';
import type { TextRange } from '../../model/finding.ts';
import type { LintContext } from './rule.ts';

export interface Label {
  /** Without quotes; as written when a variable in it has no value. */
  readonly key: string;
  /** Variables filled in; null when some have no value. */
  readonly value: string | null;
  readonly keyRange: TextRange;
  readonly range: TextRange;
  readonly instruction: Instruction;
}

/** Every label that LABEL sets, in order. */
export function labelsOf({ dockerfile, resolve }: LintContext): Label[] {
  const labels: Label[] = [];
  for (const instruction of dockerfile.instructions) {
    if (instruction.keyword !== 'LABEL') continue;
    for (const { name, nameRange, value, range } of pairsOf(instruction)) {
      labels.push({
        key: resolve(name, instruction).text ?? name,
        value: value === null ? null : resolve(value.text, instruction).text,
        keyRange: nameRange,
        range,
        instruction,
      });
    }
  }
  return labels;
}
