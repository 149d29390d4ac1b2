import { z } from 'zod';
import { plain } from '../../../util/escape.ts';
import { LIMITS } from '../../../util/limits.ts';
import { refuse } from './codes.ts';
import { BASE64, invalidMetadata, KEY_ID } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { keyId, readKey } from './keys.ts';
import type { MetadataKey } from './keys.ts';
import type { SigningRole } from './signatures.ts';

/** What all metadata says of itself. */
export interface Dated {
  readonly version: number;
  readonly expires: Date;
}

/** Source: Notary, "tuf/data": root, targets, snapshot, timestamp. */
export interface RootMetadata extends Dated {
  readonly roles: Readonly<Record<'root' | 'targets' | 'snapshot' | 'timestamp', SigningRole>>;
}

/** Files by role, as a timestamp or snapshot lists them. */
export interface ListingMetadata extends Dated {
  readonly listed: ReadonlyMap<string, ListedFile>;
}

export interface TargetsMetadata extends Dated {
  /** By tag. */
  readonly targets: ReadonlyMap<string, SignedTag>;
  readonly delegations: readonly Delegation[];
}

/** Hashes are hexadecimal, lengths are bytes. */
export interface ListedFile {
  readonly sha256: string;
  readonly sha512: string | null;
  readonly length: number;
}

export interface SignedTag {
  /** `sha256:…` */
  readonly digest: string;
  /** Bytes of the manifest. */
  readonly length: number;
}

export interface Delegation extends SigningRole {
  /** `targets/alice` */
  readonly name: string;
  /** Beginnings of the tags that it may sign; an empty one is every tag. */
  readonly paths: readonly string[];
}

/** Throws as `parseEnvelope`, and refuses with CONTENT_TRUST_WRONG_TYPE and _KEY_ID. */
export function readRoot(envelope: Envelope): RootMetadata {
  const { keys, roles, ...dated } = read(envelope, ROOT, 'Root');
  const known = readKeys(keys, envelope.name);
  return {
    ...dated,
    roles: {
      root: toRole(roles.root, known),
      targets: toRole(roles.targets, known),
      snapshot: toRole(roles.snapshot, known),
      timestamp: toRole(roles.timestamp, known),
    },
  };
}

/** A timestamp or snapshot. Throws as `readRoot`. */
export function readListing(envelope: Envelope, type: 'Timestamp' | 'Snapshot'): ListingMetadata {
  const { meta, ...dated } = read(envelope, LISTING, type);
  return { ...dated, listed: new Map(Object.entries(meta)) };
}

/** The targets of the repository or of a delegation. Throws as `readRoot`. */
export function readTargets(envelope: Envelope): TargetsMetadata {
  const { targets, delegations, ...dated } = read(envelope, TARGETS, 'Targets');
  const known = readKeys(delegations.keys, envelope.name);
  return {
    ...dated,
    targets: new Map(Object.entries(targets)),
    delegations: delegations.roles.map((role) => ({
      name: role.name,
      paths: role.paths,
      ...toRole(role, known),
    })),
  };
}

// Source: RFC 3339; Go writes up to nine digits of a second.
const TIME = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u, 'not a time')
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), 'not a time');
const DATED = z.object({ version: z.int().min(1), expires: TIME });

const KEY = z
  .object({ keytype: z.string(), keyval: z.object({ public: BASE64 }) })
  .transform(({ keytype, keyval }) => ({ type: keytype, text: keyval.public }));
const KEYS = z.record(KEY_ID, KEY);
const SIGNERS = z.object({ keyids: z.array(KEY_ID), threshold: z.int().min(1) });
const ROOT = DATED.extend({
  keys: KEYS,
  roles: z.object({ root: SIGNERS, targets: SIGNERS, snapshot: SIGNERS, timestamp: SIGNERS }),
});

const SHA256 = BASE64.transform(toHex).refine((hex) => hex.length === 64, 'not a SHA-256');
const SHA512 = BASE64.transform(toHex).refine((hex) => hex.length === 128, 'not a SHA-512');
const LENGTH = z.int().nonnegative();
const FILE = z
  .object({ hashes: z.object({ sha256: SHA256, sha512: SHA512.optional() }), length: LENGTH })
  .transform(({ hashes: { sha256, sha512 = null }, length }): ListedFile => ({ sha256, sha512, length }));
const LISTING = DATED.extend({ meta: z.record(z.string(), FILE) });

const TAG = z
  .object({ hashes: z.object({ sha256: SHA256.optional() }), length: LENGTH })
  // With another hash alone it is no image that could be compared.
  .transform(({ hashes: { sha256 = '' }, length }): SignedTag => ({ digest: `sha256:${sha256}`, length }));
const DELEGATIONS = z.object({
  // Notary writes null where there are none.
  keys: KEYS.nullish().transform((keys) => keys ?? {}),
  roles: z
    .array(
      SIGNERS.extend({
        name: z.string(),
        paths: z
          .array(z.string())
          .nullish()
          .transform((paths) => paths ?? []),
      }),
    )
    .nullish()
    .transform((roles) => roles ?? []),
});
const TARGETS = DATED.extend({
  targets: z
    .record(z.string(), TAG)
    .nullish()
    .transform((targets) => targets ?? {}),
  delegations: DELEGATIONS.nullish().transform((value) => value ?? { keys: {}, roles: [] }),
});

function toHex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}

function read<S extends z.ZodType>(envelope: Envelope, schema: S, type: string): z.output<S> {
  const { name, signed } = envelope;
  const typed = TYPED.safeParse(signed);
  if (!typed.success || typed.data._type !== type) {
    const said = typed.success ? `"${plain(typed.data._type, 50)}"` : 'nothing';
    throw refuse('CONTENT_TRUST_WRONG_TYPE', `${name}: its type should be "${type}" and is ${said}`);
  }
  const result = schema.safeParse(signed);
  if (!result.success) throw invalidMetadata(name, z.prettifyError(result.error));
  return result.data;
}

const TYPED = z.object({ _type: z.string() });

type Keys = ReadonlyMap<string, MetadataKey | null>;

/** A key under the id of another one would count for it. */
function readKeys(keys: z.output<typeof KEYS>, name: string): Keys {
  const entries = Object.entries(keys);
  if (entries.length > LIMITS.contentTrustKeys.value) throw invalidMetadata(name, 'it has too many keys');
  return new Map(
    entries.map(([id, text]) => {
      if (keyId(text) === id) return [id, readKey(text)];
      throw refuse('CONTENT_TRUST_KEY_ID', `${name}: the key ${id} has an id that is not its own`);
    }),
  );
}

/** An id without its key can sign nothing. */
function toRole({ keyids, threshold }: z.output<typeof SIGNERS>, known: Keys): SigningRole {
  const wanted = new Set(keyids);
  return { keys: new Map([...known].filter(([id]) => wanted.has(id))), threshold };
}
