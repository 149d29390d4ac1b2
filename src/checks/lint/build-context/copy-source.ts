/**
 * How a `COPY` source names a file of the context: by the file's own name, through a folder or a wildcard, or
 * not at all. Source: docs.docker.com/reference/dockerfile, "COPY", "Pattern matching".
 */
export function namesBy(source: string, path: string): 'name' | 'folder' | null {
  const parts = normalized(source);
  const names = path.split('/');
  if (parts.length > names.length) return null;
  if (!parts.every((part, index) => matches(part, names[index] ?? ''))) return null;
  return parts.length === names.length && parts.join('/') === path ? 'name' : 'folder';
}

/** The path below the folder that a source names, for patterns that count from there. */
export function below(source: string, path: string): string {
  return path.split('/').slice(normalized(source).length).join('/');
}

/** `./a/../b/` → `b`; the context is the root, and nothing is above it. */
function normalized(source: string): string[] {
  const parts: string[] = [];
  for (const part of source.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

/** `*` and `?`, in time that is the product of the lengths at most; a `[…]` counts as `*`. */
function matches(pattern: string, name: string): boolean {
  const text = pattern.replace(CLASS, '*');
  let [at, position, star, retry] = [0, 0, -1, 0];
  while (position < name.length) {
    if (text[at] === '*') {
      star = at;
      retry = position;
      at += 1;
    } else if (at < text.length && (text[at] === '?' || text[at] === name[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      position = retry;
    } else return false;
  }
  while (text[at] === '*') at += 1;
  return at === text.length;
}

const CLASS = /\[[^\]]*\]/gu;
