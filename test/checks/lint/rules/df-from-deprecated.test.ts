import { describe, expect, test } from 'vitest';
import { dfFromDeprecated } from '../../../../src/checks/lint/rules/df-from-deprecated.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM openjdk:17', ['openjdk:17']],
    ['FROM centos', ['centos']],
    ['FROM docker.io/library/java:8', ['docker.io/library/java:8']],
    ['FROM circleci/node:14', ['circleci/node:14']],
    ['FROM microsoft/dotnet:2', ['microsoft/dotnet:2']],
    ['FROM k8s.gcr.io/pause:3', ['k8s.gcr.io/pause:3']],
    ['FROM mcr.microsoft.com/dotnet/core/sdk:3.1', ['mcr.microsoft.com/dotnet/core/sdk:3.1']],
    ['FROM scratch\nCOPY --from=vault:1.9 /a /b', ['--from=vault:1.9']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfFromDeprecated, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM eclipse-temurin:21',
    'FROM me/openjdk:17',
    'FROM ghcr.io/library/openjdk:17',
    'FROM registry.k8s.io/pause:3',
    'FROM mcr.microsoft.com/dotnet/sdk:9.0',
    'FROM hashicorp/vault:1',
    'FROM openjdk-like:1',
    'FROM toString:1',
    'FROM $X',
  ])('%j', (text) => {
    expect(caughtBy(dfFromDeprecated, text)).toEqual([]);
  });
});
