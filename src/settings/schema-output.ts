import { BadValue, boolean, list, quote, single, text, word } from './kinds.ts';
import { notAvailable, readToken } from './readers.ts';
import type { SettingTable } from './setting.ts';
import type { ReportFormat } from './settings.ts';
import { REPORT_FORMATS } from './settings.ts';

const CLI = {
  group: 'Output',
  input: null,
  inFile: false,
  commands: ['check', 'lint', 'sbom', 'verify'],
} as const;
const ACTION = { group: 'GitHub', flag: null, inFile: false, commands: [], placeholder: '' } as const;
const BOOLEANS = ['true', 'false'] as const;
const LATER_FORMATS = ['html'];
const readKnownFormat = word(REPORT_FORMATS, 'a report format');

/** What to say, and where. */
export const OUTPUT_SETTINGS = {
  reports: {
    group: 'Output',
    kind: 'list',
    schema: list(readReport),
    default: [],
    defaultText:
      'on the command line `table=-` (`verify=-` for `image-gate verify`) unless another report goes to standard output; the action always logs the table',
    flag: 'report',
    input: 'reports',
    inFile: true,
    commands: ['check', 'lint', 'verify'],
    placeholder: '<format=path>',
    description:
      'Reports to write, and where: `table`, `json`, `sarif`, `markdown`, `annotations` (workflow commands), `checkstyle`, `codeclimate`, `cyclonedx` or `spdx` (SBOMs), `openvex`, `verify` (every signature), and a path. `-` is standard output.',
    example: 'json=report.json',
    alsoCalled: ['output-format', 'output-file'],
  },
  quiet: {
    ...CLI,
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'quiet',
    placeholder: '',
    description: 'Only errors on standard error. Reports are written all the same.',
    example: 'true',
  },
  'no-color': {
    ...CLI,
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    defaultText: 'colour on a terminal, unless `NO_COLOR` is set',
    flag: 'no-color',
    placeholder: '',
    description: 'No colour.',
    example: 'true',
    alsoCalled: ['no-colour'],
  },
  progress: {
    ...CLI,
    kind: 'choice',
    schema: single(word(['auto', 'plain', 'none'], 'a form of progress')),
    default: ['auto'],
    flag: 'progress',
    placeholder: '<form>',
    allowed: ['auto', 'plain', 'none'],
    description: 'Progress on standard error: a line on a terminal (`auto`), a line per step (`plain`).',
    example: 'plain',
  },
  token: {
    ...ACTION,
    kind: 'string',
    schema: single(readToken),
    default: null,
    defaultText: 'the environment variable `GITHUB_TOKEN`',
    input: 'token',
    description: 'GitHub token for the upload to code scanning. It needs `security-events: write`.',
    example: '${{ github.token }}',
    alsoCalled: ['github-token'],
  },
  'upload-sarif': {
    ...ACTION,
    kind: 'choice',
    schema: single(word(['auto', ...BOOLEANS], 'an upload mode')),
    default: ['auto'],
    input: 'upload-sarif',
    allowed: ['auto', ...BOOLEANS],
    description: 'Upload findings to code scanning. `auto`: where the token and the event allow it.',
    example: 'false',
  },
  'sarif-file': {
    ...ACTION,
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: 'a file in `$RUNNER_TEMP`',
    input: 'sarif-file',
    description: 'Where the SARIF file is written.',
    example: 'image-gate.sarif',
  },
  category: {
    ...ACTION,
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: '`image-gate/<image without tag>/<platform>/`',
    input: 'category',
    description: 'Category of the upload: uploads of one category replace each other.',
    example: 'image-gate/app',
  },
  summary: {
    ...ACTION,
    kind: 'boolean',
    schema: single(boolean),
    default: ['true'],
    input: 'summary',
    allowed: BOOLEANS,
    description: 'Write the job summary.',
    example: 'false',
  },
  annotations: {
    ...ACTION,
    kind: 'boolean',
    schema: single(boolean),
    default: ['true'],
    input: 'annotations',
    allowed: BOOLEANS,
    description: 'Annotate the Dockerfile lines with findings.',
    example: 'false',
  },
} as const satisfies SettingTable;

function readReport(value: string): { readonly format: ReportFormat; readonly path: string } {
  const equals = value.indexOf('=');
  const format = equals < 0 ? value : value.slice(0, equals);
  if (LATER_FORMATS.includes(format)) throw notAvailable(`the report format "${format}"`);
  const known = readKnownFormat(format);
  if (equals < 0 || equals === value.length - 1) {
    throw new BadValue(
      `${quote(value)} has no path`,
      `Write ${format}=<path>; the path - is standard output.`,
    );
  }
  return { format: known, path: text(value.slice(equals + 1)) };
}
