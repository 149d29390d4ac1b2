import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImageConfig } from '../../src/image/config.ts';
import { GateError } from '../../src/model/errors.ts';
import { caught } from '../support/caught.ts';
import { sha256Of } from '../support/tar.ts';

const DIFF_ID = `sha256:${'a'.repeat(64)}`;
const LEAST = { os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [DIFF_ID] } };

describe('parseImageConfig', () => {
  it('gives the fields that are used, and the digest of the bytes as image id', () => {
    const bytes = json({
      ...LEAST,
      variant: 'v8',
      created: '2024-01-01T00:00:00Z',
      config: {
        User: '1000:0',
        Env: ['A=1'],
        Entrypoint: ['/run'],
        Cmd: ['-v'],
        WorkingDir: '/app',
        ExposedPorts: { '80/tcp': {} },
        Volumes: { '/data': {} },
        Labels: { a: 'b' },
        Healthcheck: { Test: ['NONE'], Interval: 5 },
        OnBuild: ['RUN x'],
        StopSignal: 'SIGTERM',
      },
      history: [{ created_by: 'COPY', comment: 'c', created: '2024-01-01T00:00:00Z' }, { empty_layer: true }],
    });
    expect(parseImageConfig(bytes, 'x')).toEqual({
      imageId: sha256Of(bytes),
      platform: { os: 'linux', architecture: 'amd64', variant: 'v8' },
      config: {
        user: '1000:0',
        env: ['A=1'],
        entrypoint: ['/run'],
        cmd: ['-v'],
        workingDir: '/app',
        exposedPorts: ['80/tcp'],
        volumes: ['/data'],
        labels: { a: 'b' },
        healthcheck: { test: ['NONE'] },
        onBuild: ['RUN x'],
        created: '2024-01-01T00:00:00Z',
      },
      history: [
        { createdBy: 'COPY', comment: 'c', created: '2024-01-01T00:00:00Z', emptyLayer: false },
        { createdBy: null, comment: null, created: null, emptyLayer: true },
      ],
      diffIds: [DIFF_ID],
    });
  });

  it.each([
    ['left out', {}],
    ['null, as Docker writes it', { config: null, history: null, variant: '', created: null }],
    [
      'null one by one',
      { config: { User: null, Env: null, ExposedPorts: null, Labels: null, Healthcheck: null } },
    ],
  ])('takes what is %s as empty', (_name, extra) => {
    const { config, history, platform } = parseImageConfig(json({ ...LEAST, ...extra }), 'x');
    expect({ history, variant: platform.variant }).toEqual({ history: [], variant: null });
    expect(config).toMatchObject({ user: '', env: [], exposedPorts: [], labels: {}, healthcheck: null });
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'expected object'],
    ['no platform', { rootfs: LEAST.rootfs }, 'os'],
    ['an empty architecture', { ...LEAST, architecture: '' }, 'architecture'],
    ['no rootfs', { os: 'linux', architecture: 'amd64' }, 'rootfs'],
    ['a diff id that is no digest', { ...LEAST, rootfs: { diff_ids: ['sha256:1'] } }, 'rootfs.diff_ids.0'],
    [
      'a diff id with a path in it',
      { ...LEAST, rootfs: { diff_ids: [`sha256:../${'a'.repeat(61)}`] } },
      'diff_ids.0',
    ],
    ['layers of another kind', { ...LEAST, rootfs: { type: 'zfs', diff_ids: [] } }, 'rootfs.type'],
    ['a number for the user', { ...LEAST, config: { User: 0 } }, 'config.User'],
    ['an environment that is an object', { ...LEAST, config: { Env: {} } }, 'config.Env'],
    ['a text for empty_layer', { ...LEAST, history: [{ empty_layer: 'yes' }] }, 'history.0.empty_layer'],
  ])('refuses %s and names the field', async (_name, value, field) => {
    const error = await caught(() => parseImageConfig(json(value), 'the image'));
    expect(error).toMatchObject({ code: 'IMAGE_CONFIG_INVALID', message: expect.stringContaining(field) });
    expect(error).toMatchObject({ message: expect.stringMatching(/^the image: /u) });
  });

  it.each<[string, unknown]>([
    ['a lower-case user', { ...LEAST, config: { User: '1000', user: 'root' } }],
    ['a second config', { ...LEAST, Config: { User: 'root' } }],
    ['other layers', { ...LEAST, rootFS: { diff_ids: [] } }],
    ['a long s', { ...LEAST, config: { Uſer: 'root' } }],
    ['a history entry', { ...LEAST, history: [{ Empty_Layer: true }] }],
  ])('refuses %s that Go would read in its place', (_name, value) => {
    expect(() => parseImageConfig(json(value), 'x')).toThrow('can be taken for');
  });

  it('does not take a label of any name for one of its keys', () => {
    const labels = { user: 'x', __proto__x: 'y', constructor: 'z' };
    const { config } = parseImageConfig(json({ ...LEAST, config: { Labels: labels } }), 'x');
    expect(config.labels).toEqual(labels);
  });

  it('refuses a key that is there twice, which Go would merge', () => {
    const text = JSON.stringify(LEAST).replace('{', '{"config":{"User":"root"},"config":{"User":null},');
    expect(() => parseImageConfig(Buffer.from(text), 'x')).toThrow('the key "config" is there twice');
  });

  it('refuses what is not JSON, and what is too large', () => {
    expect(() => parseImageConfig(Buffer.from('{'), 'x')).toThrow('not JSON');
    expect(() => parseImageConfig(Buffer.alloc(8 * 1024 * 1024 + 1), 'x')).toThrow('more than the limit');
  });

  it('ends with a configuration or a GateError for any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          parseImageConfig(Buffer.from(text), 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
        }
      }),
    );
  });
});

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
