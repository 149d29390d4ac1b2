import { runCli } from '../../src/main.ts';

await runCli();
