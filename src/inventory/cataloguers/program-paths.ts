/** Folders below `usr/share` and the like hold no programs, and most files of a package. */
const NO_PROGRAMS =
  /^(?:usr\/(?:local\/)?(?:share\/(?:doc|man|info|locale|licenses|zoneinfo|icons|fonts|perl5?|bug|lintian|i18n|mime|applications|terminfo|vim)|include|src)|etc|var)\//u;
const IN_PROGRAM_FOLDER = /(?:^|\/)(?:s?bin|libexec)\//u;
/** Ends of names that no program or library has. */
const NO_PROGRAM =
  /\.(?:py|pyc|pyi|pm|pl|ph|pod|rb|js|mjs|cjs|ts|json|xml|html|css|txt|md|h|hpp|c|a|la|o|pc|cmake|gz|xz|bz2|zip|jar|mo|png|svg|ico|gif|ttf|conf|cfg|ini|service|socket|timer|target|rules|sh|awk|m4|el|elc|tcl|enc|e2x|t|hi|dat|db|crt|pem|map|tmpl|in|am|d)$/u;

/**
 * Whether a package's file may be a program or library, by its path. A coarse sieve, so that lists stay short:
 * a program that falls through it is nobody's, which is told.
 */
export function isProgramPath(path: string): boolean {
  if (IN_PROGRAM_FOLDER.test(path)) return true;
  return !NO_PROGRAM.test(path) && !NO_PROGRAMS.test(path);
}
