import { styleText } from 'node:util';

import type { StepStatus } from '../../model/outcome.ts';
import type { VerdictResult } from '../../model/report.ts';
import type { Severity } from '../../model/severity.ts';
import type { ImageTrust } from '../../model/signature.ts';

type Format = Parameters<typeof styleText>[0];

/** Puts colours around text that has its final width; without colour it gives the text back. */
export interface Style {
  verdict(result: VerdictResult, text: string): string;
  severity(severity: Severity, text: string): string;
  status(status: StepStatus, text: string): string;
  trust(result: ImageTrust['result'], text: string): string;
  title(text: string): string;
  good(text: string): string;
  dim(text: string): string;
  bad(text: string): string;
}

const VERDICTS = {
  pass: ['bold', 'green'],
  fail: ['bold', 'red'],
  incomplete: ['bold', 'yellow'],
} as const satisfies Record<VerdictResult, Format>;

const SEVERITY_FORMATS = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
  unknown: 'magenta',
} as const satisfies Record<Severity, Format>;

const STATUSES = {
  complete: 'green',
  partial: 'yellow',
  failed: 'red',
  skipped: 'dim',
} as const satisfies Record<StepStatus, Format>;

const TRUST = {
  trusted: 'green',
  untrusted: 'red',
  unavailable: 'yellow',
  'not-asked': 'dim',
} as const satisfies Record<ImageTrust['result'], Format>;

export function styleFor(color: boolean): Style {
  const paint = (format: Format, text: string): string =>
    color ? styleText(format, text, { validateStream: false }) : text;
  return {
    verdict: (result, text) => paint(VERDICTS[result], text),
    severity: (severity, text) => paint(SEVERITY_FORMATS[severity], text),
    status: (status, text) => paint(STATUSES[status], text),
    trust: (result, text) => paint(TRUST[result], text),
    good: (text) => paint('green', text),
    title: (text) => paint('bold', text),
    dim: (text) => paint('dim', text),
    bad: (text) => paint('red', text),
  };
}
