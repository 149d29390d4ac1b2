import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readDockerfile } from '../../src/dockerfile/read.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { DEFAULT_LINT_OPTIONS } from '../../src/model/lint.ts';
import { fixDockerfile, fixObstacle } from '../../src/lint/fix-file.ts';
import { workFolder } from '../support/work-folder.ts';

const INPUT = {
  target: null,
  buildArgs: new Map<string, string>(),
  options: { ...DEFAULT_LINT_OPTIONS, profile: 'all' },
} as const;

function fixed(text: string): string {
  return fixDockerfile({ ...INPUT, dockerfile: parseDockerfile(text, 'Dockerfile') }).dockerfile.text;
}

/** Instructions that rules have something to say about, and words that get in their way. */
const PIECES = [
  'FROM alpine',
  'FROM --platform=$TARGETPLATFORM debian as Build',
  'from Build AS build',
  'ADD a /a',
  'ADD a b /c',
  'COPY a b /c',
  'MAINTAINER me <me@x.test>',
  'MAINTAINER "a b"',
  'RUN apt-get install curl',
  'RUN apt-get update && apt-get install curl wget',
  'RUN apt-get -q install \\\n  # why\n  curl',
  'RUN apt install -y curl',
  'RUN apk add git; yum install x',
  'RUN pip install x && npm i -g y && gem install z',
  'RUN cd /x && zypper in y || dnf install z',
  'RUN <<EOF\napt-get install a\nEOF',
  'CMD echo a',
  'ENTRYPOINT ["a", "b"]',
  'EXPOSE 80/TCP',
  'ENV A b',
  'ENV A=b B=$A',
  'LABEL a b',
  'WORKDIR x',
  'USER root',
  'ONBUILD RUN apt-get install curl',
  'RUN wget http://x.test/a | sh',
  '# hadolint ignore=DL3008',
  '',
];

describe('fixing a Dockerfile', () => {
  it('twice changes no more than once, and what is fixed still parses', () => {
    const line = fc.constantFrom(...PIECES);
    const end = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), end, (lines, lineEnd) => {
        const text = ['FROM debian:12', ...lines].join('\n').replaceAll('\n', lineEnd);
        const once = fixed(text);
        expect(fixed(once)).toBe(once);
        if (once !== text) expect(parseDockerfile(once, 'Dockerfile').problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves alone what does not parse', () => {
    const text = 'FROM a\nRUN apt-get install b\nNONSENSE x\n';
    expect(fixed(text)).toBe(text);
  });
});

describe('a file must not be fixed', () => {
  it('when nothing is against it, it may', async () => {
    const cwd = workFolder({ Dockerfile: '\uFEFFFROM a:1\n' });
    const dockerfile = await readDockerfile('Dockerfile', cwd);
    expect(await fixObstacle(path.join(cwd, 'Dockerfile'), dockerfile)).toBeNull();
  });

  it.each([
    ['it has syntax problems', 'FROM a\nNONSENSE\n', null],
    ['it is not UTF-8', 'FROM a\n# \uFFFD\n', Buffer.from('FROM a\n# \xff\n', 'latin1')],
    ['it changed while it was read', 'FROM a\n', Buffer.from('FROM b\n')],
  ])('when %s', async (why, read, bytes) => {
    const cwd = workFolder({ Dockerfile: read });
    const file = path.join(cwd, 'Dockerfile');
    if (bytes !== null) writeFileSync(file, bytes);
    expect(await fixObstacle(file, parseDockerfile(read, 'Dockerfile'))).toBe(why);
  });

  it('when it is a link or a folder', async () => {
    const cwd = workFolder({ Dockerfile: 'FROM a\n' });
    symlinkSync('Dockerfile', path.join(cwd, 'link'));
    const dockerfile = await readDockerfile('link', cwd);
    expect(await fixObstacle(path.join(cwd, 'link'), dockerfile)).toBe('it is not a regular file');
    expect(await fixObstacle(cwd, dockerfile)).toBe('it is not a regular file');
  });

  it('when it is gone', async () => {
    const gone = await fixObstacle('/nowhere/Dockerfile', parseDockerfile('FROM a\n', 'Dockerfile'));
    expect(gone).toContain('it cannot be read again');
  });
});
