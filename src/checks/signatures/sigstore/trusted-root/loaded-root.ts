import { TrustedRoot } from '@sigstore/protobuf-specs';
import type { LogId } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';
import type { TrustMaterial } from '@sigstore/verify';
import { VerificationError, errorText } from '../../../../model/errors.ts';
import { plain } from '../../../../util/escape.ts';
import { LIMITS } from '../../../../util/limits.ts';
import { parseStrictJson } from '../../../../util/strict-json.ts';
import { lintTrustedRoot } from './lint.ts';

/** Keys of Sigstore's services, ready to verify with. */
export interface LoadedRoot {
  readonly root: TrustedRoot;
  readonly material: TrustMaterial;
  /** What a reader should know of where it came from; null: nothing. */
  readonly note: string | null;
  /** The log with this id (of its key, or of its checkpoints), as it is called: `rekor.sigstore.dev`. */
  readonly logName: (keyId: Buffer) => string | null;
}

/**
 * Reads a trusted root. `where` says whose it is, for messages.
 * Throws `VerificationError` TRUSTED_ROOT_UNREADABLE and what `lintTrustedRoot` throws.
 * Source: Sigstore protobuf specifications, "sigstore_trustroot".
 */
export function readTrustedRoot(text: string, where: string, note: string | null = null): LoadedRoot {
  const root = parseRoot(text, where);
  lintTrustedRoot(root, where);
  const names = new Map<string, string>();
  for (const { baseUrl, logId, checkpointKeyId } of root.tlogs) {
    for (const id of [logId, checkpointKeyId]) {
      if (id !== undefined) names.set(hex(id), plain(baseUrl.replace(SCHEME, ''), MAX_NAME));
    }
  }
  return {
    root,
    material: toTrustMaterial(root),
    note,
    logName: (keyId) => names.get(keyId.toString('hex')) ?? null,
  };
}

const SCHEME = /^https?:\/\//u;
const MAX_NAME = 200;

function parseRoot(text: string, where: string): TrustedRoot {
  if (text.length > LIMITS.trustedRootBytes.value) {
    throw unreadable(where, `it has more than ${String(LIMITS.trustedRootBytes.value)} characters`);
  }
  const json = parseStrictJson(text);
  if (!json.ok) throw unreadable(where, json.why);
  try {
    return TrustedRoot.fromJSON(json.value);
  } catch (error) {
    throw unreadable(where, errorText(error));
  }
}

function unreadable(where: string, why: string): VerificationError {
  return new VerificationError('TRUSTED_ROOT_UNREADABLE', `${where} cannot be read: ${plain(why, 200)}`, {
    hint: 'It must be a JSON file as `cosign trusted-root create` writes it.',
  });
}

function hex({ keyId }: LogId): string {
  return Buffer.from(keyId).toString('hex');
}
