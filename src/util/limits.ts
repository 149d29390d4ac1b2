const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * How much of a hostile thing is read. Every limit has a name, a unit and a reason; docs/limits.md is made
 * from this table. Reaching one is an error or an unknown, never a silent cut.
 */
export const LIMITS = {
  manifestBytes: {
    value: 4 * MiB,
    unit: 'bytes',
    why: 'image manifests and indexes; registries refuse larger ones',
  },
  configBytes: { value: 8 * MiB, unit: 'bytes', why: 'image configuration with its history' },
  errorBodyBytes: {
    value: 64 * KiB,
    unit: 'bytes',
    why: 'the body of an HTTP error is read for its message only',
  },
  layerBytes: { value: 100 * GiB, unit: 'bytes', why: 'inflated bytes of one layer' },
  imageBytes: { value: 200 * GiB, unit: 'bytes', why: 'inflated bytes of all layers' },
  inflateRatio: {
    value: 200,
    unit: 'times',
    why: 'a compressed layer that inflates to more, past the first GiB, is a bomb',
  },
  layers: { value: 1000, unit: 'layers', why: 'container runtimes stop at 127; some builders go further' },
  entries: { value: 5_000_000, unit: 'entries', why: 'tar entries of one layer' },
  pathBytes: { value: 64 * KiB, unit: 'bytes', why: 'one path in a tar; Linux stops at 4 KiB' },
  paxBytes: { value: 1 * MiB, unit: 'bytes', why: 'one PAX or GNU long-name record' },
  linkDepth: { value: 40, unit: 'links', why: 'symbolic links followed for one path; Linux stops at 40' },
  indexDepth: { value: 4, unit: 'levels', why: 'image indexes inside image indexes' },
  redirects: { value: 5, unit: 'redirects', why: 'HTTP redirects followed for one request' },
  dockerfileBytes: { value: 1 * MiB, unit: 'bytes', why: 'one Dockerfile' },
  configFileBytes: { value: 1 * MiB, unit: 'bytes', why: '.image-gate.yaml' },
} as const satisfies Record<string, Limit>;

export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}
