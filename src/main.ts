import { setGlobalProxyFromEnv } from 'node:http';

/** The bundle's entry: what the two stubs in `dist/` call. Loads a door only when it is used. */
export async function runCli(): Promise<void> {
  setGlobalProxyFromEnv();
  const { main } = await import('./cli.ts');
  await main();
}

export async function runAction(): Promise<void> {
  setGlobalProxyFromEnv();
  const { main } = await import('./action.ts');
  await main();
}
