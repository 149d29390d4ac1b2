import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { PublicKeyText } from '../../model/trust.ts';
import { fileText } from './files.ts';
import { pemBlocks } from './pem.ts';
import type { Spot } from './spot.ts';
import { refusal, textOf } from './spot.ts';

const PUBLIC: readonly string[] = ['PUBLIC KEY', 'RSA PUBLIC KEY'];
const LEAST_RSA_BITS = 2048;
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Public keys in PEM form: the text itself, or a file with it. Throws `InputError` TRUST_KEY. */
export function publicKeysAt(
  spot: Spot,
  inline: 'maybe' | 'always' | 'never',
  name: string,
): readonly PublicKeyText[] {
  const given = pemTextOf(spot);
  const isInline = inline === 'always' || (inline === 'maybe' && given.includes('-----BEGIN'));
  const text = isInline ? given : fileText(spot, given);
  const source = isInline ? name : given;
  const blocks = pemBlocks(text);
  if (blocks === null) {
    throw refusal(spot, `${source} has a part in PEM form that cannot be read`, {
      code: 'TRUST_KEY',
      hint: 'Keep only the public keys in it.',
    });
  }
  if (blocks.length === 0) {
    throw refusal(spot, `${source} holds no public key in PEM form`, {
      code: 'TRUST_KEY',
      hint: 'Get it from who signs, for example with cosign public-key.',
    });
  }
  return blocks.map(({ pem, label }, index) => {
    const one = blocks.length === 1 ? source : `${source} (${String(index + 1)})`;
    refuseOtherPem(spot, label, one);
    return { name: one, pem: canonical(spot, pem, one) };
  });
}

function refuseOtherPem(spot: Spot, label: string, name: string): void {
  if (PUBLIC.includes(label)) return;
  if (label.includes('PRIVATE KEY')) {
    throw refusal(spot, `${name} is a private key, which only who signs may have`, {
      code: 'TRUST_KEY',
      hint: 'Give the public key. If the private one was shown to others, replace both.',
    });
  }
  const what = label === 'CERTIFICATE' ? 'a certificate' : `"${label}"`;
  throw refusal(spot, `${name} is ${what}, and a public key is needed`, {
    code: 'TRUST_KEY',
    hint:
      label === 'CERTIFICATE'
        ? 'Take the key out of it: openssl x509 -in cert.pem -noout -pubkey.'
        : 'It begins with -----BEGIN PUBLIC KEY-----.',
  });
}

/** Equal keys have equal texts, however they were written. */
function canonical(spot: Spot, pem: string, name: string): string {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw refusal(spot, `${name} cannot be read as a public key`, {
      code: 'TRUST_KEY',
      hint: 'Export it again: part of it may be missing.',
    });
  }
  const why = weakness(key);
  if (why === null) return key.export({ type: 'spki', format: 'pem' }).toString();
  throw refusal(spot, `${name} is ${why}`, {
    code: 'TRUST_KEY',
    hint: 'Use ECDSA on P-256, P-384 or P-521, Ed25519, or RSA of at least 2048 bits.',
  });
}

/** Why a key must not be relied on; null when it may. */
export function weakness(key: KeyObject): string | null {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType ?? 'unknown';
  if (type === 'ed25519') return null;
  if (type === 'rsa') {
    return modulusLength >= LEAST_RSA_BITS
      ? null
      : `an RSA key of ${String(modulusLength)} bits, which is too short`;
  }
  if (type !== 'ec') return `a key of the type ${type}, which is not used for signatures of images`;
  return CURVES.includes(namedCurve)
    ? null
    : `a key on the curve ${namedCurve}, which is not used for signatures of images`;
}

/** PEM has line feeds, which other texts may not have. */
function pemTextOf(spot: Spot): string {
  if (typeof spot.value === 'string' && spot.value.includes('-----BEGIN')) return spot.value;
  return textOf(spot);
}
