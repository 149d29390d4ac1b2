/** One VEX statement for one vulnerability, from any format. */
export interface VexStatement {
  /** The names of the vulnerability, its aliases included. */
  readonly vulnerabilities: readonly string[];
  /** Never empty. */
  readonly products: readonly VexProduct[];
  readonly status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation';
  /** Why, in words; null where the status needs no reason. */
  readonly reason: string | null;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** File and author, for the reader. */
  readonly source: string;
}

export interface VexProduct {
  /** Package URLs. */
  readonly ids: readonly string[];
  /** Package URLs of the components inside it that are meant; empty: the product as a whole. */
  readonly subcomponents: readonly string[];
}
