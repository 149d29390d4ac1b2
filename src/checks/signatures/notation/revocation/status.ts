/** What a service says of one certificate. What cannot be told is thrown. */
export type RevocationStatus = 'good' | 'revoked';

/** Asks a service; throws when it does not answer with 200, in time and within the limit of bytes. */
export type Ask = (
  url: string,
  how: { readonly body: Buffer | null; readonly limit: number },
) => Promise<Buffer>;

/** When a list or an answer was made, and until when it is good. */
export interface Freshness {
  readonly thisUpdate: Date;
  /** Null: it does not say. */
  readonly nextUpdate: Date | null;
}

/** Throws for what is not current: an old answer may be from before the revocation. */
export function checkFresh({ thisUpdate, nextUpdate }: Freshness, now: Date): void {
  if (thisUpdate.getTime() > now.getTime() + CLOCK_SKEW_MS) throw new Error('it is from the future');
  if (nextUpdate === null) throw new Error('it does not say until when it is good');
  if (nextUpdate < now) throw new Error(`it was good until ${nextUpdate.toISOString()}`);
}

/** Clocks differ a little. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
