/** Ends of the paths that a language cataloguer, or the list of unread formats, may claim. */
const OWNABLE =
  /(?:^|\/)(?:package\.json|installed\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock)$|\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|\.(?:egg-info|jar|war|ear|par|sar|hpi|jpi|kar|nar|gemspec|deps\.json|egg|whl)$/iu;

/** Whether a language cataloguer may read the file that a package brought, so that its digest is kept. */
export function isOwnable(path: string): boolean {
  return OWNABLE.test(path);
}
