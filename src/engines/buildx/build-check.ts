import { tmpdir } from 'node:os';
import { z } from 'zod';
import { EngineError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { makeTempFolder } from '../../util/temp.ts';
import { runProgram } from '../run.ts';

/** One warning of `docker buildx build --check`. */
export interface BuildWarning {
  /** `StageNameCasing`. */
  readonly name: string;
  /** One line: what is wrong here. */
  readonly message: string;
  /** Lines of the Dockerfile, from 1; null when it names none. */
  readonly lines: { readonly first: number; readonly last: number } | null;
}

export interface BuildCheckOptions {
  readonly target: string | null;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const LINE = z.object({ line: z.int().min(1) });
const WARNING = z.object({
  ruleName: z.string(),
  description: z.string().default(''),
  detail: z.string().default(''),
  location: z
    .object({ ranges: z.array(z.object({ start: LINE, end: LINE.optional() })).default([]) })
    .optional(),
});
const ANSWER = z.object({
  warnings: z.array(WARNING).nullish(),
  buildError: z.object({ message: z.string() }).nullish(),
});

/** True when `docker buildx` runs here. @throws EngineError ENGINE_* */
export async function hasBuildx(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<boolean> {
  const answer = await runProgram({ program: 'docker', args: ['buildx', 'version'], env, signal });
  return answer?.exitCode === 0;
}

/**
 * Asks the builder's own checks about a Dockerfile. The builder gets the text alone, with an empty context.
 * Source: docs.docker.com/reference/cli/docker/buildx/build, "--call", `format=json`.
 * @throws EngineError ENGINE_*, BUILDX_CHECK_FAILED; SourceError TEMP_UNUSABLE
 */
export async function buildCheck(
  text: string,
  { target, buildArgs, env, signal }: BuildCheckOptions,
): Promise<readonly BuildWarning[]> {
  const context = await makeTempFolder(env['RUNNER_TEMP'] ?? tmpdir());
  try {
    const args = [
      'buildx',
      'build',
      '--call=check,format=json',
      '--file=-',
      ...(target === null ? [] : [`--target=${target}`]),
      ...[...buildArgs].map(([name, value]) => `--build-arg=${name}=${value}`),
      context.path,
    ];
    const answer = await runProgram({ program: 'docker', args, input: text, env, signal });
    const parsed = answer === null ? null : readAnswer(answer.stdout);
    if (parsed === null || parsed.buildError) {
      const why = parsed?.buildError?.message ?? lastLine(answer?.stderr ?? '');
      throw new EngineError('BUILDX_CHECK_FAILED', `docker buildx build --check failed: ${plain(why, 300)}`, {
        hint: 'Check that the builder runs and knows checks (BuildKit 0.15 or later), or set buildx-check to off.',
      });
    }
    return (parsed.warnings ?? []).map((warning) => toWarning(warning));
  } finally {
    await context.remove();
  }
}

function readAnswer(stdout: string): z.infer<typeof ANSWER> | null {
  try {
    return ANSWER.parse(JSON.parse(stdout));
  } catch {
    return null;
  }
}

function toWarning({ ruleName, description, detail, location }: z.infer<typeof WARNING>): BuildWarning {
  const ranges = location?.ranges ?? [];
  const [first] = ranges;
  const last = ranges.at(-1);
  const lines =
    first === undefined || last === undefined
      ? null
      : { first: first.start.line, last: (last.end ?? last.start).line };
  return { name: ruleName, message: detail === '' ? description : detail, lines };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
