import type { ShellCommand } from '../../../dockerfile/shell.ts';
import type { LintContext } from '../rule.ts';
import { runScripts } from '../run-scripts.ts';
import type { Call, PackageManager } from './manager.ts';
import { callOf } from './manager.ts';

/** Source: pip(1), "pip install" and "General options". */
export const PIP: PackageManager = {
  programs: new Set(['pip']),
  installs: ['install'],
  syntax: {
    // prettier-ignore
    withValue: new Set([
      '-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-t', '--target', '-i', '--index-url',
      '-f', '--find-links', '-b', '--build', '-C', '--config-settings', '--abi', '--build-constraint', '--cache-dir',
      '--cert', '--client-cert', '--exists-action', '--extra-index-url', '--global-option', '--group',
      '--implementation', '--index', '--install-option', '--keyring-provider', '--log', '--no-binary',
      '--only-binary', '--pip-args', '--platform', '--prefix', '--progress-bar', '--proxy', '--python',
      '--python-version', '--report', '--requirements-from-script', '--resume-retries', '--retries', '--root',
      '--root-user-action', '--spec', '--src', '--suffix', '--timeout', '--trusted-host', '--upgrade-strategy',
      '--uploaded-prior-to', '--use-deprecated', '--use-feature',
    ]),
  },
};

const PIP_NAME = /^pip[\d.]*$/u;
const PYTHON_NAME = /^(?:python|pypy)[\d.]*$/u;

/** The `pip install`s of every RUN, also as `python -m pip`; those of `pipx` too when asked for. */
export function* pipInstalls(context: LintContext, { pipx }: { readonly pipx: boolean }): Iterable<Call> {
  for (const { instruction, commands } of runScripts(context)) {
    for (const [index, command] of commands.entries()) {
      const pip = pipx && command.name === 'pipx' ? { ...command, name: 'pip' } : pipCommand(command);
      const call = pip === null ? null : callOf(pip, PIP, PIP.installs);
      if (call !== null) yield { ...call, command, instruction, later: commands.slice(index + 1) };
    }
  }
}

/** `pip3.11 …` and `python -m pip …` as `pip …`; null for other commands. */
function pipCommand(command: ShellCommand): ShellCommand | null {
  const { name, args } = command;
  if (name === null) return null;
  if (PIP_NAME.test(name)) return { ...command, name: 'pip' };
  if (!PYTHON_NAME.test(name)) return null;
  for (const [index, { value }] of args.entries()) {
    if (value === '-mpip') return { ...command, name: 'pip', args: args.slice(index + 1) };
    if (value === '-m') {
      const isPip = args[index + 1]?.value === 'pip';
      return isPip ? { ...command, name: 'pip', args: args.slice(index + 2) } : null;
    }
    if (!value.startsWith('-')) return null;
  }
  return null;
}
