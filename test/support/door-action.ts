import { runAction } from '../../src/main.ts';

await runAction();
