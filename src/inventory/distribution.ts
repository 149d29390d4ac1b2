const FOR_DISTRIBUTION = /^(?:usr\/(?!local\/)|bin\/|sbin\/|lib(?:32|64|x32)?\/)/u;

/**
 * Whether a distribution's own packages bring files for languages to this place: `usr`, never `usr/local`, and
 * the old folders beside it. Source: Filesystem Hierarchy Standard 3.0, 3 and 4.9.
 */
export function isForDistribution(path: string): boolean {
  return FOR_DISTRIBUTION.test(path);
}
