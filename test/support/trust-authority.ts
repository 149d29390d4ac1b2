import type { Authority } from '../../src/model/trust.ts';
import { authorityPolicy, readPolicy, refusedPolicy } from './trust-config.ts';

type Files = Readonly<Record<string, string>>;

/** The authority that this text, an item of `authorities`, stands for. */
export function authorityOf(text: string, files: Files = {}): Authority | undefined {
  return readPolicy(authorityPolicy(text), files).policy.rules[0]?.authorities[0];
}

/** How the item is refused: `CODE message | hint`. */
export function refusedAuthority(text: string, files: Files = {}): string {
  return refusedPolicy(authorityPolicy(text), files);
}

/** What is told about it. */
export function authorityNotes(text: string, files: Files = {}): readonly string[] {
  return readPolicy(authorityPolicy(text), files).notes;
}
