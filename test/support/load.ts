import { InputError } from '../../src/model/errors.ts';
import { parseArgv } from '../../src/settings/argv.ts';
import { loadSettings } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { workFolder } from './work-folder.ts';

/** A working directory with one of everything that settings can name, and a configuration file when given. */
export function settingsFolder(config?: string): string {
  return workFolder({
    'app/Dockerfile': 'FROM scratch\n',
    Dockerfile: 'FROM scratch\n',
    'image.tar': '',
    'oci/': '',
    'osv/': '',
    ...(config === undefined ? {} : { '.image-gate.yaml': config }),
  });
}

/** Settings from arguments, as the command line would read them. */
export function loadArgv(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Settings {
  const command = parseArgv(argv);
  if (!('given' in command)) throw new TypeError(`not a gate command: ${command.kind}`);
  return loadSettings({ door: 'cli', command, env, cwd, terminal: false });
}

/** Settings from inputs by name, as the action would read them. */
export function loadInputs(
  inputs: Readonly<Record<string, string>>,
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Settings {
  return loadSettings({ door: 'action', env: { ...env, ...inputEnv(inputs) }, cwd });
}

/** The environment in which the runner would put these inputs. */
export function inputEnv(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** Code, message and hint of the `InputError` that `work` throws, in one text: `CODE message | hint`. */
export function misuse(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return `${error.code} ${error.message} | ${error.hint ?? ''}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}
