import { describe, expect, test } from 'vitest';
import { dfPkgPinGo } from '../../../../src/checks/lint/rules/df-pkg-pin-go.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN go install x.com/a', ['x.com/a']],
    ['RUN go install x.com/a@latest', ['x.com/a@latest']],
    ['RUN go get -u x.com/a', ['x.com/a']],
    ['RUN go run x.com/a@latest b', ['x.com/a@latest']],
    ['RUN go install x.com/a@v1 x.com/b', ['x.com/b']],
    ['RUN go install $P', ['$P']],
    ['RUN CGO_ENABLED=0 go install -v x.com/a', ['x.com/a']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinGo, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN go install x.com/a@v1',
    'RUN go install x.com/a@$V',
    'RUN go install ./...',
    'RUN go install',
    'RUN go install -ldflags "-s -w" x.com/a@v1',
    'RUN go install -tags x x.com/a@v1',
    'RUN go run main.go x',
    'RUN go run x.com/a@v1 x.com/b',
    'RUN go build x.com/a',
    'RUN go mod download',
    'RUN go install std',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinGo, `FROM a:1\n${line}`)).toEqual([]);
  });
});
