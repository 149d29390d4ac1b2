import { join } from 'node:path';

/**
 * Where the worker thread's file is: `worker.ts` beside this file when the source is run, `worker.cjs`
 * beside the bundle otherwise (a CommonJS bundle has `__dirname` and an empty `import.meta`).
 */
export function workerPath(): URL | string {
  const here: string | undefined = import.meta.url;
  if (typeof here === 'string' && here.endsWith('.ts')) return new URL('./worker.ts', here);
  return join(__dirname, 'worker.cjs');
}
