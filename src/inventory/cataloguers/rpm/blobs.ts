/** The packages' headers in a database, and why some of them, or all, could not be had. */
export interface Blobs {
  readonly blobs: readonly Buffer[];
  readonly problems: readonly string[];
}

export function noBlobs(problem: string): Blobs {
  return { blobs: [], problems: [problem] };
}

/** More packages than any distribution has. */
export const BLOBS_MAX = 200_000;
