import { describe, expect, it } from 'vitest';
import { baseName } from '../../../../src/checks/vulnerabilities/advice/base-name.ts';
import { aDockerfile } from '../../../support/dockerfiles.ts';

const NOTHING = { target: null, buildArgs: new Map<string, string>() };

describe('baseName', () => {
  it('is what the first of the built stages starts from', () => {
    const dockerfile = aDockerfile('FROM golang:1 AS build', 'FROM debian:12 AS base', 'FROM base');
    expect(baseName(dockerfile, NOTHING)).toBe('debian:12');
    expect(baseName(dockerfile, { ...NOTHING, target: 'build' })).toBe('golang:1');
  });

  it('fills in build arguments', () => {
    const dockerfile = aDockerfile('ARG TAG=12', 'FROM debian:$TAG');
    expect(baseName(dockerfile, NOTHING)).toBe('debian:12');
    expect(baseName(dockerfile, { ...NOTHING, buildArgs: new Map([['TAG', '11']]) })).toBe('debian:11');
  });

  it.each([
    ['there is no Dockerfile', null],
    ['it starts from scratch', aDockerfile('FROM scratch', 'COPY a /')],
    ['an argument has no value', aDockerfile('ARG TAG', 'FROM debian:${TAG}')],
  ])('is not known when %s', (_, dockerfile) => {
    expect(baseName(dockerfile, NOTHING)).toBeNull();
  });
});
