import type { ShellCommand } from '../../dockerfile/shell.ts';
import { operands } from './command-options.ts';

/** True for `rm` of one of these folders, of what is in it, or of a folder around it. */
export function removes(command: ShellCommand, folders: readonly string[]): boolean {
  if (command.name === 'find') return findDeletes(command, folders);
  if (command.name !== 'rm') return false;
  return operands(command).some(({ value }) => {
    const path = trimmed(value);
    // `cd /var/lib/apt/lists && rm -rf *`
    if (path === '*' || path === './*') return true;
    if (path.includes('{')) return folders.some((folder) => path.includes(lastName(folder)));
    return folders.some((folder) => path === folder || path.startsWith(folder) || isAround(path, folder));
  });
}

/** `find /var/lib/apt/lists -type f -delete`. */
function findDeletes({ args }: ShellCommand, folders: readonly string[]): boolean {
  if (!args.some(({ value }) => value === '-delete' || value === '-exec')) return false;
  return args.some(({ value }) => folders.some((folder) => trimmed(value).startsWith(folder)));
}

function isAround(path: string, folder: string): boolean {
  return path.startsWith('/') && path.length > 1 && folder.startsWith(`${path}/`);
}

function trimmed(path: string): string {
  return path.replace(/\/?\*?$/u, '') || path;
}

function lastName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}
