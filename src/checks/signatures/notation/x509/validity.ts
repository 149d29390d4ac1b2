import type { Certificate } from './certificate.ts';

export interface Outside {
  readonly kind: 'expired' | 'not-yet-valid';
  /** One sentence. */
  readonly text: string;
}

/** The first certificate that is not valid all the time from `from` to `to`; null when all are. */
export function outside(chain: readonly Certificate[], from: Date, to: Date): Outside | null {
  for (const { name, notBefore, notAfter } of chain) {
    if (from < notBefore) {
      return { kind: 'not-yet-valid', text: `"${name}" is valid from ${notBefore.toISOString()}.` };
    }
    if (to > notAfter)
      return { kind: 'expired', text: `"${name}" was valid until ${notAfter.toISOString()}.` };
  }
  return null;
}
