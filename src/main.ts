import * as http from 'node:http';
import { EXIT } from './front-door.ts';

/** The bundle's entry: what the two stubs in `dist/` call. Loads a door only when it is used. */
export async function runCli(): Promise<void> {
  assumeIncomplete();
  heedProxies();
  const { main } = await import('./cli.ts');
  await main();
}

export async function runAction(): Promise<void> {
  assumeIncomplete();
  heedProxies();
  const { main } = await import('./action.ts');
  await main();
}

/** Node ends with 0 when nothing is left to wait for, also in the middle of the work: only a door may say 0. */
function assumeIncomplete(): void {
  process.exitCode = EXIT.incomplete;
}

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, where this Node can heed them: the first releases of 24 cannot. */
function heedProxies(): void {
  if ('setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv();
}
