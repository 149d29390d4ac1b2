import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type {
  BundleJson,
  EnvelopeJson,
  LayerJson,
  SigningKeys,
} from '../../../../support/sigstore-evidence.ts';
import type { SignedPlace } from '../../../../support/sigstore-push.ts';
import type { LogEntryJson, SigstoreServices } from '../../../../support/sigstore-services.ts';
import type { Extension } from '../../../../support/x509-ca.ts';
import { extendedKeyUsage, makeCertificate } from '../../../../support/x509-ca.ts';

/** What stands before every attack. */
export interface Scene {
  readonly place: SignedPlace;
  readonly digest: string;
  /** An image that the attacker has a good signature of. */
  readonly other: string;
  readonly services: SigstoreServices;
  /** Another Sigstore, with services that call themselves the same. */
  readonly foreign: SigstoreServices;
  readonly keys: SigningKeys;
  /** Accepted evidence; each attack gets a copy. */
  readonly bundle: BundleJson;
  readonly layer: LayerJson;
  readonly keyBundle: BundleJson;
  readonly keyLayer: LayerJson;
}

/** `attack` changes the copy that it gets, or gives something in its place. */
export type Row<T, Other = T> = readonly [name: string, code: string, attack: Attack<T, Other>];

export type Attack<T, Other = T> = (
  evidence: T,
  scene: Scene,
) => T | Other | undefined | Promise<T | Other | undefined>;

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

export function envelope({ dsseEnvelope }: BundleJson): EnvelopeJson {
  return given(dsseEnvelope);
}

export function signature(bundle: BundleJson): EnvelopeJson['signatures'][number] {
  return given(envelope(bundle).signatures[0]);
}

export function certificate({ verificationMaterial }: BundleJson): { rawBytes: string } {
  return given(verificationMaterial.certificate);
}

export function logEntry({ verificationMaterial }: BundleJson): LogEntryJson {
  return given(verificationMaterial.tlogEntries[0]);
}

export function proof(bundle: BundleJson): NonNullable<LogEntryJson['inclusionProof']> {
  return given(logEntry(bundle).inclusionProof);
}

export function stamps({ verificationMaterial }: BundleJson): { signedTimestamp: string }[] {
  return verificationMaterial.timestampVerificationData.rfc3161Timestamps;
}

/** The last byte of a text in base64 is another. */
export function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes.toString('base64');
}

/** A certificate of no authority. */
export function ownCertificate(key: KeyObject, extensions: readonly Extension[]): Buffer {
  return makeCertificate({ subject: [['CN', 'own']], key, extensions }).der;
}

export function codeSigning(): Extension {
  return extendedKeyUsage(['1.3.6.1.5.5.7.3.3']);
}

export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the evidence does not have it');
  return value;
}
