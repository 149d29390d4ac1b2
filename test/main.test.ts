import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../src/front-door.ts';
import { ACTION_DOOR, CLI_DOOR, runNode } from './support/run-node.ts';
import { workFolder } from './support/work-folder.ts';

const NEVER =
  "require('node:fs/promises').stat = () => new Promise(() => {});\nrequire('node:module').syncBuiltinESMExports();\n";

describe('the entry', () => {
  it.each([
    ['command line', CLI_DOOR, ['check', '--archive', 'x.tar', '--checks', 'hardening'], {}],
    ['action', ACTION_DOOR, [], { INPUT_ARCHIVE: 'x.tar', INPUT_CHECKS: 'hardening' }],
  ])('of the %s never ends with 0 when the work was not ended', async (_, door, argv, inputs) => {
    const cwd = workFolder({ 'x.tar': 'x', 'never.cjs': NEVER, 'start.mjs': start(door) });
    const env = { HOME: cwd, NODE_OPTIONS: `--require=${path.join(cwd, 'never.cjs')}`, ...inputs };
    const { status } = await runNode(path.join(cwd, 'start.mjs'), { argv, cwd, env });
    expect(status).toBe(EXIT.incomplete);
  });
});

/** Without the wait at the top level, which Node would not end with 0. */
function start(door: string): string {
  const main = JSON.stringify(path.join(path.dirname(door), '../../src/main.ts'));
  return `import { runAction, runCli } from ${main};\nvoid ${door === CLI_DOOR ? 'runCli' : 'runAction'}();\n`;
}
