import { glob } from '../util/glob.ts';

/** Whether one of the patterns stands for a path in the image. A pattern with a final slash is a whole folder. */
export function ownPrograms(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns.map((pattern) => glob(inNormalForm(pattern), '/', 'exact'));
  return (path) => globs.some((one) => one.matches(path));
}

function inNormalForm(pattern: string): string {
  const path = pattern.startsWith('/') ? pattern.slice(1) : pattern;
  return path.endsWith('/') ? `${path}**` : path;
}
