/** What the lint check knows of a build context: where secrets lie in it. */
export interface BuildContextView {
  /** Those that the build gets: what `.dockerignore` leaves out is not here. In order of their paths. */
  readonly secrets: readonly ContextSecret[];
  /** Why a part of the context was not looked at; null when all was. */
  readonly unread: string | null;
  /** What patterns such as those of `COPY --exclude` leave out. */
  readonly matcher: (patterns: readonly string[]) => (path: string) => boolean;
}

export interface ContextSecret {
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  /** With its article: `a private key`. */
  readonly what: string;
  /** `high`: a secret for certain. `medium`: likely, or one of a test. */
  readonly severity: 'high' | 'medium';
}
