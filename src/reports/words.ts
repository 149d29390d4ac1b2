import type { Category, JudgedFinding } from '../model/finding.ts';
import type { StepId, StepStatus } from '../model/outcome.ts';
import type { Report, Subject, VerdictResult } from '../model/report.ts';
import { plain } from '../util/escape.ts';

/** The words that every report uses, so that they use the same ones. */
export const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  vulnerability: 'Vulnerabilities',
  lint: 'Dockerfile',
  hardening: 'Hardening',
  signature: 'Trust',
};

export const STEP_TITLES: Readonly<Record<StepId, string>> = {
  lint: 'Dockerfile lint',
  image: 'Image',
  inventory: 'Inventory',
  vulnerabilities: 'Vulnerabilities',
  hardening: 'Hardening',
  signatures: 'Signatures and trust',
};

export const VERDICT_WORDS: Readonly<Record<VerdictResult, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  incomplete: 'INCOMPLETE',
};

export const STATUS_WORDS: Readonly<Record<StepStatus, string>> = {
  complete: 'complete',
  partial: 'partial',
  failed: 'failed',
  skipped: 'skipped',
};

/** `1 finding`, `2 findings`, `1,234 findings`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** `7 ms`, `1.4 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** What was examined, in a few words: the image as the user named it, else the Dockerfile. Not escaped. */
export function subjectName(report: Report): string {
  return report.subject?.reference ?? report.requested ?? report.dockerfile ?? dockerfiles(report);
}

function dockerfiles({ dockerfiles: paths }: Report): string {
  return paths === undefined ? 'nothing' : count(paths.length, 'Dockerfile');
}

/** `Alpine Linux v3.10`, `debian 12`; null when the image does not say. Not escaped. */
export function osName(subject: Subject): string | null {
  const { os } = subject;
  if (os === null) return null;
  return os.prettyName ?? (os.version === null ? os.id : `${os.id} ${os.version}`);
}

/** What was found here and what to do; the title where a check says no more. Not escaped. */
export function whatOf(finding: JudgedFinding): string {
  return finding.message.trim() === '' ? finding.title : finding.message.trim();
}

/** Where a finding is, shortest useful form: Dockerfile line, then layer, then path. Escaped with `plain`. */
export function whereOf(finding: JudgedFinding): string {
  const { dockerfile, layer, path } = finding.location;
  const layerText =
    layer === null ? null : `layer ${String(layer.index)}${layer.base === true ? ' (base)' : ''}`;
  if (dockerfile !== null) {
    const line = `${plain(dockerfile.path)}:${String(dockerfile.line)}`;
    return layer?.base === true ? `${line} (base)` : line;
  }
  if (layerText !== null) return layerText;
  return path === null ? '' : plain(path);
}
