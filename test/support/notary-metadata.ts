import { createHash } from 'node:crypto';
import type { MetadataSource } from '../../src/checks/signatures/content-trust/client.ts';
import { verifyAt } from '../../src/checks/signatures/content-trust/verify.ts';
import type { Judged, TargetDescriptor } from '../../src/checks/signatures/judged.ts';
import type { ContentTrustAuthority } from '../../src/model/trust.ts';
import type { NotaryKey } from './notary-keys.ts';
import { canonicalText, certifiedKey, notaryKey } from './notary-keys.ts';

/** One metadata file before it is signed. */
export interface Draft<S extends Dated = Dated> {
  signed: S;
  signers: NotaryKey[];
}

export interface Dated {
  _type: string;
  version: unknown;
  expires: string;
}

interface Signers {
  keyids: string[];
  threshold: number;
}

export interface RootSigned extends Dated {
  consistent_snapshot: boolean;
  keys: Record<string, unknown>;
  roles: Record<'root' | 'targets' | 'snapshot' | 'timestamp', Signers>;
}

export interface TargetsSigned extends Dated {
  delegations: { keys: Record<string, unknown>; roles: DelegationDraft[] };
  targets: Record<string, unknown>;
}

export interface DelegationDraft extends Signers {
  name: string;
  paths: string[] | null;
}

export interface Entry {
  hashes: Record<string, string>;
  length: number;
}

type Meta = Record<string, Entry>;

/** A repository of content trust, and who looks at it. Everything may be changed before it is judged. */
export interface Repository {
  readonly gun: string;
  readonly keys: Record<
    'root' | 'targets' | 'snapshot' | 'timestamp' | 'releases' | 'alice' | 'bob',
    NotaryKey
  >;
  root: Draft<RootSigned>;
  /** Earlier roots by their file: `1.root`. */
  readonly roots: Map<string, Draft<RootSigned>>;
  /** `targets`, `targets/alice`. */
  readonly targets: Map<string, Draft<TargetsSigned>>;
  snapshot: Draft;
  timestamp: Draft & { meta: Meta };
  authority: ContentTrustAuthority;
  reference: { tag: string | null; digest: string | null };
  descriptors: TargetDescriptor[];
  now: Date;
  /** Changes what the snapshot lists, before it is signed. */
  list: (meta: Meta) => void;
  /** Changes what is served, after everything is signed. */
  serve: (files: Map<string, Buffer>) => void;
}

export const GUN = 'registry.example/team/app';
export const DIGEST = `sha256:${'ab'.repeat(32)}`;
export const OTHER_DIGEST = `sha256:${'cd'.repeat(32)}`;
export const SIZE = 1234;

/** A repository where alice signed the tag `1.0` and released it, and that is accepted. */
export function notaryRepository(gun = GUN): Repository {
  const keys = {
    root: certifiedKey(gun),
    targets: notaryKey(),
    snapshot: notaryKey(),
    timestamp: notaryKey(),
    releases: notaryKey(),
    alice: notaryKey(),
    bob: notaryKey(),
  };
  const now = new Date();
  return {
    gun,
    keys,
    root: rootDraft(keys, now),
    roots: new Map(),
    targets: new Map([
      ['targets', targetsDraft(keys.targets, now, delegationsOf(keys))],
      ['targets/releases', targetsDraft(keys.releases, now)],
      ['targets/alice', targetsDraft(keys.alice, now)],
    ]),
    snapshot: {
      signed: { _type: 'Snapshot', version: 5, expires: inDays(now, 900) },
      signers: [keys.snapshot],
    },
    timestamp: {
      signed: { _type: 'Timestamp', version: 9, expires: inDays(now, 14) },
      signers: [keys.timestamp],
      meta: {},
    },
    authority: {
      kind: 'content-trust',
      name: 'ours',
      server: null,
      rootKeys: [keys.root.id],
      rootCa: null,
      rootFile: null,
      trustOnFirstUse: false,
      signers: [],
      minimumVersions: {},
    },
    reference: { tag: '1.0', digest: null },
    descriptors: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: DIGEST, size: SIZE }],
    now,
    list() {},
    serve() {},
  };
}

/** What content trust says of the tag. */
export function judge(repository: Repository): Promise<readonly Judged[]> {
  const { authority, descriptors, reference, gun, now } = repository;
  let files: Map<string, Buffer> | null = null;
  const source: MetadataSource = {
    gun,
    host: 'notary.example',
    find: async (name) => {
      await Promise.resolve();
      files ??= publish(repository);
      return files.get(name) ?? null;
    },
  };
  const slash = gun.indexOf('/');
  const name = { registry: gun.slice(0, slash), repository: gun.slice(slash + 1), ...reference };
  const { signal } = new AbortController();
  return verifyAt(source, { authority, target: { reference: name, descriptors }, now, signal });
}

/** The code of the refusal, null for acceptance, of each that is found. */
export async function codesOf(repository: Repository): Promise<readonly (string | null)[]> {
  return (await judge(repository)).map(({ refusal }) => refusal?.code ?? null);
}

