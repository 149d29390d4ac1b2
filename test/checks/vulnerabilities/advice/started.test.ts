import { describe, expect, it } from 'vitest';
import { startedPrograms } from '../../../../src/checks/vulnerabilities/advice/started.ts';
import type { ImageConfig } from '../../../../src/image/image.ts';
import type { ProgramFacts } from '../../../../src/model/component.ts';
import { anImage } from '../../../support/an-image.ts';

const FACTS: ProgramFacts = { format: 'elf', isLibrary: false, needed: [], interpreter: null };
const PROGRAMS = new Map(
  [
    'usr/bin/sh',
    'usr/bin/env',
    'usr/bin/tini',
    'usr/sbin/gosu',
    'usr/sbin/nginx',
    'usr/bin/curl',
    'usr/bin/nc',
    'usr/bin/python3.11',
    'usr/local/bin/node',
    'opt/java/bin/java',
    'app/server',
    'usr/lib/libjemalloc.so.2',
  ].map((path) => [path, FACTS] as const),
);

function started(config: Partial<ImageConfig>) {
  return startedPrograms(anImage({ config }).config, PROGRAMS);
}

describe('startedPrograms', () => {
  it.each<[string, Partial<ImageConfig>, readonly string[]]>([
    ['an absolute path', { entrypoint: ['/usr/sbin/nginx', '-g', 'x'] }, ['usr/sbin/nginx']],
    ['a folder that is a link into usr', { entrypoint: ['/sbin/nginx'] }, ['usr/sbin/nginx']],
    ['a name in the usual folders', { cmd: ['nginx'] }, ['usr/sbin/nginx']],
    [
      'a name in the PATH of the image',
      { env: ['PATH=/opt/java/bin'], cmd: ['java'] },
      ['opt/java/bin/java'],
    ],
    ['a path in the working folder', { workingDir: '/app', cmd: ['./server'] }, ['app/server']],
    ['the program of a wrapper', { entrypoint: ['tini', '--', 'nginx'] }, ['usr/bin/tini', 'usr/sbin/nginx']],
    ['one behind a user', { entrypoint: ['gosu', 'web', 'nginx'] }, ['usr/sbin/gosu', 'usr/sbin/nginx']],
    ['one behind variables', { entrypoint: ['env', 'A=b', 'nginx'] }, ['usr/bin/env', 'usr/sbin/nginx']],
    ['one in a shell', { cmd: ['/bin/sh', '-c', 'A=b exec nginx -g x'] }, ['usr/bin/sh', 'usr/sbin/nginx']],
    ['one that is an argument', { entrypoint: ['nginx'], cmd: ['curl'] }, ['usr/sbin/nginx', 'usr/bin/curl']],
    [
      'what is loaded into all programs',
      { cmd: ['nginx'], env: ['LD_PRELOAD=/usr/lib/libjemalloc.so.2'] },
      ['usr/sbin/nginx', 'usr/lib/libjemalloc.so.2'],
    ],
    [
      'the programs of a health check',
      {
        cmd: ['nginx'],
        healthcheck: { test: ['CMD-SHELL', 'curl -f http://localhost/ | nc x 1 || exit 1'] },
      },
      ['usr/sbin/nginx', 'usr/bin/curl', 'usr/bin/nc'],
    ],
    [
      'the program of a health check',
      { cmd: ['nginx'], healthcheck: { test: ['CMD', 'curl', 'x'] } },
      ['usr/sbin/nginx', 'usr/bin/curl'],
    ],
    ['no health check', { cmd: ['nginx'], healthcheck: { test: ['NONE'] } }, ['usr/sbin/nginx']],
  ])('finds %s', (_, config, paths) => {
    expect(started(config)?.paths).toEqual(paths);
  });

  it.each<[string, Partial<ImageConfig>]>([
    ['nothing is started', {}],
    ['the program is not there', { cmd: ['/usr/bin/gone'] }],
    ['it is in no folder of the PATH', { env: ['PATH=/usr/local/bin'], cmd: ['nginx'] }],
    ['it is a script that is given a program', { entrypoint: ['/entry.sh'], cmd: ['nginx'] }],
    ['a shell waits for commands', { cmd: ['/bin/sh'] }],
    ['a shell reads a script', { cmd: ['sh', '/start.sh'] }],
    ['a shell is given more than one command', { cmd: ['sh', '-c', 'nginx; curl x'] }],
    ['a shell is given a variable', { cmd: ['sh', '-c', 'nginx $MORE'] }],
    ['a wrapper is given a script', { entrypoint: ['tini', '--', '/entry.sh', 'nginx'] }],
    ['a wrapper is given nothing', { entrypoint: ['tini', '--'] }],
    ['a wrapper is given a shell', { entrypoint: ['tini', '--', 'sh'] }],
    ['the health check is a script', { cmd: ['nginx'], healthcheck: { test: ['CMD', '/health.sh'] } }],
    [
      'a command of the health check is a script',
      { cmd: ['nginx'], healthcheck: { test: ['CMD-SHELL', 'curl x && /health.sh'] } },
    ],
  ])('cannot tell when %s', (_, config) => {
    expect(started(config)).toBeNull();
  });

  it.each([
    ['python3.11', true],
    ['node', true],
    ['nginx', false],
  ])('tells whether %s runs a program text: %s', (name, hasInterpreter) => {
    expect(started({ cmd: [name] })?.hasInterpreter).toBe(hasInterpreter);
  });
});
