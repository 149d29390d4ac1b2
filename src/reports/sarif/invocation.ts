import type { Invocation, Notification } from 'sarif';

import type { StepOutcome } from '../../model/outcome.ts';
import type { Report } from '../../model/report.ts';
import { sarifText } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { count, STEP_TITLES } from '../words.ts';

/** How the run went: what failed, what could not be examined, and what was left out of the file. */
export function sarifInvocation(report: Report, results: { kept: number; total: number }): Invocation {
  const unknowns = report.unknowns.slice(0, LIMITS.sarifHelpRows.value);
  const notifications: Notification[] = [
    ...report.steps.flatMap(stepNotification),
    ...unknowns.map(({ step, place, reason }) =>
      notification('warning', 'NOT_EXAMINED', `${STEP_TITLES[step]}: ${place}: ${reason}`),
    ),
    ...(report.unknowns.length > unknowns.length
      ? [
          notification(
            'warning',
            'NOT_EXAMINED',
            `${count(report.unknowns.length - unknowns.length, 'more thing')} could not be examined.`,
          ),
        ]
      : []),
    ...truncation(results),
  ];
  return {
    executionSuccessful: report.verdict.result !== 'incomplete',
    startTimeUtc: report.startedAt,
    endTimeUtc: report.finishedAt,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function stepNotification(step: StepOutcome): readonly Notification[] {
  if (step.status !== 'failed') return [];
  const { error, reason } = step;
  const text = `${STEP_TITLES[step.id]} failed: ${error?.message ?? reason ?? 'no reason given'}`;
  return [notification('error', error?.code ?? 'STEP_FAILED', text)];
}

function truncation({ kept, total }: { kept: number; total: number }): readonly Notification[] {
  if (kept >= total) return [];
  const text =
    `${count(kept, 'finding')} of ${total.toLocaleString('en-US')} are in this file, the worst first, ` +
    'because code scanning takes no more. The JSON report has all.';
  return [notification('warning', 'RESULTS_LEFT_OUT', text)];
}

function notification(level: 'error' | 'warning', id: string, text: string): Notification {
  return { level, descriptor: { id }, message: { text: sarifText(text, 2000) } };
}
