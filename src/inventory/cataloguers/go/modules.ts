/** A module as the build information names it; `version` as Go writes it: `v1.2.3`, `(devel)`, or empty. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
}

export interface GoModules {
  /** Import path of the main package; empty when it is not stated. */
  readonly program: string;
  readonly main: GoModule | null;
  /** What was linked in, after replacements, as far as it has a version. */
  readonly dependencies: readonly GoModule[];
  /** `build` lines: `-ldflags`, `vcs.revision`, `GOOS`. */
  readonly settings: ReadonlyMap<string, string>;
  /** There were more lines than are read. */
  readonly isCut: boolean;
}

const LINES_MAX = 20_000;
/** What Go writes for a module of the workspace that it was built from. */
export const DEVELOPMENT = '(devel)';

/** Source: the documentation of Go's runtime/debug, "BuildInfo.String"; lines of words between tabs. */
export function readModules(text: string): GoModules {
  let program = '';
  let main: GoModule | null = null;
  const dependencies: GoModule[] = [];
  const settings = new Map<string, string>();
  let last: 'mod' | 'dep' | null = null;
  const lines = text.split('\n', LINES_MAX + 1);
  for (const line of lines.slice(0, LINES_MAX)) {
    const [kind, path = '', version = ''] = line.split('\t');
    if (kind === 'path') program = path;
    else if (kind === 'mod' || kind === 'dep') {
      last = kind;
      if (kind === 'mod') main = { path, version };
      else dependencies.push({ path, version });
    } else if (kind === '=>') {
      // A folder is a changed copy of what it replaces: the version that was asked for is the best that is known.
      if (version === '' || version === DEVELOPMENT) continue;
      if (last === 'mod') main = { path, version };
      else if (last === 'dep') dependencies[dependencies.length - 1] = { path, version };
    } else if (kind === 'build') {
      const equals = path.indexOf('=');
      if (equals > 0) settings.set(path.slice(0, equals), unquoted(path.slice(equals + 1)));
    }
  }
  return {
    program,
    main,
    dependencies: dependencies.filter(({ version }) => version !== DEVELOPMENT),
    settings,
    isCut: lines.length > LINES_MAX,
  };
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === 'string' ? text : value;
  } catch {
    return value;
  }
}

const LINKED =
  /(?<=^|\s)-X[ =]['"]?([\w./-]*)\.(?:[vV]ersion|gitVersion|buildVersion|appVersion)=v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?=['"\s]|$)/gu;

/**
 * The version that the linker was told to write into the program (`-X main.version=1.2.3`); null when none was. A
 * variable of the program itself comes first: those of its dependencies can state other versions.
 */
export function linkedVersion(settings: ReadonlyMap<string, string>, module: string): string | null {
  const flags = (settings.get('-ldflags') ?? '').slice(0, 65_536);
  const stated = [...flags.matchAll(LINKED)].map(([, place = '', version = '']) => ({ place, version }));
  const own = stated.find(({ place }) => place === 'main' || `${place}/`.startsWith(`${module}/`));
  if (own !== undefined) return `v${own.version}`;
  const [first, ...others] = new Set(stated.map(({ version }) => version));
  return first === undefined || others.length > 0 ? null : `v${first}`;
}
