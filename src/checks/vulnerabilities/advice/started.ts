import { posix } from 'node:path';
import type { ImageConfig } from '../../../image/image.ts';
import type { ProgramFacts } from '../../../model/component.ts';

export interface Started {
  /** Paths of the programs that the configuration names. */
  readonly paths: readonly string[];
  /** One of them runs a program text, which can load libraries and modules by name. */
  readonly hasInterpreter: boolean;
}

type Programs = ReadonlyMap<string, ProgramFacts>;

// What a runtime sets when the image sets none.
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'busybox', 'zsh', 'ksh']);
/** They start what follows, after as many words of their own. */
const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ['tini', 0],
  ['dumb-init', 0],
  ['catatonit', 0],
  ['env', 0],
  ['nice', 0],
  ['gosu', 1],
  ['su-exec', 1],
  ['timeout', 1],
]);
const INTERPRETER =
  /^(?:python|pypy|perl|ruby|php|node|java|dotnet|mono|lua|tclsh|Rscript|guile|erl|deno|bun)/u;
const SHELL_OPTION_C = /^-[a-z]*c$/u;
const ASSIGNMENT = /^[A-Za-z_]\w*=/u;
/** Words, and nothing that a shell would do more with. */
const PLAIN_COMMAND = /^[\w./=@:,+%^ -]+$/u;
const BETWEEN_COMMANDS = /[;|&\n]+/u;
const BUILTINS: ReadonlySet<string> = new Set(['exit', 'test', '[', 'true', 'false', 'echo', 'kill', ':']);

/**
 * The programs that a container of the image starts with, by its entrypoint, command and health check; null
 * when that cannot be told: a script, a shell, nothing at all, or a program that is not there.
 * Source: OCI image configuration specification, "Entrypoint" and "Cmd".
 */
export function startedPrograms(config: ImageConfig, programs: Programs): Started | null {
  const find = newFinder(config, programs);
  const main = commandPaths([...config.entrypoint, ...config.cmd], find);
  const health = healthPaths(config.healthcheck?.test ?? [], find);
  if (main === null || health === null) return null;
  const preloaded = config.env.flatMap((one) =>
    one.startsWith('LD_PRELOAD=') ? one.slice('LD_PRELOAD='.length).split(/[: ]+/u) : [],
  );
  // What it is given as an argument can be a program that it starts.
  const others = [...config.entrypoint, ...config.cmd, ...preloaded].flatMap((word) => find(word) ?? []);
  const paths = [...new Set([...main, ...health, ...others])];
  return { paths, hasInterpreter: paths.some((path) => INTERPRETER.test(posix.basename(path))) };
}

type Find = (word: string) => string | null;

function newFinder({ env, workingDir }: ImageConfig, programs: Programs): Find {
  const stated = env.findLast((one) => one.startsWith('PATH='))?.slice('PATH='.length);
  const folders = (stated ?? DEFAULT_PATH).split(':').filter((folder) => folder.startsWith('/'));
  return (word) => {
    if (word === '') return null;
    if (word.includes('/')) return known(posix.resolve('/', workingDir, word), programs);
    for (const folder of folders) {
      const path = known(posix.join(folder, word), programs);
      if (path !== null) return path;
    }
    return null;
  };
}

/** Folders of the root can be links into `usr`. */
function known(absolute: string, programs: Programs): string | null {
  const path = posix.normalize(absolute).slice(1);
  const candidates = [path, `usr/${path}`, ...(path.startsWith('usr/') ? [path.slice(4)] : [])];
  return candidates.find((one) => programs.has(one)) ?? null;
}

function commandPaths(words: readonly string[], find: Find): readonly string[] | null {
  const [first, ...rest] = words;
  const path = first === undefined ? null : find(first);
  if (first === undefined || path === null) return null;
  const name = posix.basename(first);
  if (SHELLS.has(name)) {
    const inner = shellCommand(rest);
    return inner === null ? null : andFirst(path, commandPaths(inner, find));
  }
  const own = WRAPPERS.get(name);
  if (own === undefined) return [path];
  const meant = rest.filter((word) => !ASSIGNMENT.test(word));
  const at = meant.findIndex((word) => !word.startsWith('-'));
  return at < 0 ? null : andFirst(path, commandPaths(meant.slice(at + own), find));
}

/** The words of the command that a shell is given; null when it is more than one command, or a script. */
function shellCommand(words: readonly string[]): readonly string[] | null {
  const [option, text] = words;
  if (option === undefined || text === undefined) return null;
  if (!SHELL_OPTION_C.test(option) || !PLAIN_COMMAND.test(text)) return null;
  const parts = text.split(' ').filter((word) => word !== '');
  const start = parts.findIndex((word) => word !== 'exec' && !ASSIGNMENT.test(word));
  return start < 0 ? null : parts.slice(start);
}

function andFirst(path: string, others: readonly string[] | null): readonly string[] | null {
  return others === null ? null : [path, ...others];
}

/** Everything in a health check that is a program; null when it starts what is none. */
function healthPaths(test: readonly string[], find: Find): readonly string[] | null {
  const [kind, ...words] = test;
  if (kind === 'CMD') return words.length === 0 ? [] : commandPaths(words, find);
  if (kind !== 'CMD-SHELL') return [];
  const paths: string[] = [];
  for (const command of words.join(' ').split(BETWEEN_COMMANDS)) {
    const parts = command.split(/\s+/u).filter((word) => word !== '');
    const [first] = parts;
    if (first === undefined) continue;
    if (BUILTINS.has(first)) continue;
    const path = find(first);
    if (path === null || SHELLS.has(posix.basename(first))) return null;
    paths.push(path, ...parts.slice(1).flatMap((word) => find(word) ?? []));
  }
  return paths;
}
