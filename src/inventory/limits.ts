import { LIMITS } from '../util/limits.ts';

/** The limits of the walk: numbers that can cross to a worker, and that a test can lower. */
export interface ScanLimits {
  readonly layerBytes: number;
  readonly imageBytes: number;
  readonly inflateRatio: number;
  readonly inflateRatioFrom: number;
  readonly entries: number;
  readonly records: number;
  readonly links: number;
  readonly pathBytes: number;
  readonly paxBytes: number;
  readonly programBytes: number;
  readonly programMemoryBytes: number;
}

export function scanLimits(lowered: Partial<ScanLimits> = {}): ScanLimits {
  return {
    layerBytes: LIMITS.layerBytes.value,
    imageBytes: LIMITS.imageBytes.value,
    inflateRatio: LIMITS.inflateRatio.value,
    inflateRatioFrom: LIMITS.inflateRatioFrom.value,
    entries: LIMITS.entries.value,
    records: LIMITS.records.value,
    links: LIMITS.links.value,
    pathBytes: LIMITS.pathBytes.value,
    paxBytes: LIMITS.paxBytes.value,
    programBytes: LIMITS.programBytes.value,
    programMemoryBytes: LIMITS.programMemoryBytes.value,
    ...lowered,
  };
}
