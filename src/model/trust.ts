/** What may be used at all, for the image under test and for every image its Dockerfile names. */
export interface TrustRules {
  /** Registries that may be used: `ghcr.io`, `*.example.com`. Empty: any. */
  readonly registries: readonly string[];
  /** Images that may be used, as globs over `registry/repository`: `docker.io/library/*`. Empty: any. */
  readonly images: readonly string[];
  /** `required`: every reference must carry a digest. */
  readonly digest: 'required' | 'optional';
  /**
   * Who must have signed. Verification is not built yet: when this is not empty, the signatures step fails.
   * Kept as it was written.
   */
  readonly authorities: readonly unknown[];
}
