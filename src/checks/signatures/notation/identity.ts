import type { NotationPolicy } from '../../../model/trust.ts';
import { parseDistinguishedName } from './distinguished-name.ts';
import { stage } from './stage.ts';
import type { NamePart } from './x509/name.ts';

/** Distinguished names, or whoever the trust stores lead to. */
export type TrustedIdentities = 'any' | readonly (readonly NamePart[])[];

/**
 * The identities that a policy trusts; refuses one that cannot be read.
 * Source: Notary Project, "trust store and trust policy", "trusted identities constraints".
 */
export function readIdentities({ name, trustedIdentities }: NotationPolicy): TrustedIdentities {
  if (trustedIdentities.length === 1 && trustedIdentities.includes('*')) return 'any';
  return trustedIdentities.map((text) =>
    stage('NOTATION_POLICY', `The trusted identity "${text}" of the policy "${name}"`, () =>
      readIdentity(text),
    ),
  );
}

/**
 * Whether a subject has all attributes of one of the identities. One that it has twice counts only when both are
 * what is asked for.
 */
export function isTrustedIdentity(identities: TrustedIdentities, subject: readonly NamePart[]): boolean {
  if (identities === 'any') return true;
  return identities.some((identity) =>
    identity.every(({ type, value }) => {
      const own = subject.filter((part) => part.type === type);
      return own.length > 0 && own.every((part) => part.value === value);
    }),
  );
}

const PREFIX = /^x509\.subject:/u;
const REQUIRED: readonly string[] = ['C', 'ST', 'O'];

function readIdentity(text: string): readonly NamePart[] {
  if (!PREFIX.test(text)) throw new Error('it does not begin with "x509.subject:"');
  const parts = parseDistinguishedName(text.replace(PREFIX, ''));
  for (const required of REQUIRED) {
    if (!parts.some(({ type }) => type === required)) throw new Error(`it has no ${required}`);
  }
  return parts;
}
