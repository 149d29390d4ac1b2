import { parseReference } from '../model/reference.ts';
import { BadValue, quote, single } from './kinds.ts';
import type { SettingTable } from './setting.ts';

/** What is looked at for advice only: none of it changes the verdict. */
export const ADVICE_SETTINGS = {
  'newer-base': {
    group: 'Checks',
    kind: 'string',
    schema: single(readNewerBase),
    default: ['off'],
    flag: 'newer-base',
    input: 'newer-base',
    inFile: true,
    commands: ['check'],
    placeholder: '<off|auto|image>',
    description:
      'Compare the base image with another one, for advice: `auto` takes what its tag now leads to, and an image that is named here is taken as it is.',
    example: 'debian:13-slim',
  },
} as const satisfies SettingTable;

/** `off` and `auto` are these words, never repositories of that name. */
function readNewerBase(value: string): string {
  if (parseReference(value) !== null) return value;
  throw new BadValue(`${quote(value)} is not off, auto or an image`, 'Write it as in FROM: debian:13-slim.');
}
