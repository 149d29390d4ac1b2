import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/checks/locate.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { ImageChanges } from '../support/an-image.ts';
import { anImage } from '../support/an-image.ts';

const DOCKERFILE = `ARG BASE=alpine:3.20
FROM \${BASE} AS tools
ARG WHO=me
RUN echo one > /one && \\
    # a comment
    echo two   > /two
FROM tools
WORKDIR /app
ENV A=b
COPY a.txt d ./
COPY --from=tools /one /copied
ADD a.txt /abs/
RUN ["/bin/echo", "exec form"]
USER 1000
EXPOSE 80 443/tcp
CMD ["sh"]
`;

const BASE = ['/bin/sh -c #(nop) ADD file:37a7 in / ', { empty: '/bin/sh -c #(nop)  CMD ["/bin/sh"]' }];

const CLASSIC = [
  ...BASE,
  { empty: '/bin/sh -c #(nop)  ARG WHO=me' },
  '|1 WHO=you /bin/sh -c echo one > /one &&     echo two   > /two',
  '/bin/sh -c #(nop) WORKDIR /app',
  { empty: '/bin/sh -c #(nop)  ENV A=b' },
  '/bin/sh -c #(nop) COPY multi:4070 in ./ ',
  '/bin/sh -c #(nop) COPY file:4216 in /copied ',
  '/bin/sh -c #(nop) ADD file:2cc6 in /abs/ ',
  { empty: '/bin/echo exec form' },
  { empty: '/bin/sh -c #(nop)  USER 1000' },
  { empty: '/bin/sh -c #(nop)  EXPOSE 443/tcp 80' },
  { empty: '/bin/sh -c #(nop)  CMD ["sh"]' },
  { empty: '/bin/sh -c #(nop)  LABEL x=y' },
];

const BUILDKIT = [
  ...BASE,
  { empty: 'ARG WHO=you' },
  'RUN |1 WHO=you /bin/sh -c echo one > /one &&     echo two   > /two # buildkit',
  'WORKDIR /app',
  { empty: 'ENV A=b' },
  'COPY a.txt d ./ # buildkit',
  'COPY /one /copied # buildkit',
  'ADD a.txt /abs/ # buildkit',
  'RUN /bin/echo exec form # buildkit',
  { empty: 'USER 1000' },
  { empty: 'EXPOSE map[443/tcp:{} 80/tcp:{}]' },
  { empty: 'CMD ["sh"]' },
];

/** `own 4-6`: made by the instruction on lines 4 to 6. */
const LINES = ['base 2', 'own 4-6', 'own 8', 'own 10', 'own 11', 'own 12'];

describe('a layer is located on the instruction that made it', () => {
  it('in the history of the classic builder', () => {
    expect(located(DOCKERFILE, { history: CLASSIC })).toEqual(LINES);
  });

  it('in the history of BuildKit', () => {
    expect(located(DOCKERFILE, { history: BUILDKIT })).toEqual([...LINES, 'own 13']);
  });

  it('of the target stage and below', () => {
    const history = [...BASE, 'RUN /bin/sh -c echo one > /one && echo two > /two # buildkit'];
    expect(located(DOCKERFILE, { history }, 'tools')).toEqual(['base 2', 'own 4-6']);
  });

  it('when the history has the layers of ONBUILD, which came with the base', () => {
    const text = 'FROM base\nRUN make\n';
    const history = [...BASE, 'COPY . /app # buildkit', 'RUN /bin/sh -c make # buildkit'];
    expect(located(text, { history })).toEqual(['base 1', 'base 1', 'own 2']);
  });

  it('when nothing is below it', () => {
    const history = ['COPY app /app # buildkit', { empty: 'ENTRYPOINT ["/app"]' }];
    expect(located('FROM scratch\nCOPY app /app\nENTRYPOINT ["/app"]\n', { history })).toEqual(['own 2']);
  });

  it('when a variable or a heredoc stands in it', () => {
    const text = 'FROM base\nARG D=/srv\nCOPY a ${D}/\nRUN <<EOF\nmake\nEOF\n';
    const history = [...BASE, 'COPY a /srv/ # buildkit', 'RUN /bin/sh -c make\n # buildkit'];
    expect(located(text, { history })).toEqual(['base 1', 'own 3', 'own 4-6']);
  });
});

describe('a destination is compared', () => {
  const table: readonly [written: string, made: string, fits: boolean][] = [
    ['/srv', 'in /srv', true],
    ['/srv/', 'in /srv', true],
    ['/', 'in /', true],
    ['/', 'in /srv', false],
    ['/srv', 'in /srv2', false],
    ['srv', 'in /app/srv', true],
    ['/srv/${D}', 'in /srv/data', true],
  ];

  for (const [written, made, fits] of table) {
    it(`${written} and ${made} ${fits ? 'fit' : 'do not fit'}`, () => {
      const history = [...BASE, `/bin/sh -c #(nop) COPY file:4216 ${made} `];
      const expected = fits ? ['base 1', 'own 2'] : ['not known 1', 'not known 1'];
      expect(located(`FROM base\nCOPY a ${written}\n`, { history })).toEqual(expected);
    });
  }
});

