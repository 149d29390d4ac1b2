import { type Failure, EXIT, abortOnSignals, failureOf } from './front-door.ts';
import type { Report } from './model/report.ts';
import type { GateCommand } from './settings/argv.ts';
import { parseArgv } from './settings/argv.ts';
import { helpText } from './settings/help.ts';
import type { Settings } from './settings/settings.ts';
import { plain } from './util/escape.ts';
import type { Logger } from './util/log.ts';
import { VERSION } from './version.ts';

/**
 * The command line. Its exit status is that of the verdict: pass 0, fail 1, misuse 2, incomplete 3; 130 or 143
 * when it was stopped.
 */
export async function main(): Promise<void> {
  watchOutput();
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const failure = failureOf(error);
    process.stderr.write(failureText(failure));
    process.exitCode = failure.exitCode;
  }
}

/**
 * A reader that has gone away (`| head`) changes what is seen, never the verdict. An output that cannot be written
 * for another reason (a full disk) is a report that was not given: the run ends as incomplete, now.
 */
function watchOutput(): void {
  for (const [name, stream] of [
    ['standard output', process.stdout],
    ['standard error', process.stderr],
  ] as const) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout) {
        process.stderr.write(
          `image-gate: ${name} cannot be written: ${plain(error.message)} [OUTPUT_UNWRITABLE]\n`,
        );
      }
      process.exit(EXIT.incomplete);
    });
  }
}

async function run(argv: readonly string[]): Promise<number> {
  const command = parseArgv(argv);
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText(command.of));
      return EXIT.pass;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return EXIT.pass;
    case 'rules': {
      const { rulesText } = await import('./checks/rules-text.ts');
      process.stdout.write(rulesText(command.id));
      return EXIT.pass;
    }
    case 'advisories': {
      const { runAdvisories } = await import('./advisories-command/run.ts');
      return advisories((context) => runAdvisories(command.command, context));
    }
    case 'check':
      return examine(command, gate);
    case 'lint':
      return examine(command, lint);
    case 'sbom':
      return examine(command, sbom);
    case 'verify':
      return examine(command, verify);
    default:
      return command satisfies never;
  }
}

interface Run {
  readonly settings: Settings;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

interface Outcome {
  readonly report: Report;
  readonly exit: number;
}

/** What a command needs is loaded only where it runs, so that `--version` and `--help` are instant. */
async function examine(command: GateCommand, work: (run: Run) => Promise<Outcome>): Promise<number> {
  const { loadSettings } = await import('./settings/load.ts');
  const { env, stdout, stderr } = process;
  const cwd = process.cwd();
  const settings = loadSettings({ door: 'cli', command, env, cwd, terminal: stdout.isTTY });
  const { terminalLog } = await import('./util/terminal-log.ts');
  const log = terminalLog({
    stream: stderr,
    quiet: settings.output.quiet,
    color: settings.output.color && stderr.isTTY,
    progress:
      settings.output.progress === 'auto' && (env['CI'] ?? '') !== '' ? 'none' : settings.output.progress,
    debug: (env['IMAGE_GATE_DEBUG'] ?? '') !== '',
  });
  const { writeReports } = await import('./delivery/files.ts');
  const { rulesById } = await import('./checks/rules.ts');
  const { signal, dispose } = abortOnSignals();
  try {
    const { report, exit } = await work({ settings, log, signal });
    signal.throwIfAborted();
    await writeReports(report, settings.reports, {
      cwd,
      stdout,
      color: settings.output.color,
      rules: rulesById(),
    });
    return exit;
  } finally {
    log.progress(null);
    dispose();
  }
}

async function advisories(
  work: (
    context: { readonly log: Logger; readonly signal: AbortSignal } & ReturnType<typeof world>,
  ) => Promise<string>,
): Promise<number> {
  const { terminalLog } = await import('./util/terminal-log.ts');
  const { env, stderr } = process;
  const log = terminalLog({
    stream: stderr,
    quiet: false,
    color: stderr.isTTY && (env['NO_COLOR'] ?? '') === '',
    progress: (env['CI'] ?? '') === '' ? 'auto' : 'none',
    debug: (env['IMAGE_GATE_DEBUG'] ?? '') !== '',
  });
  const { signal, dispose } = abortOnSignals();
  try {
    process.stdout.write(await work({ log, signal, ...world() }));
    return EXIT.pass;
  } finally {
    log.progress(null);
    dispose();
  }
}

async function gate({ settings, log, signal }: Run): Promise<Outcome> {
  const { runGate } = await import('./gate.ts');
  const report = await runGate(settings, { log, signal, ...world() });
  return { report, exit: EXIT[report.verdict.result] };
}

async function verify({ settings, log, signal }: Run): Promise<Outcome> {
  const { runVerify } = await import('./verify-command/run-verify.ts');
  const report = await runVerify(settings, { log, signal, ...world() });
  return { report, exit: EXIT[report.verdict.result] };
}

async function sbom({ settings, log, signal }: Run): Promise<Outcome> {
  const { runSbom } = await import('./sbom-command/run-sbom.ts');
  const { report, isComplete } = await runSbom(settings, { log, signal, ...world() });
  if (!isComplete) sayWhatIsMissing(report, log);
  return { report, exit: isComplete ? EXIT.pass : EXIT.incomplete };
}

/** The SBOM goes to a file or a program: who runs the command must hear it too. */
function sayWhatIsMissing({ steps, unknowns }: Report, log: Logger): void {
  for (const { id, error } of steps) {
    if (error !== null) log.error(`${id}: ${plain(error.message)} [${error.code}]`);
  }
  for (const { place, reason } of unknowns.slice(0, MAX_MISSING))
    log.warn(`${plain(place)}: ${plain(reason)}`);
  if (unknowns.length > MAX_MISSING) log.warn(`and ${unknowns.length - MAX_MISSING} more`);
  log.error('The SBOM is not complete: something could not be examined.');
}

const MAX_MISSING = 10;

async function lint({ settings, log, signal }: Run): Promise<Outcome> {
  const { runLint } = await import('./lint/run-lint.ts');
  const { report, changes } = await runLint(settings, { log, signal, stdin: process.stdin, ...world() });
  signal.throwIfAborted();
  if (changes.length > 0) {
    const { deliverChanges } = await import('./delivery/changes.ts');
    await deliverChanges(changes, {
      write: settings.lint.fix === 'write',
      cwd: process.cwd(),
      stdout: process.stdout,
    });
  }
  return { report, exit: EXIT[report.verdict.result] };
}

function world(): {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly now: () => Date;
} {
  return { cwd: process.cwd(), env: process.env, version: VERSION, now: () => new Date() };
}

function failureText({ message, hint, code, stack }: Failure): string {
  const lines = [`image-gate: ${plain(message)}${code === null ? '' : ` [${code}]`}`];
  if (hint !== null) lines.push(`  hint: ${plain(hint)}`);
  if (stack !== null && (process.env['IMAGE_GATE_DEBUG'] ?? '') !== '') lines.push(stack);
  return `${lines.join('\n')}\n`;
}
