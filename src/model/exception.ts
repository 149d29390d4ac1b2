/** A finding that someone has accepted, with the reason. */
export interface Exception {
  /** A vulnerability or the id of a rule, as written: no patterns. */
  readonly id: string;
  /** The name or the package URL of the component; null: any. */
  readonly package: string | null;
  readonly reason: string;
  readonly owner: string | null;
  /** The last day on which it applies, `2026-01-31`, in UTC; null: for ever. */
  readonly expires: string | null;
}