/** All files of the repository by their names at the server. */
export function publish(repository: Repository): Map<string, Buffer> {
  const { root, roots, targets, snapshot, timestamp, list, serve } = repository;
  const files = new Map<string, Buffer>();
  const rootBytes = seal(root);
  const meta: Meta = { root: entry(rootBytes) };
  files.set('root', rootBytes);
  for (const [name, draft] of roots) files.set(name, seal(draft));
  for (const [name, draft] of targets) {
    const bytes = seal(draft);
    meta[name] = entry(bytes);
    files.set(`${name}.${sha('sha256', bytes).toString('hex')}`, bytes);
  }
  list(meta);
  const snapshotBytes = seal({ ...snapshot, signed: withMeta(snapshot, meta) });
  files.set(`snapshot.${sha('sha256', snapshotBytes).toString('hex')}`, snapshotBytes);
  const signed = withMeta(timestamp, { snapshot: entry(snapshotBytes), ...timestamp.meta });
  files.set('timestamp', seal({ ...timestamp, signed }));
  serve(files);
  return files;
}

function withMeta({ signed }: Draft, meta: Meta): Dated & { meta: Meta } {
  return { ...signed, meta };
}

/** The targets of a role, to be changed. */
export function targetsOf(repository: Repository, name = 'targets'): Draft<TargetsSigned> {
  const draft = repository.targets.get(name);
  if (draft === undefined) throw new Error(`there is no ${name}`);
  return draft;
}

/** A delegation of a role, to be changed. */
export function delegationOf(repository: Repository, name: string): DelegationDraft {
  const parent = name.slice(0, name.lastIndexOf('/'));
  const found = targetsOf(repository, parent).signed.delegations.roles.find((role) => role.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** The file with its signatures. */
export function seal({ signed, signers }: Draft): Buffer {
  const bytes = Buffer.from(canonicalText(signed));
  const signatures = signers.map((key) => ({
    keyid: key.id,
    method: key.method,
    sig: key.sign(bytes).toString('base64'),
  }));
  return Buffer.from(JSON.stringify({ signed, signatures }));
}

/** The files whose names begin so; changed, they keep their names. */
export function changeFile(
  files: Map<string, Buffer>,
  start: string,
  change: (text: string) => string,
): void {
  for (const [name, bytes] of files) {
    if (name.startsWith(start)) files.set(name, Buffer.from(change(bytes.toString())));
  }
}

/** The next root: signed by the one before it and by its own key. */
export function rotateRoot(repository: Repository, next: NotaryKey): void {
  const { root, keys, now } = repository;
  const version = Number(root.signed.version);
  repository.roots.set(`${version}.root`, root);
  const draft = rootDraft({ ...keys, root: next }, now);
  draft.signed.version = version + 1;
  repository.root = { ...draft, signers: [keys.root, next] };
  keys.root = next;
}

export function rootDraft(keys: Repository['keys'], now: Date): Draft<RootSigned> {
  const { root, targets, snapshot, timestamp } = keys;
  const role = ({ id }: NotaryKey): Signers => ({ keyids: [id], threshold: 1 });
  return {
    signed: {
      _type: 'Root',
      consistent_snapshot: false,
      version: 1,
      expires: inDays(now, 3650),
      keys: entries(root, targets, snapshot, timestamp),
      roles: {
        root: role(root),
        targets: role(targets),
        snapshot: role(snapshot),
        timestamp: role(timestamp),
      },
    },
    signers: [root],
  };
}

/** Metadata of a targets role that signs `1.0`, with these delegations. */
export function targetsDraft(
  key: NotaryKey,
  now: Date,
  delegations: TargetsSigned['delegations'] = { keys: {}, roles: [] },
): Draft<TargetsSigned> {
  return {
    signed: {
      _type: 'Targets',
      version: 2,
      expires: inDays(now, 900),
      delegations,
      targets: { '1.0': signedTag() },
    },
    signers: [key],
  };
}

export function signedTag(digest = DIGEST, length = SIZE): object {
  return { hashes: { sha256: Buffer.from(digest.slice(7), 'hex').toString('base64') }, length };
}

export function delegation(name: string, key: NotaryKey, paths: string[] = ['']): DelegationDraft {
  return { name, keyids: [key.id], threshold: 1, paths };
}

export function entries(...keys: readonly NotaryKey[]): Record<string, NotaryKey['entry']> {
  return Object.fromEntries(keys.map(({ id, entry: one }) => [id, one]));
}

export function inDays(now: Date, days: number): string {
  return new Date(now.getTime() + days * 24 * 3600 * 1000).toISOString();
}

function delegationsOf({ releases, alice }: Repository['keys']): TargetsSigned['delegations'] {
  return {
    keys: entries(releases, alice),
    roles: [delegation('targets/alice', alice), delegation('targets/releases', releases)],
  };
}

function entry(bytes: Buffer): Entry {
  const hash = (algorithm: string): string => sha(algorithm, bytes).toString('base64');
  return { hashes: { sha256: hash('sha256'), sha512: hash('sha512') }, length: bytes.length };
}

function sha(algorithm: string, bytes: Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest();
}
