import { resolve } from 'node:path';
import type { CheckResult } from '../checks/check.ts';
import { readBuildContext } from '../checks/lint/build-context/read.ts';
import { checkLint } from '../checks/lint/check.ts';
import { newLintEngines } from '../checks/lint/engines.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../dockerfile/image-uses.ts';
import type { Settings } from '../settings/settings.ts';
import { plain } from '../util/escape.ts';
import type { Logger } from '../util/log.ts';

/** What linting takes from the world around it. */
export interface LinterContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  now(): Date;
}

export interface LintJob extends BuildChoice {
  readonly dockerfile: Dockerfile;
  /** The folder of the build context, relative to the working directory; null: not known, and not looked into. */
  readonly folder: string | null;
}

/** Lints one Dockerfile with the rules, the engines and the build context that the settings ask for. */
export type Linter = (job: LintJob) => Promise<CheckResult>;

/** A linter for one run: says once what the settings have to say, and looks for the engines once. */
export function newLinter({ lint }: Settings, context: LinterContext): Linter {
  const { log, signal, env, cwd } = context;
  const { options, shellcheck, buildxCheck } = lint;
  for (const note of lint.notes) log.warn(plain(note));
  const engines = newLintEngines({ profile: options.profile, shellcheck, buildxCheck, env, signal, log });
  return async ({ dockerfile, folder, target, buildArgs }) => {
    const choice = { target, buildArgs };
    const foreign = await engines.hits(dockerfile, choice);
    const buildContext =
      folder === null ? null : await readBuildContext(resolve(cwd, folder), resolve(cwd, dockerfile.path));
    return checkLint({ dockerfile, foreign, buildContext, options, now: context.now(), ...choice });
  };
}
