/**
 * Where the worker thread's file is: `worker.ts` beside this file when the source is run, `worker.cjs` beside
 * the bundle otherwise. The build says where the bundle is in place of `import.meta.url`.
 */
export function workerPath(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : './worker.cjs', here);
}
