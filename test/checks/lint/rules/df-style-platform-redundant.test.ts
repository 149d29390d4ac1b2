import { describe, expect, test } from 'vitest';
import { dfStylePlatformRedundant } from '../../../../src/checks/lint/rules/df-style-platform-redundant.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM --platform=$TARGETPLATFORM a:1', ['--platform=$TARGETPLATFORM']],
    [
      'FROM --platform=${TARGETPLATFORM} a:1\nFROM --platform=$TARGETPLATFORM b:1',
      ['--platform=${TARGETPLATFORM}', '--platform=$TARGETPLATFORM'],
    ],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStylePlatformRedundant, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM --platform=linux/amd64 a:1',
    'FROM --platform=${TARGETPLATFORM:-x} a:1',
    'FROM --platform=$TARGETPLATFORMX a:1',
    'FROM a:1',
  ])('%j', (text) => {
    expect(caughtBy(dfStylePlatformRedundant, text)).toEqual([]);
  });
});
