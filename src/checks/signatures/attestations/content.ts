import { z } from 'zod';

const BOM = z.object({ components: z.array(z.unknown()).min(1) });
const SPDX = z.object({ packages: z.array(z.unknown()).min(1) });
const SPDX3 = z.object({ '@graph': z.array(z.unknown()).min(1) });
/** How `cosign attest` wraps what it does not know. */
const WRAPPED = z.object({ Data: z.string() });
const SBOM_TYPES = /^https:\/\/(?:cyclonedx\.org\/bom|spdx\.dev\/Document)(?:\/v?[\d.]+)?$/u;

/** True for the predicate types of SBOMs. Source: in-toto attestation framework, "CycloneDX" and "SPDX". */
export function isSbomType(predicateType: string): boolean {
  return SBOM_TYPES.test(predicateType);
}

/** True for an SBOM that lists at least one thing. */
export function listsSomething(predicate: unknown): boolean {
  const value = unwrapped(predicate);
  return [BOM, SPDX, SPDX3].some((form) => form.safeParse(value).success);
}

function unwrapped(predicate: unknown): unknown {
  const wrapped = WRAPPED.safeParse(predicate);
  if (!wrapped.success && typeof predicate !== 'string') return predicate;
  try {
    return JSON.parse(wrapped.success ? wrapped.data.Data : String(predicate));
  } catch {
    return null;
  }
}

const SCAN_TYPES =
  /^https:\/\/(?:cosign\.sigstore\.dev\/attestation\/vuln|in-toto\.io\/attestation\/vulns)(?:\/v[\d.]+)?$/u;

/** True for the predicate types of vulnerability scans. Source: as of `statedTime`. */
export function isScanType(predicateType: string): boolean {
  return SCAN_TYPES.test(predicateType);
}

const COSIGN_SCAN = z.object({ metadata: z.object({ scanFinishedOn: z.string() }) });
const COSIGN_CUSTOM = z.object({ Timestamp: z.string() });

/** The time that a predicate states for itself; null when it states none. Source: cosign, "vulnerability attestation"; in-toto, "vulns". */
export function statedTime(predicate: unknown): string | null {
  const scan = COSIGN_SCAN.safeParse(predicate);
  if (scan.success) return scan.data.metadata.scanFinishedOn;
  const custom = COSIGN_CUSTOM.safeParse(predicate);
  return custom.success ? custom.data.Timestamp : null;
}
