import { ADVISORIES_HELP } from './advisories-argv.ts';
import type { SettingName } from './schema.ts';
import { settingEntries } from './schema.ts';
import type { Setting, SettingsCommand } from './setting.ts';
import { GROUPS } from './setting.ts';

const WIDTH = 100;
const COLUMN = 34;

const OVERVIEW = `Image Gate examines a container image and says pass, fail or incomplete.

Usage:
  image-gate check <source> [options]   the gate: all checks, one verdict
  image-gate lint [Dockerfile…]         only Dockerfiles; patterns too; - is standard input
  image-gate sbom <source> [options]    only the inventory, as CycloneDX or SPDX
  image-gate verify --image <reference> who signed an image, and whether that is whom you trust
  image-gate advisories build|info|…    makes, fetches or describes an offline bundle
  image-gate rules [id]                 lists every rule, or explains one
  image-gate <command> --help           the options of a command
  image-gate --version

A source is exactly one of --image, --build, --archive, --layout and --sbom.
`;

const EXITS = `Exit status:
  0  pass: everything was examined, and nothing reaches its threshold
  1  fail: something reaches its threshold
  2  misuse: the command line, an input or the configuration is wrong
  3  incomplete: something could not be examined
`;

const RULES = `Usage: image-gate rules [id]

Lists every rule, or explains the one with this id (or one of its aliases). The code of a
signature that is not accepted is explained as well: image-gate rules SIGNATURE_NONE.
`;

const LINT_WORDS = `
Files are named by path or pattern ("**/Dockerfile*"); without any it is Dockerfile, and - is
standard input. Patterns leave out hidden folders, node_modules, and names ending in .dockerignore.
`;

const VERIFY_WORDS = `
Shows every signature and attestation of an image, and holds them against trust of the configuration
file; --key and --certificate-identity stand in its place. Without either, what is found is only
listed, and the result is incomplete.
`;

const USAGE: Readonly<Record<SettingsCommand, string>> = {
  check: 'Usage: image-gate check <source> [options]\n',
  lint: `Usage: image-gate lint [Dockerfile…] [options]\n${LINT_WORDS}`,
  sbom: 'Usage: image-gate sbom <source> [options]\n',
  verify: `Usage: image-gate verify --image <reference> [options]\n${VERIFY_WORDS}`,
};

const SBOM_EXITS = `Exit status:
  0  the SBOM is written, and everything was examined
  2  misuse: the command line, an input or the configuration is wrong
  3  incomplete: something could not be examined; the SBOM is written and says what
`;

/** The text of `--help`, with a newline at its end. `of` null: the overview. */
export function helpText(of: SettingsCommand | 'rules' | 'advisories' | null): string {
  if (of === null) return `${OVERVIEW}\n${EXITS}`;
  if (of === 'rules') return RULES;
  if (of === 'advisories') return ADVISORIES_HELP;
  return [USAGE[of], ...groups(of), of === 'sbom' ? SBOM_EXITS : EXITS].join('\n');
}

/** The default, as text for people, in Markdown. */
export function defaultOf(setting: Setting): string | null {
  if (setting.defaultText !== undefined) return setting.defaultText;
  if (setting.default === null || setting.default.length === 0) return null;
  return setting.default.map((item) => `\`${item}\``).join(', ');
}

function groups(command: SettingsCommand): readonly string[] {
  const texts: string[] = [];
  for (const group of GROUPS) {
    const entries = settingEntries().filter(
      ([, setting]) => setting.flag !== null && setting.group === group && setting.commands.includes(command),
    );
    if (entries.length > 0) texts.push(`${group}:\n${entries.map((entry) => flagHelp(entry)).join('')}`);
  }
  return texts;
}

function flagHelp([, setting]: readonly [SettingName, Setting]): string {
  const flag = `  --${setting.flag ?? ''}${setting.placeholder === '' ? '' : ` ${setting.placeholder}`}`;
  const isLong = setting.kind === 'list' || setting.kind === 'map';
  const fallback = setting.kind === 'boolean' ? (setting.defaultText ?? null) : defaultOf(setting);
  const details = [
    setting.description,
    ...(setting.allowed === undefined ? [] : [`${isLong ? 'Any' : 'One'} of ${setting.allowed.join(', ')}.`]),
    ...(isLong ? ['Repeatable.'] : []),
    ...(fallback === null ? [] : [`Default: ${fallback}.`]),
  ];
  const lines = wrap(details.join(' ').replaceAll('`', ''), WIDTH - COLUMN);
  const head = flag.length < COLUMN - 1 ? [] : [`${flag}\n`];
  const first = head.length === 0 ? flag.padEnd(COLUMN) : ' '.repeat(COLUMN);
  return [...head, ...lines.map((line, i) => `${i === 0 ? first : ' '.repeat(COLUMN)}${line}\n`)].join('');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of text.split(' ')) {
    if (line !== '' && line.length + item.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? item : `${line} ${item}`;
  }
  return [...lines, line];
}
