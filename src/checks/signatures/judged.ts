import type { RegistryClient } from '../../image/registry/client.ts';
import type { Reference } from '../../model/reference.ts';
import type { EvidenceKind, Refusal } from '../../model/signature.ts';
import type { Logger } from '../../util/log.ts';

/** The image that signatures are looked for. */
export interface TrustTarget {
  /** Registry, repository and tag as it was named. */
  readonly reference: Reference;
  /**
   * What its name stands for, outermost first: the index that it was chosen from, then the manifest that runs.
   * Each is verified to lead to the next; whoever signed one of them signed the image.
   */
  readonly descriptors: readonly TargetDescriptor[];
}

export interface TargetDescriptor {
  readonly mediaType: string;
  /** `sha256:…` */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** A signature or attestation, as one authority sees it. */
export interface Judged {
  readonly kind: EvidenceKind;
  /** Equal for the same thing seen by several authorities. */
  readonly place: string;
  readonly signer: string | null;
  /** ISO 8601. */
  readonly signedAt: string | null;
  readonly log: string | null;
  /** Null: this authority accepts it. */
  readonly refusal: Refusal | null;
  /** What it states, whether it is accepted or not; null for a plain signature. */
  readonly statement: Statement | null;
}

/** Source: in-toto attestation framework, "Statement". */
export interface Statement {
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** What verifying takes from the world around it. */
export interface VerifyContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly env: NodeJS.ProcessEnv;
  readonly insecureRegistries: readonly string[];
  /** A folder that may be written to, for what TUF learned; null: none. */
  readonly cacheDir: string | null;
  /** For api.github.com only. */
  readonly githubToken: string | null;
  /** `https://api.github.com`. */
  readonly githubApiUrl: string;
  /** One connection for each repository. */
  readonly registry: (reference: Pick<Reference, 'registry' | 'repository'>) => Promise<RegistryClient>;
  /** The value of `work` the first time, and the same promise again for the same key. */
  readonly once: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Something the reader should see beside the result. Said once for equal texts. */
  readonly note: (text: string) => void;
}

/**
 * Looks for what an authority could accept, and judges each. Empty: nothing was found. Throws a `GateError`
 * when it could not be asked: then other authorities may still be satisfied, and none found is not said.
 */
export type VerifyAuthority<A> = (
  authority: A,
  target: TrustTarget,
  context: VerifyContext,
) => Promise<readonly Judged[]>;
