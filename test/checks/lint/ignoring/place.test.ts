import { expect, test } from 'vitest';
import { placedIgnores } from '../../../../src/checks/lint/ignoring/place.ts';
import { aDockerfile } from '../../../support/dockerfiles.ts';

const OWN = '# image-gate ignore=A why';
const STAGE = '# image-gate stage ignore=A why';
const LINE = '# hadolint ignore=DL3004';
const BELOW = '# hadolint stage ignore=DL3004';

test.each<[string, string[], [number, number] | null]>([
  ['the next instruction', ['FROM a', OWN, '', '# x', 'RUN x \\', '  y'], [2, 6]],
  ['the instruction that it stands in', ['FROM a', 'RUN x \\', OWN, '  y'], [2, 4]],
  ['nothing at the end of the file', ['FROM a', OWN], null],
  ['the whole file', ['FROM a', '# image-gate global ignore=A why'], [0, Infinity]],
  ['the stage that it stands in', ['FROM a', 'RUN x', STAGE, 'RUN y', 'FROM b', 'RUN z'], [1, 4]],
  ['the stage below it', ['FROM a', STAGE, 'FROM b', 'RUN z'], [3, Infinity]],
  ['no stage before the first FROM', [STAGE, 'ARG A', 'FROM a'], null],
  ['the instruction on the next line', ['FROM a', LINE, 'RUN x \\', ' y', 'RUN z'], [3, 4]],
  ['no instruction past an empty line', ['FROM a', LINE, '', 'RUN x'], null],
  ['no instruction past another comment', ['FROM a', LINE, '# x', 'RUN x'], null],
  ['no instruction around it', ['FROM a', 'RUN x \\', LINE, ' y'], null],
  ['the stage on the next line', ['FROM a', BELOW, 'FROM b', 'RUN x', 'FROM c'], [3, 4]],
  ['no stage past an empty line', ['FROM a', BELOW, '', 'FROM b'], null],
  ['no stage above another instruction', ['FROM a', BELOW, 'RUN x'], null],
  ['the file, from its directive', ['# check=skip=A', 'FROM a'], [0, Infinity]],
])('an ignore comment covers %s', (_name, lines, expected) => {
  expect(placedIgnores(aDockerfile(...lines)).map((ignore) => ignore.lines)).toEqual([expected]);
});
