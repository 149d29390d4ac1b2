import { hasBuildx } from '../../engines/buildx/build-check.ts';
import { shellcheckVersion } from '../../engines/shellcheck/shellcheck.ts';
import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { EngineError, errorText } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import type { Logger } from '../../util/log.ts';
import { buildxHits } from './buildx-check.ts';
import type { ForeignHit } from './foreign.ts';
import type { LintProfile } from '../../model/lint.ts';
import { shellcheckHits } from './shellcheck.ts';

/** `on`: no answer is an error. `auto`: it is a note in the log. */
type Use = 'auto' | 'on' | 'off';

export interface EngineOptions {
  readonly profile: LintProfile;
  readonly shellcheck: Use;
  readonly buildxCheck: Use;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** The programs that are asked besides our own rules, for any number of Dockerfiles. */
export interface LintEngines {
  /** @throws EngineError when a program that must answer does not */
  hits(dockerfile: Dockerfile, choice: BuildChoice): Promise<readonly ForeignHit[]>;
}

interface Engine {
  readonly name: string;
  readonly use: Use;
  readonly isHere: () => Promise<boolean>;
  readonly ask: (dockerfile: Dockerfile, choice: BuildChoice) => Promise<readonly ForeignHit[]>;
}

/** Nothing is started before the first Dockerfile. */
export function newLintEngines(options: EngineOptions): LintEngines {
  const { profile, shellcheck, buildxCheck, env, signal, log } = options;
  const engines: Engine[] = [
    {
      name: 'ShellCheck',
      // What it says is style: by itself it speaks only where style is asked for.
      use: shellcheck === 'auto' && profile !== 'all' ? 'off' : shellcheck,
      isHere: async () => (await shellcheckVersion(env, signal)) !== null,
      ask: async (dockerfile, choice) => shellcheckHits(dockerfile, choice, { env, signal }),
    },
    {
      name: 'docker buildx',
      use: buildxCheck,
      isHere: async () => hasBuildx(env, signal),
      ask: async (dockerfile, choice) => buildxHits(dockerfile, choice, { env, signal }),
    },
  ];
  const presence = new Map<Engine, Promise<boolean>>();
  const noted = new Set<Engine>();
  return {
    async hits(dockerfile, choice) {
      const hits: ForeignHit[] = [];
      for (const engine of engines)
        if (engine.use !== 'off') hits.push(...(await ask(engine, dockerfile, choice)));
      return hits;
    },
  };

  async function ask(
    engine: Engine,
    dockerfile: Dockerfile,
    choice: BuildChoice,
  ): Promise<readonly ForeignHit[]> {
    try {
      const isHere = presence.get(engine) ?? engine.isHere();
      presence.set(engine, isHere);
      if (!(await isHere))
        throw new EngineError('ENGINE_MISSING', `${engine.name} is not installed`, MISSING);
      return await engine.ask(dockerfile, choice);
    } catch (error) {
      signal.throwIfAborted();
      if (engine.use === 'on') throw error;
      if (!noted.has(engine)) log.info(`${engine.name} was not asked: ${plain(errorText(error), 500)}`);
      noted.add(engine);
      return [];
    }
  }
}

const MISSING = { hint: 'Install it, or do not ask for it with `on`.' } as const;
