const METRIC = /^[A-Za-z]{1,3}:[A-Za-z]{1,8}$/u;
const PREFIX = /^CVSS:(?:3\.[01]|4\.0)\//u;

/** A CVSS vector → its base score, 0.0 to 10.0, or null when it is not a whole vector. */
export type CvssScorer = (vector: string) => number | null;

interface Library {
  readonly fromVector: (vector: string) => unknown;
}

interface Vector {
  isBaseFullyDefined(): boolean;
  calculateScores(): { readonly base?: number; readonly baseMetricsOnly?: number };
}

/**
 * A scorer for CVSS 2.0, 3.0, 3.1 and 4.0 with a memory: the same vectors come again and again. The library
 * is loaded here, because most runs need it late or not at all.
 */
export async function loadCvss(): Promise<CvssScorer> {
  const loaded: { readonly default?: Library } & Partial<Library> = await import('ae-cvss-calculator');
  const library = loaded.default ?? loaded;
  const known = new Map<string, number | null>();
  return (vector) => {
    const before = known.get(vector);
    if (before !== undefined) return before;
    const score = scoreOf(vector, library);
    known.set(vector, score);
    return score;
  };
}

function scoreOf(vector: string, library: Partial<Library>): number | null {
  if (!isWellFormed(vector)) return null;
  try {
    const parsed = library.fromVector?.(vector);
    if (!isVector(parsed) || !parsed.isBaseFullyDefined()) return null;
    const scores = parsed.calculateScores();
    const score = scores.baseMetricsOnly ?? scores.base;
    return typeof score === 'number' && score >= 0 && score <= 10 ? score : null;
  } catch {
    return null;
  }
}

/** Each metric once: a second value for one would overwrite the first. */
function isWellFormed(vector: string): boolean {
  if (vector.length > 500) return false;
  const metrics = vector.replace(PREFIX, '').split('/');
  const names = new Set(metrics.map((metric) => metric.slice(0, metric.indexOf(':'))));
  return names.size === metrics.length && metrics.every((metric) => METRIC.test(metric));
}

function isVector(value: unknown): value is Vector {
  return typeof value === 'object' && value !== null && 'isBaseFullyDefined' in value;
}
