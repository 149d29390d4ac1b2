import { boolean, single, text, word } from './kinds.ts';
import type { SettingTable } from './setting.ts';

const COMMAND = { group: 'Output', input: null, inFile: false, commands: ['sbom'] } as const;
const SBOM_FORMATS = ['cyclonedx', 'spdx'] as const;

/** What the `sbom` command writes, and what becomes of the inventory on GitHub. */
export const SBOM_SETTINGS = {
  'sbom-format': {
    ...COMMAND,
    kind: 'choice',
    schema: single(word(SBOM_FORMATS, 'an SBOM format')),
    default: ['cyclonedx'],
    flag: 'format',
    placeholder: '<format>',
    allowed: SBOM_FORMATS,
    description: 'Format of the SBOM: CycloneDX 1.6 or SPDX 2.3, as JSON.',
    example: 'spdx',
  },
  'sbom-output': {
    ...COMMAND,
    kind: 'string',
    schema: single(text),
    default: ['-'],
    flag: 'output',
    placeholder: '<path>',
    description: 'Where the SBOM is written. `-` is standard output.',
    example: 'sbom.cdx.json',
  },
  'dependency-snapshot': {
    group: 'GitHub',
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: null,
    input: 'dependency-snapshot',
    inFile: false,
    commands: [],
    placeholder: '',
    allowed: ['true', 'false'],
    description:
      'Submit the packages of the image to the dependency graph, for Dependabot alerts. It needs `contents: write`.',
    example: 'true',
  },
} as const satisfies SettingTable;
