import * as core from '@actions/core';

import { Aborted, EXIT, abortOnSignals, failureOf } from './front-door.ts';
import { errorText } from './model/errors.ts';
import type { Report, VerdictResult } from './model/report.ts';
import { loadSettings } from './settings/load.ts';
import type { Settings } from './settings/settings.ts';
import { actionLog } from './util/action-log.ts';
import { logLine } from './util/escape.ts';
import { VERSION } from './version.ts';

/** The GitHub Action. The job fails unless the verdict is `pass`; the exit status says why, as in the command line. */
export async function main(): Promise<void> {
  const { signal, dispose } = abortOnSignals();
  try {
    await run(signal);
  } catch (error) {
    failWith(error);
  } finally {
    dispose();
  }
}

async function run(signal: AbortSignal): Promise<void> {
  const result = await examine(signal).catch((error: unknown) => {
    outputVerdict('incomplete');
    throw error;
  });
  const { report, settings } = result;
  try {
    await hand(report, settings, signal);
  } catch (error) {
    outputVerdict(report.verdict.result === 'pass' ? 'incomplete' : report.verdict.result);
    // What was found outweighs what could not be handed over, and that is in the log already.
    if (report.verdict.result !== 'fail' || error instanceof Aborted) throw error;
  }
  if (report.verdict.result === 'pass') process.exitCode = EXIT.pass;
  else fail(verdictSentence(report), EXIT[report.verdict.result]);
}

async function examine(
  signal: AbortSignal,
): Promise<{ readonly report: Report; readonly settings: Settings }> {
  const { env } = process;
  const cwd = process.cwd();
  const settings = loadSettings({ door: 'action', env, cwd });
  if (settings.github.token !== null) core.setSecret(settings.github.token);
  const { runGate } = await import('./gate.ts');
  const report = await runGate(settings, { log: actionLog(), signal, cwd, env, version: VERSION, now });
  signal.throwIfAborted();
  return { report, settings };
}

async function hand(report: Report, settings: Settings, signal: AbortSignal): Promise<void> {
  const { deliver } = await import('./delivery/deliver.ts');
  const { rulesById } = await import('./checks/rules.ts');
  const { env } = process;
  await deliver(report, settings, {
    log: actionLog(),
    env,
    cwd: process.cwd(),
    now,
    rules: rulesById(),
    signal,
  });
}

function now(): Date {
  return new Date();
}

/**
 * For a run that delivered no outputs, or not all: whoever reads those of a step that may fail must not take an
 * empty verdict for a good one. The error that led here is what is told, not one of this.
 */
function outputVerdict(result: VerdictResult): void {
  if ((process.env['GITHUB_OUTPUT'] ?? '') === '') return;
  try {
    core.setOutput('verdict', result);
  } catch (error) {
    core.debug(logLine(errorText(error)));
  }
}

function verdictSentence({ verdict }: Report): string {
  return `Verdict ${verdict.result}: ${verdict.reasons.map((reason) => reason.text).join(' ')}`;
}

function failWith(error: unknown): void {
  const { message, hint, code, exitCode, stack } = failureOf(error);
  if (stack !== null) core.debug(logLine(stack));
  const said = hint === null ? message : `${message}. ${hint}`;
  fail(code === null ? said : `${said} [${code}]`, exitCode);
}

/** `setFailed` always says 1. */
function fail(message: string, exitCode: number): void {
  core.setFailed(logLine(message));
  process.exitCode = exitCode;
}
