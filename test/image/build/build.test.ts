import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../src/image/build/build.ts';
import { hasBuildx } from '../../../src/image/build/docker-cli.ts';
import { buildSource } from '../../support/build-source.ts';
import { docker, loadIntoDaemon, removeAtEnd, uniqueName } from '../../support/docker.ts';
import { makeImage } from '../../support/oci.ts';
import { openOptions } from '../../support/open-options.ts';
import { readLayers } from '../../support/read-layers.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { needs } from '../../support/services.ts';
import { workFolder } from '../../support/work-folder.ts';

describe.skipIf(!needs('dockerd'))('buildImage', () => {
  it('opens exactly the image that was built, also when its tag points elsewhere', async () => {
    const name = uniqueName();
    const cwd = project(`FROM scratch\nARG WHO\nLABEL who=$WHO\nCOPY a.txt /dir/\nUSER 1000\n`);
    const log = recordingLog();
    const source = buildSource({ buildArgs: ['WHO=me'], labels: ['l=1'], tags: [`${name}:1`] });
    removeAtEnd(`${name}:1`);
    const image = await buildImage(source, openOptions({ cwd, log }));
    // Whoever moves the tag does not change what is examined.
    loadIntoDaemon(makeImage({ layers: [{ other: uniqueName() }] }), `${name}:1`);
    removeAtEnd(image.imageId);
    expect(image).toMatchObject({
      source: 'build',
      reference: `${name}:1`,
      config: { user: '1000', labels: { who: 'me', l: '1' } },
    });
    expect(docker('image', 'inspect', '--format', '{{.Id}}', image.imageId)).toBe(image.imageId);
    const [layer] = await readLayers(image);
    expect(layer?.includes('hello from the context')).toBe(true);
    expect(log.messages[0]).toBe('group: Building .');
    expect(log.messages.filter((line) => line.startsWith('line: ')).length).toBeGreaterThan(0);
    await image.close();
    expect(readdirSync(join(cwd, 'temp'))).toEqual([]);
  });

  it('builds another text than the file holds, with the ignore file that goes with it', async () => {
    const cwd = project('FROM scratch\nLABEL text=file\n');
    writeFileSync(join(cwd, 'Dockerfile.dockerignore'), 'a.txt\n');
    writeFileSync(join(cwd, 'b.txt'), 'b');
    const dockerfileText = 'FROM scratch\nLABEL text=given\nCOPY *.txt /\n';
    const image = await buildImage(buildSource(), openOptions({ cwd, dockerfileText }));
    removeAtEnd(image.imageId);
    expect(image.config.labels['text']).toBe('given');
    const [layer] = await readLayers(image);
    expect(layer?.includes('b.txt')).toBe(true);
    expect(layer?.includes('a.txt')).toBe(false);
    await image.close();
    expect(readdirSync(join(cwd, 'temp'))).toEqual([]);
  });

  it('builds the stage that is asked for', async () => {
    const cwd = project(
      'FROM scratch AS first\nLABEL stage=first\nCOPY a.txt /\nFROM first\nLABEL stage=second\n',
    );
    const image = await buildImage(buildSource({ target: 'first' }), openOptions({ cwd }));
    removeAtEnd(image.imageId);
    expect(image.config.labels['stage']).toBe('first');
    await image.close();
  });

  it('fails with the last lines of the log, and leaves nothing behind', async () => {
    const cwd = project('FROM scratch\nCOPY gone.txt /\n');
    await expect(buildImage(buildSource(), openOptions({ cwd }))).rejects.toMatchObject({
      name: 'EngineError',
      code: 'BUILD_FAILED',
      message: expect.stringMatching(/^building "\." failed.*gone\.txt/u),
    });
    expect(readdirSync(join(cwd, 'temp'))).toEqual([]);
  });

  it('gives secrets to the build and not to the image, or says that buildx is missing', async () => {
    const cwd = project('FROM scratch\nCOPY a.txt /\n');
    const work = buildImage(buildSource({ secrets: ['id=a,src=a.txt'] }), openOptions({ cwd }));
    if (await hasBuildx(process.env)) {
      const image = await work;
      removeAtEnd(image.imageId);
      await image.close();
    } else {
      await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^BUILD_NEEDS_BUILDX$/u) });
    }
  });

  it('says which daemon is not there', async () => {
    const cwd = project('FROM scratch\n');
    const env = { ...process.env, DOCKER_HOST: `unix://${join(cwd, 'none.sock')}` };
    await expect(buildImage(buildSource(), openOptions({ cwd, env }))).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:DAEMON_UNREACHABLE|BUILD_FAILED)$/u),
    });
  });
});

function project(dockerfile: string): string {
  const cwd = workFolder({ Dockerfile: dockerfile, 'temp/': '', 'a.txt': 'hello from the context' });
  writeFileSync(join(cwd, '.dockerignore'), 'temp\n');
  return cwd;
}
