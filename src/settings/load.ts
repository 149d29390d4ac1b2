import { InputError } from '../model/errors.ts';
import { advisoriesOf } from './advisories.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { Source } from '../model/source.ts';
import type { GateCommand } from './argv.ts';
import { readConfigFile } from './config-file.ts';
import type { FailOn } from './fail-on.ts';
import type { Given } from './given.ts';
import { readValue } from './given.ts';
import type { HadolintConfig } from './hadolint-config.ts';
import { readHadolintConfig } from './hadolint-config.ts';
import { readInputs } from './inputs.ts';
import { lintSettingsOf } from './lint.ts';
import { defaultCache, fromWorkingDirectory, requirePath } from './paths.ts';
import type { SettingName, Values } from './schema.ts';
import { nameAt } from './schema.ts';
import type { CheckId, Settings } from './settings.ts';
import { readDockerfile, readSource, sourceMissing } from './source.ts';
import type { SettingsCommand } from './setting.ts';
import { readTrust } from './trust.ts';
import { readValues } from './values.ts';
import { policyOfFlags } from './verify.ts';

/** Where settings come from besides the configuration file. */
export type LoadOptions =
  | {
      readonly door: 'cli';
      readonly command: GateCommand;
      readonly env: NodeJS.ProcessEnv;
      readonly cwd: string;
      /** Whether standard output is a terminal: it decides about colour. */
      readonly terminal: boolean;
    }
  | { readonly door: 'action'; readonly env: NodeJS.ProcessEnv; readonly cwd: string };

/**
 * Everything the gate needs to know, from all places, checked and frozen. Paths stay as they were given, relative
 * to `cwd`. Throws `InputError` for whatever is unknown, cannot be read, is missing, or contradicts itself.
 */
export function loadSettings(options: LoadOptions): Settings {
  const { door, env, cwd } = options;
  const inline = door === 'cli' ? options.command.given : readInputs(env);
  const configGiven = inline.get('config');
  const config = configGiven === undefined ? null : String(readValue('config', configGiven));
  const file = readConfigFile(config, cwd);
  const values = readValues(inline, file);
  const command = options.door === 'cli' ? options.command.kind : 'check';
  const onlyLint = command === 'lint';
  const checks = checksOf(command, values);
  const source = readSource({ values, inline, door, command });
  const needsSource = command === 'sbom' || checks.some((check) => check !== 'lint');
  if (source === null && needsSource) throw sourceMissing(door, command);
  const hadolint = checks.includes('lint') ? hadolintConfigOf(values, cwd) : null;
  const isThresholdGiven = [inline, file].some((given) => given.has('fail-on'));
  const lint = lintSettingsOf({
    values,
    words: options.door === 'cli' && onlyLint ? options.command.words : null,
    hadolint,
  });
  const dockerfile = onlyLint ? null : readDockerfile({ values, source });
  const place = (name: SettingName): string =>
    (inline.get(name) ?? file.get(name))?.place ?? nameAt(name, door);
  requireWhatChecksNeed({
    checks,
    values,
    dockerfile,
    asked: command === 'check' && (inline.has('checks') || file.has('checks')),
    door,
  });
  requirePaths({ values, source, dockerfile, place, cwd });
  return deepFreeze({
    source,
    dockerfile: dockerfile === null ? null : fromWorkingDirectory(dockerfile, cwd),
    platform: values.platform,
    checks,
    lint,
    policy: policyOf(values, isThresholdGiven ? null : hadolint),
    ownPrograms: values['own-programs'],
    newerBase: values['newer-base'] === 'off' ? null : values['newer-base'],
    vex: values.vex,
    vexAttached: values['vex-attached'],
    exceptions: values.exceptions ?? [],
    ...trustOf(values, file, cwd),
    advisories: advisoriesOf(values, place('advisories-key'), cwd),
    cache: values.cache === 'off' ? null : (values.cache ?? defaultCache(door, env)),
    insecureRegistries: values['insecure-registries'],
    reports: reportsOf(command, values, {
      isLog: door === 'action',
      isTaken: lint.fix === 'dry-run',
      isFlag: inline.has('reports'),
    }),
    output: {
      quiet: values.quiet,
      color: wantsColor(values, options),
      progress: values.progress,
    },
    github: githubOf(values, env),
  });
}

function trustOf(values: Values, file: Given, cwd: string): Pick<Settings, 'trust' | 'trustNotes'> {
  const fileAt = file.get('trust')?.at ?? (() => 'trust');
  const given = policyOfFlags(values) ?? (values.trust === null ? null : { raw: values.trust, at: fileAt });
  if (given === null) return { trust: null, trustNotes: [] };
  const { policy, notes } = readTrust(given.raw, { cwd, at: given.at, now: new Date() });
  return { trust: policy, trustNotes: notes };
}

function githubOf(values: Values, env: NodeJS.ProcessEnv): Settings['github'] {
  return {
    token: values.token ?? (env['GITHUB_TOKEN'] === '' ? null : (env['GITHUB_TOKEN'] ?? null)),
    uploadSarif: values['upload-sarif'],
    sarifFile: values['sarif-file'],
    category: values.category,
    summary: values.summary,
    annotations: values.annotations,
    dependencySnapshot: values['dependency-snapshot'],
  };
}

