import type { StepOutcome, StepStatus } from '../../model/outcome.ts';
import type { AdvisorySourceInfo, Report } from '../../model/report.ts';
import { markdown } from '../../util/escape.ts';
import { count, duration, osName, STATUS_WORDS, STEP_TITLES } from '../words.ts';
import { details, table } from './table.ts';

const MARKS: Readonly<Record<StepStatus, string>> = {
  complete: '✅',
  partial: '⚠️',
  failed: '❌',
  skipped: '➖',
};

/** What was looked at: image, platform, digest, packages, and how old the advisories are. */
export function examinedSection(report: Report): string {
  const { subject, dockerfile, components, advisories } = report;
  const rows: (readonly string[])[] = [];
  if (subject !== null) {
    const os = osName(subject);
    rows.push(['Source', subject.source]);
    if (subject.platform !== null) rows.push(['Platform', markdown(subject.platform, 100)]);
    if (os !== null) rows.push(['System', markdown(os, 200)]);
    if (subject.digest !== null) rows.push(['Digest', `<code>${markdown(subject.digest, 200)}</code>`]);
    if (subject.imageId !== null) rows.push(['Image id', `<code>${markdown(subject.imageId, 200)}</code>`]);
    const layers = subject.layers === null ? '' : ` in ${count(subject.layers, 'layer')}`;
    rows.push(['Content', `${count(components.length, 'package')}${layers}`]);
  }
  if (dockerfile !== null) rows.push(['Dockerfile', `<code>${markdown(dockerfile, 300)}</code>`]);
  if (report.dockerfiles !== undefined) rows.push(['Dockerfiles', String(report.dockerfiles.length)]);
  if (advisories.length > 0)
    rows.push(['Advisories', advisories.slice(0, 20).map(advisoryText).join('<br>')]);
  return rows.length === 0 ? 'No image could be opened.' : table(['Examined', ''], rows, rows.length);
}

/** Every step with its status; open when one of them is not as it should be. */
export function stepsSection({ steps }: Report): string {
  const rows = steps.map((step) => [
    STEP_TITLES[step.id],
    `${MARKS[step.status]} ${STATUS_WORDS[step.status]}`,
    step.status === 'skipped' ? '' : duration(step.durationMs),
    reasonText(step),
  ]);
  const body = table(['Step', 'Status', 'Time', ''], rows, rows.length);
  const isFine = steps.every(({ status }) => status === 'complete' || status === 'skipped');
  return isFine ? details('Steps', body) : `### Steps\n\n${body}`;
}

function reasonText({ reason, error }: StepOutcome): string {
  const parts = [
    ...(reason === null ? [] : [markdown(reason, 1000)]),
    ...(error === null ? [] : [`(<code>${markdown(error.code, 100)}</code>)`]),
    ...(error?.hint ? [`<br>${markdown(error.hint, 500)}`] : []),
  ];
  return parts.join(' ');
}

function advisoryText({ source, retrievedAt, newest }: AdvisorySourceInfo): string {
  const age = newest === null ? '' : `, newest of ${markdown(newest.slice(0, 10))}`;
  return `${markdown(source, 200)}, retrieved ${markdown(retrievedAt.slice(0, 10))}${age}`;
}
