import { describe, expect, test } from 'vitest';
import { dfPipefail } from '../../../../src/checks/lint/rules/df-pipefail.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN a | b', ['a | b']],
    ['RUN a && b | c', ['b | c']],
    ['RUN a | b || true', ['a | b']],
    ['RUN x=$(a | b)', ['a | b']],
    ['RUN if true; then a | b; fi', ['a | b']],
    ['RUN bash -c "a | b"', ['a | b']],
    ['RUN <<EOF\na | b\nEOF', ['a | b']],
    ['RUN <<EOF\n#!/bin/bash\na | b\nEOF', ['a | b']],
    ['SHELL ["/bin/bash", "-c"]\nRUN a | b', ['a | b']],
    ['RUN a | b; set -o pipefail', ['a | b']],
    ['RUN set +o pipefail; a | b', ['a | b']],
    ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM b:1\nRUN a | b', ['a | b']],
    ['RUN bash <<EOF\na | b\nEOF', ['a | b']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPipefail, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN a || b',
    "RUN echo 'a | b'",
    'RUN ! a',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b',
    'SHELL ["bash", "-euxo", "pipefail", "-c"]\nRUN a | b',
    'SHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN a | b',
    'RUN set -o pipefail && a | b',
    'RUN set -euo pipefail; a; b | c',
    'RUN <<EOF\n#!/bin/bash -o pipefail\na | b\nEOF',
    'RUN <<EOF\n#!/usr/bin/env python\na | b\nEOF',
    'RUN bash -o pipefail -c "a | b"',
    'RUN bash -eo pipefail <<EOF\na | b\nEOF',
    'SHELL ["pwsh", "-c"]\nRUN a | b',
    'CMD a | b',
    'SHELL ["bash", "-o", "pipefail", "-c"]\nFROM b:1 AS x\nSHELL ["bash", "-o", "pipefail", "-c"]\nFROM x\nRUN a | b',
    'RUN case x in a|b) c;; esac',
  ])('%s', (line) => {
    expect(caughtBy(dfPipefail, `FROM a:1\n${line}`)).toEqual([]);
  });
});
