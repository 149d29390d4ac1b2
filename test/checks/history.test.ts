import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapse, readHistory } from '../../src/checks/history.ts';

describe('a history entry is read', () => {
  const table: readonly [createdBy: string | null, keyword: string | null, text: string][] = [
    ['/bin/sh -c #(nop) ADD file:37a7 in / ', 'ADD', 'file:37a7 in /'],
    ['/bin/sh -c #(nop)  CMD ["/bin/sh"]', 'CMD', '["/bin/sh"]'],
    ['/bin/sh -c #(nop) COPY multi:4070 in ./ ', 'COPY', 'multi:4070 in ./'],
    ['/bin/sh -c #(nop) WORKDIR /app', 'WORKDIR', '/app'],
    ['/bin/sh -c apk add  curl &&     true', 'RUN', '/bin/sh -c apk add curl && true'],
    ['|1 WHO=you /bin/sh -c make', 'RUN', '|1 WHO=you /bin/sh -c make'],
    ['RUN /bin/sh -c make # buildkit', 'RUN', '/bin/sh -c make'],
    ['RUN |1 WHO=you /bin/sh -c make # buildkit', 'RUN', '|1 WHO=you /bin/sh -c make'],
    ['COPY package.json /goof/ # buildkit', 'COPY', 'package.json /goof/'],
    ['WORKDIR /goof', 'WORKDIR', '/goof'],
    ['EXPOSE map[9229/tcp:{}]', 'EXPOSE', 'map[9229/tcp:{}]'],
    ['cmd /S /C #(nop) WORKDIR C:\\app', 'WORKDIR', 'C:\\app'],
    ['/bin/sh -c #(nop) SOMETHING new', null, ''],
    [null, null, ''],
    ['', null, ''],
    ['  ', null, ''],
  ];

  for (const [createdBy, keyword, text] of table) {
    it(`${String(createdBy)}: ${keyword ?? 'nothing'}`, () => {
      expect(readHistory(createdBy)).toEqual(keyword === null ? null : { keyword, text });
    });
  }

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const step = readHistory(text);
        if (step === null) return;
        expect(step.keyword).toMatch(/^[A-Z]+$/u);
        expect(step.text).toBe(collapse(step.text));
      }),
    );
  });
});
