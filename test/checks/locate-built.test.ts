import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocator } from '../../src/checks/locate.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { openImage } from '../../src/image/open.ts';
import { SILENT } from '../../src/util/log.ts';
import { needs } from '../support/services.ts';
import { tarBytes } from '../support/tar.ts';
import { workFolder } from '../support/work-folder.ts';

const BASE = `image-gate-locate-test:${String(process.pid)}`;

describe.skipIf(!needs('dockerd'))('in an image that the real builder made', () => {
  beforeAll(() => {
    const input = tarBytes([{ name: 'base.txt', content: 'base' }]);
    execFileSync('docker', ['import', '-', BASE], { input, stdio: ['pipe', 'ignore', 'pipe'] });
  });

  const made = [BASE];

  afterAll(() => {
    execFileSync('docker', ['image', 'rm', '--force', ...made.toReversed()], { stdio: 'ignore' });
  });

  it('every layer is located on the instruction that made it', async () => {
    const text = `FROM ${BASE} AS tools
COPY one.txt /one
FROM tools
WORKDIR /app
ENV A=b
COPY one.txt two.txt ./
COPY --from=tools /one \\
     /copied
ADD one.txt /added/
USER 1000
`;
    const context = workFolder({ Dockerfile: text, 'one.txt': 'one', 'two.txt': 'two' });
    const image = await openImage(
      {
        kind: 'build',
        context,
        file: null,
        target: null,
        buildArgs: [],
        secrets: [],
        labels: ['by=a test'],
        tags: [],
        cacheFrom: [],
        cacheTo: [],
      },
      {
        platform: null,
        log: SILENT,
        tempDir: tmpdir(),
        signal: new AbortController().signal,
        insecureRegistries: [],
        env: process.env,
        cwd: context,
      },
    );
    made.push(image.imageId);
    try {
      const dockerfile = parseDockerfile(text, 'Dockerfile');
      const locate = createLocator({ image, dockerfile, target: null, buildArgs: new Map() });
      const lines = image.layers.map(({ index }) => {
        const { layer, dockerfile: at } = locate('a', index);
        return [layer?.base, at?.line, at?.endLine];
      });
      expect(lines).toEqual([
        [true, 1, 1],
        [false, 2, 2],
        [false, 4, 4],
        [false, 6, 6],
        [false, 7, 8],
        [false, 9, 9],
      ]);
    } finally {
      await image.close();
    }
  });
});
