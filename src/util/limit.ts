/** How much of something is read, in what unit, and why so much. */
export interface Limit {
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}
