import type {
  NotationAuthority,
  NotationPolicy,
  NotationStore,
  PublicKeyText,
} from '../../../model/trust.ts';
import { refuse } from './codes.ts';
import { stage } from './stage.ts';
import type { Certificate } from './x509/certificate.ts';
import { parseCertificate } from './x509/certificate.ts';
import { isSelfSigned } from './x509/chain.ts';

export type StoreType = NotationStore['type'];

/**
 * The certificates of the stores of one type that a policy names; none when it names no store of this type.
 * A store that is not there, or holds anything but roots and authorities, is a refusal.
 * Source: Notary Project, "trust store and trust policy", "trust store".
 */
export function trustedCertificates(
  { stores }: NotationAuthority,
  { name, trustStores }: NotationPolicy,
  type: StoreType,
): readonly Certificate[] {
  const named = trustStores.filter((store) => store.startsWith(`${type}:`));
  return named.flatMap((text) => {
    const found = stores.filter((store) => text === `${store.type}:${store.name}`);
    const certificates = found.flatMap((store) => store.certificates).flatMap(readStore);
    if (certificates.length > 0) return certificates;
    throw refuse('NOTATION_STORE', `The trust store "${text}" of the policy "${name}" is missing or empty.`);
  });
}

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,100000})-----END CERTIFICATE-----/gu;

function readStore({ name, pem }: PublicKeyText): readonly Certificate[] {
  const blocks = [...pem.matchAll(PEM)];
  if (blocks.length === 0)
    throw refuse('NOTATION_STORE', `"${name}" of a trust store is no certificate in PEM form.`);
  return blocks.map(([block]) => {
    const certificate = stage('NOTATION_STORE', `"${name}" of a trust store cannot be read`, () =>
      parseCertificate(Buffer.from(block.replace(PEM, '$1'), 'base64')),
    );
    // Trusting the certificate of one signer by itself would leave out who can revoke it.
    if (certificate.extensions.basicConstraints?.ca === true || isSelfSigned(certificate)) return certificate;
    throw refuse('NOTATION_STORE', `"${name}" of a trust store is not a root or an authority.`);
  });
}
