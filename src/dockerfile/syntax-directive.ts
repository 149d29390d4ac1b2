import type { Directive, Problem } from './dockerfile.ts';

/** `docker/dockerfile` on any registry, with any tag or digest. */
const KNOWN = /^(?:[\w.:-]+\/)*docker\/dockerfile(?:-upstream)?(?:[:@].*)?$/u;

/** `# syntax=` can name any program to read the file: only Docker's own reads what we read. */
export function syntaxProblem(directives: readonly Directive[]): Problem | null {
  const syntax = directives.find(({ name }) => name === 'syntax');
  if (syntax === undefined) return null;
  const image = syntax.value.split(' ', 1)[0] ?? '';
  if (KNOWN.test(image)) return null;
  const message = `the file is read by "${image.slice(0, 200)}", which may understand it in another way`;
  return { code: 'UNKNOWN_SYNTAX', message, range: syntax.range, unread: true };
}
