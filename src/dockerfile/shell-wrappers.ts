import type { ShellCommand, ShellWord } from './shell.ts';
import { programName } from './shell.ts';

/** Programs that run the command in their arguments, and their options that take a value. */
const WRAPPERS: Readonly<Record<string, string>> = {
  sudo: '-u -g -h -p -C -r -t -U -D -R -T --user --group --host --prompt --chdir',
  doas: '-u -C',
  gosu: '',
  'su-exec': '',
  env: '-u -C -S --unset --chdir',
  exec: '-a',
  command: '',
  builtin: '',
  time: '-f -o',
  nice: '-n',
  ionice: '-c -n -p',
  nohup: '',
  setsid: '',
  stdbuf: '-i -o -e',
  timeout: '-s -k --signal --kill-after',
  xargs: '-I -i -n -P -L -d -E -s -a --max-args --max-procs --delimiter',
  chroot: '--userspec --groups',
  unshare: '',
  eatmydata: '',
  tini: '-p',
  'dumb-init': '-r',
  busybox: '',
};

/** Wrappers whose first own argument is no command: `timeout 10 cmd`, `gosu user cmd`, `chroot dir cmd`. */
const SKIPS_ONE = new Set(['timeout', 'gosu', 'su-exec', 'chroot']);
const MAX_DEPTH = 5;
const ASSIGNMENT = /^\w+=/u;

/** The commands that a command runs by its arguments, outermost first: `sudo env A=1 rm x` → `env`, `rm`. */
export function wrappedCommands(command: ShellCommand): ShellCommand[] {
  const wrapped: ShellCommand[] = [];
  let outer = command;
  while (wrapped.length < MAX_DEPTH) {
    const inner = wrappedCommand(outer);
    if (inner === null) break;
    wrapped.push(inner);
    outer = inner;
  }
  return wrapped;
}

function wrappedCommand(command: ShellCommand): ShellCommand | null {
  const { name, args } = command;
  const options = name === null || !Object.hasOwn(WRAPPERS, name) ? undefined : WRAPPERS[name];
  if (name === null || options === undefined) return null;
  const start = commandStart(args, { withValue: new Set(options.split(' ')), skipsOne: SKIPS_ONE.has(name) });
  const words = args.slice(start);
  const first = words[0];
  if (first === undefined) return null;
  return {
    name: first.literal ? programName(first.value) : null,
    args: words.slice(1),
    words,
    assignments: args.slice(0, start).flatMap(assignmentOf),
    range: { ...command.range, line: first.range.line, column: first.range.column },
    writes: command.writes,
    substitutions: command.substitutions,
    wrapper: name,
  };
}

interface StartOptions {
  readonly withValue: ReadonlySet<string>;
  readonly skipsOne: boolean;
}

function commandStart(args: readonly ShellWord[], { withValue, skipsOne }: StartOptions): number {
  let at = 0;
  let toSkip = skipsOne ? 1 : 0;
  while (at < args.length) {
    const value = args[at]?.value ?? '';
    if (value === '--') at += 1;
    else if (value.startsWith('-')) at += withValue.has(value) ? 2 : 1;
    else if (ASSIGNMENT.test(value)) at += 1;
    else if (toSkip > 0) {
      toSkip -= 1;
      at += 1;
    } else break;
  }
  return at;
}

function assignmentOf({
  value,
  range,
}: ShellWord): { name: string; value: string; range: ShellWord['range'] }[] {
  const equals = value.indexOf('=');
  if (!ASSIGNMENT.test(value)) return [];
  return [{ name: value.slice(0, equals), value: value.slice(equals + 1), range }];
}
