import type { LabelType } from '../../model/lint.ts';
import { plain } from '../../util/escape.ts';
import { labelsOf } from './labels.ts';
import type { Hit, LintContext } from './rule.ts';

export interface LabelCheck {
  readonly type: LabelType;
  readonly holds: (value: string) => boolean;
  /** `a URL` */
  readonly what: string;
}

/** The labels that the schema gives that type and whose value does not look like it. */
export function* labelsNot(context: LintContext, { type, holds, what }: LabelCheck): Iterable<Hit> {
  const { labelSchema } = context.options;
  if (labelSchema.size === 0) return;
  for (const { key, value, range, instruction } of labelsOf(context)) {
    // What only a build argument gives is not known.
    if (labelSchema.get(key) !== type || value === null || holds(value)) continue;
    const message = `The label "${plain(key, 200)}" is "${plain(value, 100)}", which is not ${what}.`;
    yield { kind: 'hit', instruction, range, message };
  }
}
