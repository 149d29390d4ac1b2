import type { Dockerfile, Instruction, Stage, StageBase } from '../../dockerfile/dockerfile.ts';
import type { ImageUse } from '../../dockerfile/image-uses.ts';
import type { Script } from '../../dockerfile/script.ts';
import type { ShellCommand } from '../../dockerfile/shell.ts';
import type { Resolved } from '../../dockerfile/variables.ts';
import type { Edit, Fix, TextRange } from '../../model/finding.ts';
import type { LintOptions, LintProfile } from '../../model/lint.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { BuildContextView } from './build-context/view.ts';

/** What a rule may look at. Everything is worked out once for all rules. */
export interface LintContext {
  readonly dockerfile: Dockerfile;
  /** The stage that is built; null when the file has no stage. */
  readonly target: Stage | null;
  /** The target and the stages it starts from, itself first. */
  readonly chain: readonly Stage[];
  /** All instructions in order; an ONBUILD is followed by the instruction it sets. */
  readonly instructions: readonly Instruction[];
  /** What each stage starts from, by stage index, with the build arguments given. */
  readonly bases: readonly StageBase[];
  readonly imageUses: readonly ImageUse[];
  /** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, in order. */
  readonly commands: readonly PlacedCommand[];
  readonly scripts: ReadonlyMap<Instruction, Script>;
  /** Fills in the ARG and ENV values that a text has in that instruction. */
  readonly resolve: (text: string, instruction: Instruction) => Resolved;
  readonly options: LintOptions;
  /** What lies in the build context; null when the context is not known. */
  readonly buildContext: BuildContextView | null;
  /** When it is judged: what is past its end of life depends on it. */
  readonly now: Date;
}

export interface PlacedCommand {
  readonly command: ShellCommand;
  readonly instruction: Instruction;
}

/** Something a rule found. */
export interface Hit {
  readonly kind: 'hit';
  readonly instruction: Instruction;
  /** The offending words. */
  readonly range: TextRange;
  /** One or two sentences: what is here and what to do. */
  readonly message: string;
  /** When it differs from the rule's. */
  readonly severity?: Severity;
  /** What tells this hit from others of the rule; by default the instruction's text without versions. */
  readonly key?: string;
  /** Only where it is certain: the meaning of the file stays the same but for what the rule is about. */
  readonly fix?: Fix;
}

export type { Edit, Fix };

/** Something a rule would have to know and cannot. */
export interface Unexamined {
  readonly kind: 'unexamined';
  readonly range: TextRange;
  readonly reason: string;
}

/** One rule of the Dockerfile check: one file and one spec. */
export interface LintRule extends RuleMetadata {
  readonly category: 'lint';
  /** The smallest profile in which it is on. */
  readonly profile: LintProfile;
  /** Codes of `Dockerfile.problems` that it reports in place of DF-PARSE. */
  readonly problems?: readonly string[];
  check(context: LintContext): Iterable<Hit | Unexamined>;
}
