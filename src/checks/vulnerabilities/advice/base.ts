import type { Image } from '../../../image/image.ts';
import type { Finding } from '../../../model/finding.ts';
import type { BaseAdvice } from '../../../model/report.ts';

/** What builders write into labels. Source: OCI image specification, "Pre-Defined Annotation Keys". */
const BASE_LABEL = 'org.opencontainers.image.base.name';

/**
 * How many vulnerabilities came with the base image. Null when no layer is known to be of one.
 * `named` is what the Dockerfile starts from; without it, the image's own label is believed.
 */
export function baseAdvice(
  vulnerabilities: readonly Finding[],
  image: Image,
  named: string | null,
): BaseAdvice | null {
  const fromBase = vulnerabilities.filter(({ location }) => location.layer?.base === true);
  if (fromBase.length === 0) return null;
  const label = image.config.labels[BASE_LABEL] ?? '';
  return {
    reference: named ?? (label === '' ? null : label),
    findings: fromBase.length,
    total: vulnerabilities.length,
    newer: null,
  };
}
