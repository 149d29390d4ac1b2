import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  callJson,
  callStream,
  connectDaemon,
  daemonFault,
  daemonStatus,
} from '../../../src/image/daemon/client.ts';
import { SourceError } from '../../../src/model/errors.ts';
import { caught } from '../../support/caught.ts';
import { startServer } from '../../support/http-server.ts';
import { needs } from '../../support/services.ts';
import { workFolder } from '../../support/work-folder.ts';

const SIGNAL = new AbortController().signal;

describe('daemonFault', () => {
  it.each([
    ['ENOENT', 'DAEMON_UNREACHABLE'],
    ['ECONNREFUSED', 'DAEMON_UNREACHABLE'],
    ['EACCES', 'DAEMON_DENIED'],
    ['EPIPE', 'DAEMON_ERROR'],
  ])('makes %s a SourceError %s', (code, expected) => {
    const error = Object.assign(new Error('connect'), { code });
    expect(daemonFault(error, 'looking', SIGNAL)).toMatchObject({ name: 'SourceError', code: expected });
  });

  it('keeps our own errors, and says why it was stopped', () => {
    const own = new SourceError('DISK_FULL', 'x');
    expect(daemonFault(own, 'looking', SIGNAL)).toBe(own);
    const reason = new Error('time is up');
    expect(daemonFault(new Error('aborted'), 'looking', AbortSignal.abort(reason))).toBe(reason);
  });

  it('makes what the daemon says harmless', () => {
    const fault = daemonFault(new Error('a\u001b[2J\n::error::b'), 'looking', SIGNAL);
    expect(fault).toMatchObject({ message: 'looking: the Docker daemon says: a\\u{1b}[2J\\u{a}::error::b' });
  });
});

describe('a client', () => {
  it('says that no daemon is there, without touching another one', async () => {
    const docker = await connectDaemon({ DOCKER_HOST: `unix://${join(workFolder(), 'none.sock')}` });
    const error = await caught(() => callJson(docker, { method: 'GET', path: '/version', signal: SIGNAL }));
    expect(daemonFault(error, 'asking', SIGNAL)).toMatchObject({ code: 'DAEMON_UNREACHABLE' });
  });

  it('talks to a daemon over TCP, and gives JSON, streams and refusals', async () => {
    const server = await startServer(({ path }, response) => {
      if (path === '/gone') response.writeHead(404).end('{"message":"no"}');
      else response.end('{"a":1}');
    });
    const docker = await connectDaemon({ DOCKER_HOST: `tcp://${server.host}` });
    expect(await callJson(docker, { method: 'GET', path: '/x', signal: SIGNAL })).toEqual({ a: 1 });
    const chunks: Uint8Array[] = [];
    for await (const chunk of await callStream(docker, { method: 'GET', path: '/y', signal: SIGNAL }))
      chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('{"a":1}');
    const error = await caught(() => callJson(docker, { method: 'GET', path: '/gone', signal: SIGNAL }));
    expect(daemonStatus(error)).toBe(404);
    expect(server.requests.map(({ path }) => path)).toEqual(['/x', '/y', '/gone']);
  });

  it('can be stopped while the daemon says nothing', async () => {
    const path = join(workFolder(), 'mute.sock');
    const server = createServer(() => {}).listen(path);
    await once(server, 'listening');
    const stop = new AbortController();
    server.once('connection', () => stop.abort(new Error('time is up')));
    const docker = await connectDaemon({ DOCKER_HOST: `unix://${path}` });
    const error = await caught(() =>
      callStream(docker, { method: 'GET', path: '/images/x/get', signal: stop.signal }),
    );
    expect(daemonFault(error, 'x', stop.signal)).toMatchObject({ message: 'time is up' });
    server.close();
  });

  it.skipIf(!needs('dockerd'))('talks to the real daemon', async () => {
    const docker = await connectDaemon(process.env);
    const version = await callJson(docker, { method: 'GET', path: '/version', signal: SIGNAL });
    expect(version).toMatchObject({ ApiVersion: expect.stringMatching(/^1\./u) });
  });
});
