import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseOutputs } from './outputs.ts';
import { type NodeRun, runNode } from './run-node.ts';
import { workFolder } from './work-folder.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** Exit statuses of the command line. */
export const EXIT = { pass: 0, fail: 1, misuse: 2, incomplete: 3 } as const;

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line in a folder of its own, without a cache, offline unless an argument says otherwise. */
export async function runCli(argv: readonly string[], options: CliOptions = {}): Promise<NodeRun> {
  const cwd = options.cwd ?? workFolder();
  return runNode(path.join(DIST, 'cli.cjs'), { argv, cwd, env: { HOME: cwd, ...options.env } });
}

export interface ActionOptions {
  /** Action inputs by name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Name and payload of the event. */
  readonly event?: { readonly name: string; readonly payload: unknown };
}

export interface ActionRun extends NodeRun {
  readonly outputs: ReadonlyMap<string, string>;
  /** What is shown on the page of the run. */
  readonly summary: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
}

/** Runs the built action as a runner does: inputs and event in the environment, files for what it hands back. */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  const temp = workFolder({
    output: '',
    summary: '',
    'event.json': JSON.stringify(options.event?.payload ?? {}),
  });
  const cwd = options.cwd ?? workFolder();
  const at = (name: string): string => path.join(temp, name);
  const inputs = Object.entries(options.inputs).map(([name, value]): [string, string] => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  const env = {
    HOME: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'org/app',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_EVENT_NAME: options.event?.name ?? 'push',
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_WORKSPACE: cwd,
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_SERVER_URL: 'https://github.com',
    RUNNER_TEMP: temp,
    ...Object.fromEntries(inputs),
    ...options.env,
  };
  const run = await runNode(path.join(DIST, 'action.cjs'), { cwd, env });
  return {
    ...run,
    outputs: parseOutputs(readFileSync(at('output'), 'utf8')),
    summary: readFileSync(at('summary'), 'utf8'),
    temp,
  };
}
