import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workFolder } from './work-folder.ts';

/** A folder for the PATH with one program in it: a shell script. The rest of the PATH stays behind it. */
export function stubProgram(name: string, script: string): NodeJS.ProcessEnv {
  const folder = workFolder();
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
}

/** An environment in which no program is found. */
export const NO_PROGRAMS: NodeJS.ProcessEnv = { PATH: '/nowhere' };
