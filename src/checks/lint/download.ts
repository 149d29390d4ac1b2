import type { ShellCommand } from '../../dockerfile/shell.ts';

const DOWNLOADERS = new Set(['curl', 'wget', 'wget2', 'aria2c', 'fetch', 'http', 'https', 'xh']);

/** True for a command that fetches something from the network and writes it to its output or a file. */
export function isDownload({ name }: ShellCommand): boolean {
  return name !== null && DOWNLOADERS.has(name);
}
