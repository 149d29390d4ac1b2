import path from 'node:path';
import type { CheckResult } from '../checks/check.ts';
import { conclude } from '../conclude.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { readDockerfile, readDockerfileFrom } from '../dockerfile/read.ts';
import { InputError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { LintOptions } from '../model/lint.ts';
import type { Unknown } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Settings } from '../settings/settings.ts';
import { Steps } from '../steps.ts';
import { plain } from '../util/escape.ts';
import { fixDockerfile, fixObstacle } from './fix-file.ts';
import type { LintFile } from './files.ts';
import { lintFiles } from './files.ts';
import type { Linter, LinterContext } from './linter.ts';
import { newLinter } from './linter.ts';

/** What the lint command takes from the world around it. */
export interface LintContext extends LinterContext {
  readonly version: string;
  readonly stdin: AsyncIterable<unknown>;
}

/** A file whose text is to change. */
export interface Change {
  /** As it was named. */
  readonly name: string;
  /** As reports show it. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface LintRun {
  readonly report: Report;
  /** Empty unless fixes were asked for. The report is about the files as they are after them when they are written. */
  readonly changes: readonly Change[];
}

interface Run {
  readonly settings: Settings;
  readonly context: LintContext;
  readonly linter: Linter;
  readonly findings: Finding[];
  readonly unknowns: Unknown[];
  readonly paths: string[];
  readonly changes: Change[];
}

/**
 * `image-gate lint`: any number of Dockerfiles, one verdict over all. Nothing is written here.
 * Throws `InputError` for a file that was named and cannot be read, and the signal's reason when aborted; what a
 * pattern found and cannot be read is an unknown.
 */
export async function runLint(settings: Settings, context: LintContext): Promise<LintRun> {
  const startedAt = context.now().toISOString();
  const { log, signal, cwd } = context;
  const steps = new Steps(log, signal);
  const linter = newLinter(settings, context);
  const run: Run = { settings, context, linter, findings: [], unknowns: [], paths: [], changes: [] };

  const files = await lintFiles(settings.lint.files, cwd);
  const title = files.length === 1 ? 'Linting the Dockerfile' : `Linting ${files.length} Dockerfiles`;
  await steps.run('lint', title, async (): Promise<CheckResult> => {
    for (const file of files) {
      signal.throwIfAborted();
      await lintOne(run, file);
    }
    return run;
  });
  for (const id of ['image', 'inventory', 'vulnerabilities', 'hardening', 'signatures'] as const)
    steps.skip(id, 'only the Dockerfile was examined');

  const [first = null] = run.paths;
  const about = {
    startedAt,
    requested: null,
    subject: null,
    dockerfile: run.paths.length === 1 ? first : null,
    ...(run.paths.length > 1 ? { dockerfiles: run.paths } : {}),
    components: [],
    advisories: [],
    signatures: [],
    advice: null,
  };
  return { report: conclude({ steps, policy: settings.policy, context, about }), changes: run.changes };
}

async function lintOne(run: Run, file: LintFile): Promise<void> {
  const { settings, context, linter } = run;
  const read = await readOrUnknown(run, file);
  if (read === null) return;
  run.paths.push(read.path);
  const input = { ...LAST_STAGE, options: settings.lint.options, now: context.now() };
  const dockerfile = await afterFixes(run, { file, read, input });
  // Only where the user names it: a Dockerfile does not say what its context is.
  const folder = settings.lint.context;
  const { findings, unknowns } = await linter({ ...LAST_STAGE, dockerfile, folder });
  run.findings.push(...findings);
  run.unknowns.push(...unknowns);
}

const LAST_STAGE = { target: null, buildArgs: new Map<string, string>() } as const;

async function readOrUnknown(run: Run, file: LintFile): Promise<Dockerfile | null> {
  const { settings, context } = run;
  if (file.name === '-') return readDockerfileFrom(context.stdin, settings.lint.stdinName);
  try {
    return await readDockerfile(file.name, context.cwd);
  } catch (error) {
    if (file.isNamed || !(error instanceof InputError)) throw error;
    run.unknowns.push({ step: 'lint', place: file.name, reason: error.message });
    return null;
  }
}

interface Fixing {
  readonly file: LintFile;
  readonly read: Dockerfile;
  readonly input: { readonly options: LintOptions; readonly now: Date } & typeof LAST_STAGE;
}

/** The Dockerfile as it will be when the changes are written. */
async function afterFixes(run: Run, { file, read, input }: Fixing): Promise<Dockerfile> {
  const { settings, context, changes } = run;
  const { fix } = settings.lint;
  if (fix === 'off') return read;
  const { dockerfile, fixed } = fixDockerfile({ ...input, dockerfile: read });
  const isStream = file.name === '-';
  const obstacle = isStream ? null : await fixObstacle(path.resolve(context.cwd, file.name), read);
  const shown = plain(read.path, 300);
  if (obstacle !== null) {
    context.log.warn(`${shown} is not fixed: ${plain(obstacle, 300)}`);
    return read;
  }
  if (fixed === 0) return read;
  changes.push({ name: file.name, path: read.path, before: read.text, after: dockerfile.text });
  const findings = fixed === 1 ? '1 finding' : `${fixed} findings`;
  context.log.info(`${shown}: ${findings} ${fix === 'write' ? 'fixed' : 'can be fixed'}`);
  return fix === 'write' ? dockerfile : read;
}
