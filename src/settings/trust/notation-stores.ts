import { join } from 'node:path';

import type { NotationPolicy, NotationStore, PublicKeyText } from '../../model/trust.ts';
import { quote } from '../kinds.ts';
import { certificatesAt } from './certificates.ts';
import { filesIn } from './files.ts';
import type { Spot } from './spot.ts';
import { itemsOf, refusal, textOf } from './spot.ts';

const CERTIFICATE_FILE = /\.(?:pem|crt|cer)$/iu;

/**
 * The stores that policies name, read from Notation's folder: `truststore/x509/<type>/<name>/*.pem`.
 * Source: Notary Project, "trust store and trust policy", "trust store".
 */
export function storesInFolder(spot: Spot, policies: readonly NotationPolicy[]): readonly NotationStore[] {
  const folder = textOf(spot);
  const wanted = new Set(policies.flatMap(({ trustStores }) => trustStores));
  return [...wanted].map((store) => {
    const at = store.indexOf(':');
    const type = typeOf(store.slice(0, at));
    const name = store.slice(at + 1);
    const path = join(folder, 'truststore', 'x509', type, name);
    const certificates = filesIn(spot, path).map((file) => {
      if (CERTIFICATE_FILE.test(file)) return certificatesAt(spot, file, anchorOf(type));
      throw refusal(spot, `${quote(file)} is not a certificate: it does not end in .pem, .crt or .cer`, {
        code: 'TRUST_CERTIFICATE',
        hint: 'Remove it from the trust store.',
      });
    });
    if (certificates.length > 0) return { type, name, certificates };
    throw refusal(spot, `the trust store ${quote(path)} is empty`, { code: 'TRUST_CERTIFICATE' });
  });
}

/** Certificates that the policy names one by one. */
export function certificateList(spot: Spot, type: NotationStore['type']): readonly PublicKeyText[] {
  return itemsOf(spot).map((item) => certificatesAt(item, textOf(item), anchorOf(type)));
}

/** Services for time stamps are held against roots only. */
function anchorOf(type: NotationStore['type']): 'root' | 'anchor' {
  return type === 'tsa' ? 'root' : 'anchor';
}

function typeOf(text: string): NotationStore['type'] {
  if (text === 'ca' || text === 'tsa') return text;
  return 'signingAuthority';
}
