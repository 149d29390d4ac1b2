import type { Exception } from '../model/exception.ts';
import type { Finding } from '../model/finding.ts';

export interface Excepted {
  /** The same findings in the same order. */
  readonly findings: readonly Finding[];
  readonly expired: readonly Exception[];
  /** Neither expired nor meant by any finding. */
  readonly unused: readonly Exception[];
}

/** Suppresses what is accepted. An exception that has expired no longer applies. */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  now: Date,
): Excepted {
  const today = now.toISOString().slice(0, 10);
  const expired = exceptions.filter(({ expires }) => expires !== null && expires < today);
  const valid = exceptions.filter((exception) => !expired.includes(exception));
  const unused = valid.filter((exception) => !findings.some((finding) => means(exception, finding)));
  return { findings: findings.map((finding) => accept(finding, valid)), expired, unused };
}

function accept(finding: Finding, exceptions: readonly Exception[]): Finding {
  if (finding.suppressed !== null) return finding;
  const found = exceptions.find((exception) => means(exception, finding));
  if (found === undefined) return finding;
  const { reason, owner, expires } = found;
  return { ...finding, suppressed: { by: 'exception', reason, owner, expires } };
}

function means(exception: Exception, { rule, aliases, component }: Finding): boolean {
  if (exception.id !== rule && !aliases.includes(exception.id)) return false;
  if (exception.package === null) return true;
  return exception.package === component?.name || exception.package === component?.purl;
}
