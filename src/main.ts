import * as http from 'node:http';

/** The bundle's entry: what the two stubs in `dist/` call. Loads a door only when it is used. */
export async function runCli(): Promise<void> {
  heedProxies();
  const { main } = await import('./cli.ts');
  await main();
}

export async function runAction(): Promise<void> {
  heedProxies();
  const { main } = await import('./action.ts');
  await main();
}

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, where this Node can heed them: the first releases of 24 cannot. */
function heedProxies(): void {
  if ('setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv();
}
