import { describe, expect, test } from 'vitest';
import { dfStylePlatform } from '../../../../src/checks/lint/rules/df-style-platform.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM --platform=linux/amd64 a:1', ['--platform=linux/amd64']],
    ['FROM --platform=$X a:1', ['--platform=$X']],
    ['FROM --platform="linux/amd64" a:1', ['--platform="linux/amd64"']],
    ['FROM --platform=linux/${TARGETARCH} a:1', ['--platform=linux/${TARGETARCH}']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStylePlatform, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM --platform=${BUILDPLATFORM} a:1',
    'FROM --platform=$TARGETPLATFORM a:1',
    'FROM --platform=${TARGETPLATFORM:-linux/amd64} a:1',
    'FROM a:1',
    'FROM --platform= a:1',
  ])('%j', (text) => {
    expect(caughtBy(dfStylePlatform, text)).toEqual([]);
  });
});
