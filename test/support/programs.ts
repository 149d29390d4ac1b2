import { execFileSync } from 'node:child_process';

/** True when the program runs here; else says aloud what is skipped. */
export function hasProgram(program: string, args: readonly string[], skipped: string): boolean {
  try {
    execFileSync(program, [...args], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`skipped: ${skipped} (${[program, ...args].join(' ')} does not run here)`);
    return false;
  }
}