function checksOf(command: SettingsCommand, values: Values): readonly CheckId[] {
  if (command === 'lint') return ['lint'];
  if (command === 'verify') return ['signatures'];
  return command === 'sbom' ? [] : [...new Set(values.checks)];
}

/** A check that was asked for by name must have what it works on; one that runs by default may be skipped. */
function requireWhatChecksNeed(options: {
  readonly checks: readonly CheckId[];
  readonly values: Values;
  readonly dockerfile: string | null;
  readonly asked: boolean;
  readonly door: 'cli' | 'action';
}): void {
  const { checks, values, dockerfile, asked, door } = options;
  if (!asked) return;
  const name = nameAt('checks', door);
  if (checks.includes('lint') && dockerfile === null) {
    throw new InputError('SETTING_MISSING', `${name}: lint is asked for, and no Dockerfile is named`, {
      hint: `Give ${nameAt('file', door)}, or leave lint out of ${name}.`,
    });
  }
  for (const check of ['hardening', 'signatures'] as const) {
    if (values.sbom === null || !checks.includes(check)) continue;
    throw new InputError('SETTING_CONFLICT', `${name}: ${check} is asked for, and an SBOM does not show it`, {
      hint: `Name the image itself, or leave ${check} out of ${name}.`,
    });
  }
  if (checks.includes('signatures') && values.trust === null) {
    throw new InputError(
      'SETTING_MISSING',
      `${name}: signatures is asked for, and nothing says what to trust`,
      {
        hint: `Write trust: into the configuration file, or leave signatures out of ${name}.`,
      },
    );
  }
}

function requirePaths(options: {
  readonly values: Values;
  readonly source: Source | null;
  readonly dockerfile: string | null;
  readonly place: (name: SettingName) => string;
  readonly cwd: string;
}): void {
  const { values, source, dockerfile, place, cwd } = options;
  if (source?.kind === 'build')
    requirePath({ path: source.context, kind: 'folder', place: place('build'), cwd });
  if (source?.kind === 'archive')
    requirePath({ path: source.path, kind: 'file', place: place('archive'), cwd });
  if (source?.kind === 'layout')
    requirePath({ path: source.path, kind: 'folder', place: place('layout'), cwd });
  if (source?.kind === 'sbom') requirePath({ path: source.path, kind: 'file', place: place('sbom'), cwd });
  if (dockerfile !== null) {
    requirePath({ path: dockerfile, kind: 'file', place: place('file'), cwd });
  }
  const context = values['lint-context'];
  if (context !== null) requirePath({ path: context, kind: 'folder', place: place('lint-context'), cwd });
  for (const path of values.advisories) {
    if (path !== 'osv' && !path.startsWith('oci://')) {
      requirePath({ path, kind: 'file or folder', place: place('advisories'), cwd });
    }
  }
}

function hadolintConfigOf(values: Values, cwd: string): HadolintConfig | null {
  const path = values['hadolint-config'];
  return path === 'off' ? null : readHadolintConfig(path, cwd);
}

/** hadolint's threshold stands in where nobody gave `fail-on`. */
function policyOf(values: Values, hadolint: HadolintConfig | null): PolicyRules {
  const lint = hadolint?.threshold ?? null;
  return {
    failOn: { ...completeFailOn(values['fail-on']), ...(lint === null ? {} : { lint }) },
    onlyFixed: values['only-fixed'],
    failOnKev: values['fail-on-kev'],
    failOnEpss: values['fail-on-epss'],
    unknownSeverity: values['unknown-severity'],
    allowPartial: [...new Set(values['allow-partial'])],
  };
}

/** The default names every category; the strictest threshold stands in should one ever be left out of it. */
function completeFailOn(failOn: FailOn): PolicyRules['failOn'] {
  return { vulnerability: 'info', lint: 'info', hardening: 'info', signature: 'info', ...failOn };
}

/**
 * Two reports at one path would overwrite each other. The command line shows the table unless standard output is
 * taken; the action always shows it in the log.
 */
function reportsOf(
  command: SettingsCommand,
  { reports: given, ...values }: Values,
  {
    isLog,
    isTaken,
    isFlag,
  }: { readonly isLog: boolean; readonly isTaken: boolean; readonly isFlag: boolean },
): Settings['reports'] {
  // The reports of the file are the gate's: one check alone must not write over them.
  if (command === 'verify' && !isFlag) return [{ format: 'verify', path: '-' }];
  if (command === 'sbom') return [{ format: values['sbom-format'], path: values['sbom-output'] }];
  const paths = new Set<string>();
  for (const { format, path } of given) {
    if (paths.has(path)) {
      throw new InputError(
        'SETTING_CONFLICT',
        `reports: ${format} and another report have the path ${path}`,
        {
          hint: 'Give each report a path of its own.',
        },
      );
    }
    paths.add(path);
  }
  return isLog || isTaken || paths.has('-')
    ? given
    : [...given, { format: command === 'verify' ? 'verify' : 'table', path: '-' }];
}

/** Source: https://no-color.org. The log of a runner shows colour. */
function wantsColor(values: Values, options: LoadOptions): boolean {
  const { env } = options;
  if (values['no-color'] || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return options.door === 'action' || options.terminal;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(value);
}