describe('all layers are the base image’s', () => {
  const text = 'FROM base\nENV A=b\nLABEL x=y\nCMD ["sh"]\n';

  it('when the Dockerfile makes none and the end of the history is its own', () => {
    const history = [...BASE, { empty: 'ENV A=b' }, { empty: 'LABEL x=y' }, { empty: 'CMD ["sh"]' }];
    expect(located(text, { history })).toEqual(['base 1']);
  });

  it('when the image was built from it here', () => {
    expect(located('FROM base\n', { source: 'build', history: BASE })).toEqual(['base 1']);
  });

  it('but not when nothing shows that the image was made from it', () => {
    expect(located(text, { history: BASE })).toEqual(['not known 1']);
    expect(located('FROM base\n', { history: BASE })).toEqual(['not known 1']);
  });
});

describe('nothing is claimed, and the line is the FROM of the target', () => {
  const text = 'FROM base AS one\nRUN make\nFROM one\nCOPY a /a\n';
  const fits = [...BASE, 'RUN /bin/sh -c make # buildkit', 'COPY a /a # buildkit'];
  const unfit: readonly [string, ImageChanges['history']][] = [
    ['another command', [...BASE, 'RUN /bin/sh -c make all # buildkit', 'COPY a /a # buildkit']],
    ['another destination', [...BASE, 'RUN /bin/sh -c make # buildkit', 'COPY a /b # buildkit']],
    ['another order', [...BASE, 'COPY a /a # buildkit', 'RUN /bin/sh -c make # buildkit']],
    ['a layer less', [...BASE, 'COPY a /a # buildkit']],
    ['a layer more', [...fits, 'RUN /bin/sh -c rm -r /a # buildkit']],
    ['a layer of unknown making on top', [...fits, null]],
    ['a layer of unknown making within', [...fits.slice(0, -1), null, 'COPY a /a # buildkit']],
    ['no history', []],
  ];

  it('unless they fit', () => {
    expect(located(text, { history: fits })).toEqual(['base 1', 'own 2', 'own 4']);
  });

  for (const [what, history = []] of unfit) {
    it(`when the history has ${what}`, () => {
      for (const line of located(text, { history })) expect(line).toBe('not known 3');
    });
  }

  it('when there is a base where there should be none', () => {
    const history = [...BASE, 'COPY a /a # buildkit'];
    expect(located('FROM scratch\nCOPY a /a\n', { history })).toEqual(['not known 1', 'not known 1']);
  });

  it('when there is no such target', () => {
    expect(located(text, { history: fits }, 'three')).toEqual(['not known 3', 'not known 3', 'not known 3']);
  });
});

describe('without a Dockerfile, layer or FROM', () => {
  it('there is no line', () => {
    const image = anImage({ history: CLASSIC });
    const locate = createLocator({ image, dockerfile: null, target: null, buildArgs: new Map() });
    expect(locate('etc/passwd', 1)).toEqual({
      path: 'etc/passwd',
      layer: { index: 1, diffId: image.layers[1]?.diffId, createdBy: CLASSIC[3], base: null },
      dockerfile: null,
    });
  });

  it('the configuration is located on the FROM of the target', () => {
    const dockerfile = parseDockerfile(DOCKERFILE, 'Dockerfile');
    const image = anImage({ history: CLASSIC });
    const locate = createLocator({ image, dockerfile, target: null, buildArgs: new Map() });
    expect(locate(null, null)).toMatchObject({ path: null, layer: null, dockerfile: { line: 7 } });
    expect(locate('a', 99)).toMatchObject({ path: 'a', layer: null, dockerfile: { line: 7 } });
  });

  it('nothing throws', () => {
    const dockerfile = parseDockerfile('RUN true\n', 'Dockerfile');
    const locate = createLocator({
      image: anImage({ history: CLASSIC }),
      dockerfile,
      target: null,
      buildArgs: new Map(),
    });
    expect(locate('a', 0).dockerfile).toBeNull();
  });
});

function located(text: string, changes: ImageChanges, target: string | null = null): readonly string[] {
  const image = anImage(changes);
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  const locate = createLocator({ image, dockerfile, target, buildArgs: new Map() });
  return image.layers.map(({ index }) => {
    const { layer, dockerfile: at } = locate('any/file', index);
    const base = layer?.base ?? null;
    const whose = base === null ? 'not known' : base ? 'base' : 'own';
    const lines = at === null ? 'nowhere' : at.line === at.endLine ? at.line : `${at.line}-${at.endLine}`;
    return `${whose} ${String(lines)}`;
  });
}
